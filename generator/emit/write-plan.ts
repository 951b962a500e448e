/** What is wanted and what is on disk to what has to be written and removed. */
import { join } from 'node:path';
import { type FileSystem, readInside } from './file-system.ts';
import type { OutputFile } from './files.ts';
import type { JournalRemoval, JournalWrite } from './journal.ts';
import { createManifest, type ManifestHead, printManifest } from './manifest.ts';
import { foldersOf, foldPath, manifestPath } from './output-path.ts';
import { type PreviousOutput, readPreviousIn } from './previous.ts';
import { sha256 } from './sha256.ts';

/** A write as the journal knows it, with its text. */
export interface PlannedWrite extends JournalWrite {
  readonly text: string;
}

export interface WritePlan {
  readonly previous: PreviousOutput;
  /** In the order given, the manifest last. */
  readonly writes: readonly PlannedWrite[];
  readonly removals: readonly JournalRemoval[];
  readonly unchanged: number;
}

/** The same bytes are never written again, so an unchanged file keeps its time. */
export function planWrite(
  fileSystem: FileSystem,
  folder: string,
  wanted: { readonly files: readonly OutputFile[]; readonly head: ManifestHead },
): WritePlan {
  const previous = readPreviousIn(folder, fileSystem);
  const stale = staleFiles(previous, wanted.files);
  const clashes = clashFinder(stale);
  const manifest = printManifest(createManifest(wanted.head, wanted.files));
  const all = [...wanted.files, { path: manifestPath, text: manifest }];
  const writes = all
    .map(({ path, text }) => ({
      path,
      text,
      sha256: sha256(text),
      before: previous.files.get(path)?.sha256 ?? hashInside(fileSystem, folder, path),
      displaces: clashes(path),
    }))
    .filter((write) => write.before !== write.sha256 || write.displaces.length > 0);
  const displaced = new Set(writes.flatMap((write) => write.displaces));
  return {
    previous,
    writes,
    removals: stale.filter((old) => !displaced.has(old)),
    unchanged: all.length - writes.length,
  };
}

function staleFiles(previous: PreviousOutput, files: readonly OutputFile[]): readonly JournalRemoval[] {
  const wanted = new Set(files.map(({ path }) => path));
  return [...previous.files].flatMap(([path, file]) =>
    wanted.has(path) ? [] : [{ path, before: file.sha256 }],
  );
}

/** Finds the files that cannot stand beside a path: equal but for case, or one a folder of the other. */
function clashFinder(stale: readonly JournalRemoval[]): (path: string) => readonly JournalRemoval[] {
  const files = new Map<string, JournalRemoval[]>();
  const below = new Map<string, JournalRemoval[]>();
  for (const old of stale) {
    addTo(files, old.path, old);
    for (const folder of foldersOf(old.path)) addTo(below, folder, old);
  }
  return (path) => [
    ...[...foldersOf(path), path].flatMap((one) => files.get(foldPath(one)) ?? []),
    ...(below.get(foldPath(path)) ?? []),
  ];
}

function addTo<Value>(index: Map<string, Value[]>, path: string, value: Value): void {
  const values = index.get(foldPath(path));
  if (values === undefined) index.set(foldPath(path), [value]);
  else values.push(value);
}

/** The hash of a regular file that is reached through no link; `null`: there is none. */
export function hashInside(fileSystem: FileSystem, folder: string, path: string): string | null {
  const bytes = readInside(fileSystem, folder, path);
  return bytes === null ? null : sha256(bytes);
}

/** Whether what stands at a path is just that, and not an old file of another case that the disk takes for it. */
export function isThere(fileSystem: FileSystem, folder: string, path: string): boolean {
  if (fileSystem.kindOf(join(folder, path)) === 'none') return false;
  const parent = join(folder, path, '..');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const names = fileSystem.list(parent);
  return names.includes(name) || !names.some((other) => foldPath(other) === foldPath(name));
}

/** Plans the files to write and to remove, and reports all reasons against it before the first byte is written. */
import { basename, join } from 'node:path';
import { distPrefix } from './dist-sources.ts';
import {
  existingFolder,
  type FileSystem,
  linkOnPath,
  type OutputFolder,
  readInside,
  realFolder,
} from './file-system.ts';
import { type OutputFile, sha256 } from './files.ts';
import type { JournalRemoval, PlannedWrite } from './journal.ts';
import { createManifest, hashed, type ManifestHead, printManifest } from './manifest.ts';
import { changesPath, foldersOf, foldPath, ledgerPath, manifestPath, recordsFolder } from './output-path.ts';
import type { PreviousOutput } from './previous.ts';

export interface WritePlan {
  readonly previous: PreviousOutput;
  /** Writes in the given order, the manifest last. */
  readonly writes: readonly PlannedWrite[];
  readonly removals: readonly JournalRemoval[];
  readonly unchanged: number;
  /** Paths of `dist/` that this run builds or the last one built. Whatever is there is replaced. */
  readonly built: ReadonlySet<string>;
}

/** The files of a package with their hashes. */
export interface WantedOutput {
  readonly files: readonly OutputFile[];
  /** In the given order, the manifest last. */
  readonly all: readonly { readonly path: string; readonly text: string; readonly sha256: string }[];
}

/** Hashes each text once, for all plans that are made of it. */
export function wantedOutput(files: readonly OutputFile[], head: ManifestHead): WantedOutput {
  const own = hashed(files);
  const text = printManifest(createManifest(head, own));
  return { files, all: [...own, { path: manifestPath, text, sha256: sha256(text) }] };
}

/** Skips files with equal bytes, so that an unchanged file keeps its modification time. */
export function planWrite(
  { fileSystem, folder }: Folder,
  { files, all }: WantedOutput,
  previous: PreviousOutput,
): WritePlan {
  const compiled = compiledFiles({ fileSystem, folder }, previous, files);
  const stale = [...staleFiles(previous, files), ...compiled];
  const clashes = clashFinder(stale);
  const writes = all
    .map((file) => ({
      ...file,
      before: previous.files.get(file.path)?.sha256 ?? hashInside(fileSystem, folder, file.path),
      displaces: clashes(file.path),
    }))
    .filter((write) => write.before !== write.sha256 || write.displaces.length > 0);
  const displaced = new Set(writes.flatMap((write) => write.displaces));
  return {
    previous,
    writes,
    removals: stale.filter((old) => !displaced.has(old)),
    unchanged: all.length - writes.length,
    built: builtPaths(previous, files, compiled),
  };
}

function staleFiles(previous: PreviousOutput, files: readonly OutputFile[]): readonly JournalRemoval[] {
  const wanted = new Set(files.map(({ path }) => path));
  return [...previous.files].flatMap(([path, file]) =>
    wanted.has(path) ? [] : [{ path, before: file.sha256 }],
  );
}

/** Finds old files that cannot exist beside a path: equal except for case, or one a folder of the other. */
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

/** Hash of a regular file; `null` if there is none, or only behind a symbolic link. */
export function hashInside(fileSystem: FileSystem, folder: string, path: string): string | null {
  const bytes = readInside(fileSystem, folder, path);
  return bytes === null ? null : sha256(bytes);
}

/** Returns `false` for a missing file, and for one in another case on a disk that ignores case. */
function isThere(fileSystem: FileSystem, folder: string, path: string): boolean {
  if (fileSystem.kindOf(join(folder, path)) === 'none') return false;
  const parent = join(folder, path, '..');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const names = fileSystem.list(parent);
  return names.includes(name) || !names.some((other) => foldPath(other) === foldPath(name));
}

/** Entries of version control, of desktops and of the generator: a folder with only these counts as empty. */
const ignoredEntries: ReadonlySet<string> = new Set(['.git', '.gitkeep', '.DS_Store', recordsFolder]);

/** Real path of the output folder, which may be missing; `null` after a report that the path is not a folder. */
export function openOutputFolder({ fileSystem, folder: out, diagnostics }: OutputFolder): string | null {
  if (fileSystem.kindOf(out) === 'none' || existingFolder(fileSystem, out) !== null) {
    return realFolder(fileSystem, out);
  }
  // Messages show the last name alone, and so are the same on every machine.
  const shown = JSON.stringify(basename(out));
  diagnostics.report({ code: 'CW5005', message: `The output path ${shown} is not a folder.` });
  return null;
}

/** Reports a folder that is neither empty nor generated. Checked before even a lock is written to it. */
export function checkOwnership(context: OutputFolder, previous: PreviousOutput): void {
  const { fileSystem, folder, diagnostics } = context;
  const records = fileSystem.kindOf(join(folder, recordsFolder));
  if (records === 'link') reportLink(context, recordsFolder);
  else if (records !== 'none' && records !== 'folder') reportForeign(context, recordsFolder);
  else if (previous.manifestProblem !== null) {
    const message = `${manifestPath} cannot be read: ${previous.manifestProblem}.`;
    diagnostics.report({ code: 'CW5004', message });
  } else if (previous.manifest === null && fileSystem.kindOf(folder) !== 'none') checkIsFree(context);
}

function checkIsFree({ fileSystem, folder, diagnostics }: OutputFolder): void {
  const entries = fileSystem.list(folder).filter((name) => !ignoredEntries.has(name));
  const [example] = entries.toSorted();
  if (example === undefined) return;
  const message = `The output folder holds ${JSON.stringify(example)} and has no ${manifestPath}.`;
  diagnostics.report({ code: 'CW5006', message });
}

/** Reports all reasons against a plan at once. */
export function checkPlan(
  context: OutputFolder,
  plan: WritePlan,
  limits: { readonly inputs: readonly string[]; readonly force: boolean },
): void {
  const removed = [...plan.writes.flatMap(({ displaces }) => displaces), ...plan.removals];
  const paths = [...plan.writes, ...removed].map(({ path }) => path);
  checkInputs(context, paths, limits.inputs);
  for (const link of new Set(paths.map((path) => linkOnPath(context.fileSystem, context.folder, path)))) {
    if (link !== null) reportLink(context, link);
  }
  checkForeign(context, plan);
  if (!limits.force) checkEdits(context, plan);
}

function checkInputs(
  { folder, diagnostics }: OutputFolder,
  paths: readonly string[],
  inputs: readonly string[],
): void {
  const taken = new Set(inputs.map(foldPath));
  for (const path of paths.filter((one) => taken.has(foldPath(join(folder, one))))) {
    diagnostics.report({ code: 'CW5008', message: `${path} is an input of the run.` });
  }
}

function reportLink({ diagnostics }: OutputFolder, link: string): void {
  diagnostics.report({ code: 'CW5009', message: `${link} in the output folder is a symbolic link.` });
}

function reportForeign({ diagnostics }: OutputFolder, path: string): void {
  diagnostics.report({ code: 'CW5007', message: `${path} was not written by the generator.` });
}

/** Reports files that the generator did not write. One with equal bytes needs no write, and is accepted. */
function checkForeign(context: OutputFolder, { previous, writes, built }: WritePlan): void {
  const { fileSystem, folder } = context;
  const own = new Set([...(previous.manifest?.files.keys() ?? []), manifestPath, ledgerPath, ...built]);
  const direct = writes.filter(({ path }) => linkOnPath(fileSystem, folder, path) === null);
  const obstacles = direct.flatMap((write) => [
    ...foldersOf(write.path).filter((parent) => blocksFolder(context, parent, write)),
    ...(blocksFile(context, write.path, own) ? [write.path] : []),
  ]);
  for (const path of new Set(obstacles)) reportForeign(context, path);
}

function blocksFolder({ fileSystem, folder }: OutputFolder, parent: string, write: PlannedWrite): boolean {
  const kind = fileSystem.kindOf(join(folder, parent));
  return kind !== 'folder' && kind !== 'none' && !write.displaces.some(({ path }) => path === parent);
}

function blocksFile({ fileSystem, folder }: OutputFolder, path: string, own: ReadonlySet<string>): boolean {
  switch (fileSystem.kindOf(join(folder, path))) {
    case 'none':
      return false;
    case 'file':
      return !own.has(path) && isThere(fileSystem, folder, path);
    case 'folder':
    case 'link':
    case 'other':
      return true;
  }
}

/** Reports edits by hand. A merge of two generated files is only a warning, as version control has both. */
function checkEdits({ diagnostics }: OutputFolder, { previous, writes, removals, built }: WritePlan): void {
  const touched = [...writes, ...writes.flatMap(({ displaces }) => displaces), ...removals];
  for (const { path, before } of touched) {
    const written = previous.manifest?.files.get(path)?.sha256;
    if (
      path === ledgerPath ||
      path === changesPath ||
      built.has(path) ||
      written === undefined ||
      before === null ||
      before === written
    )
      continue;
    if (previous.merged.has(path)) {
      const message = `${path} was merged from two generated versions; regenerated.`;
      diagnostics.report({ code: 'CW5016', message });
    } else diagnostics.report({ code: 'CW5010', message: `${path} was edited since it was generated.` });
  }
}

interface Folder {
  readonly fileSystem: FileSystem;
  readonly folder: string;
}

/** Paths that this run builds, that the last one built, and that a compiler built before. */
export function builtPaths(
  { manifest }: PreviousOutput,
  files: readonly OutputFile[],
  compiled: readonly JournalRemoval[],
): ReadonlySet<string> {
  const wanted = files.filter(({ isBuilt }) => isBuilt === true).map(({ path }) => path);
  const written = manifest === null || manifest.dist === null ? [] : [...manifest.files.keys()];
  const last = written.filter((path) => path.startsWith(distPrefix));
  return new Set([...wanted, ...last, ...compiled.map(({ path }) => path)]);
}

/**
 * Output of `tsc` from the time before the generator built `dist/`. Only files that a source of the last run has
 * are removed.
 */
function compiledFiles(
  { fileSystem, folder }: Folder,
  { manifest, files: onDisk }: PreviousOutput,
  files: readonly OutputFile[],
): readonly JournalRemoval[] {
  const wanted = new Set(files.flatMap(({ path, isBuilt }) => (isBuilt === true ? [path] : [])));
  if (manifest === null || manifest.dist !== null || wanted.size === 0) return [];
  return filesBelow({ fileSystem, folder }, distPrefix.slice(0, -1)).flatMap((path) => {
    const source = /^dist\/(.+?)\.(?:js|js\.map|d\.ts|d\.ts\.map)$/.exec(path)?.[1];
    if (source === undefined || wanted.has(path) || !onDisk.has(`src/${source}.ts`)) return [];
    const bytes = readInside(fileSystem, folder, path);
    return bytes === null ? [] : [{ path, before: sha256(bytes) }];
  });
}

/** Sorted. Links are not followed. */
function filesBelow({ fileSystem, folder }: Folder, path: string): readonly string[] {
  switch (fileSystem.kindOf(join(folder, path))) {
    case 'file':
      return [path];
    case 'folder':
      return fileSystem
        .list(join(folder, path))
        .toSorted()
        .flatMap((name) => filesBelow({ fileSystem, folder }, `${path}/${name}`));
    case 'link':
    case 'other':
    case 'none':
      return [];
  }
}

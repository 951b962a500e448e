/** Files of `dist/` in a write: the run replaces them all, because whatever is there was made from the sources. */
import { join } from 'node:path';
import { distPrefix } from './dist-sources.ts';
import { type FileSystem, readInside } from './file-system.ts';
import type { OutputFile } from './files.ts';
import { sha256 } from './hash.ts';
import type { JournalRemoval } from './journal.ts';
import type { PreviousOutput } from './previous.ts';

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
export function compiledFiles(
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

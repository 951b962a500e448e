/** The output of the last run: reads it, and compares its files with its manifest. */
import { dirname, join } from 'node:path';
import { errorCode, existingFolder, type FileSystem, nodeFileSystem, readInside } from './file-system.ts';
import { sha256 } from './files.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { joinSides, type ManifestSides, pathsOf, readManifest } from './merge-sides.ts';
import { manifestPath } from './output-path.ts';

/** Output of the last run. Also the cache of the formatter. */
export interface PreviousOutput {
  /** `null` if the folder has no readable manifest. */
  readonly manifest: Manifest | null;
  /** Reason why an existing manifest is unreadable. */
  readonly manifestProblem: string | null;
  /** `true` if the manifest has a conflict of a merge. */
  readonly isMerge: boolean;
  /** Files that both branches of a merge wrote, and that are as neither wrote them. */
  readonly merged: ReadonlySet<string>;
  /** Files of the manifest on disk, by path. */
  readonly files: ReadonlyMap<string, FileOnDisk>;
  /** Files of the manifest that are missing on disk, sorted. */
  readonly missing: readonly string[];
}

interface FileOnDisk {
  readonly text: string;
  readonly sha256: string;
}

const nothingWritten: PreviousOutput = {
  manifest: null,
  manifestProblem: null,
  isMerge: false,
  merged: new Set(),
  files: new Map(),
  missing: [],
};

/**
 * A missing folder counts as empty, and so does an unreadable one: its files are formatted again, and
 * the write or the comparison reports the failure.
 */
export async function readPrevious(
  out: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<PreviousOutput> {
  try {
    const folder = existingFolder(fileSystem, out);
    return folder === null ? nothingWritten : readPreviousIn(folder, fileSystem);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return nothingWritten;
  }
}

/** The same as `readPrevious`, for a real path. Throws if the folder is unreadable. */
export function readPreviousIn(folder: string, fileSystem: FileSystem): PreviousOutput {
  const bytes = readInside(fileSystem, folder, manifestPath);
  if (bytes === null) return nothingWritten;
  const reading = readManifest(decode(bytes));
  if (!reading.ok) return { ...nothingWritten, manifestProblem: reading.problem };
  const { sides } = reading;
  const { files, missing } = readOwnFiles(sides, folder, fileSystem);
  const { manifest, merged } = joinSides(sides, files);
  return { manifest, manifestProblem: null, isMerge: sides.length > 1, merged, files, missing };
}

function readOwnFiles(
  sides: ManifestSides,
  folder: string,
  fileSystem: FileSystem,
): Pick<PreviousOutput, 'files' | 'missing'> {
  const files = new Map<string, FileOnDisk>();
  const missing: string[] = [];
  const known = knownFolders(folder, fileSystem);
  for (const path of pathsOf(sides)) {
    const bytes = readOwn(path, known);
    if (bytes === null) missing.push(path);
    else files.set(path, { text: decode(bytes), sha256: sha256(bytes) });
  }
  return { files, missing };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

interface IntactPackage {
  /** Hash of the manifest, which has the hashes of all other files. */
  readonly hash: string;
  /** Number of files, the manifest among them. */
  readonly files: number;
}

/** `null`: there is no package, or one of its files is not as it was written. */
export function readIntact(out: string, fileSystem: FileSystem = nodeFileSystem): IntactPackage | null {
  try {
    const folder = existingFolder(fileSystem, out);
    return folder === null ? null : readIntactIn(folder, fileSystem);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}

function readIntactIn(folder: string, fileSystem: FileSystem): IntactPackage | null {
  const bytes = readInside(fileSystem, folder, manifestPath);
  const reading = bytes === null ? null : parseManifest(new TextDecoder().decode(bytes));
  if (bytes === null || reading === null || !reading.ok) return null;
  const { files } = reading.manifest;
  const known = knownFolders(folder, fileSystem);
  for (const [path, entry] of files) {
    const own = readOwn(path, known);
    if (own === null || sha256(own) !== entry.sha256) return null;
  }
  return { hash: sha256(bytes), files: files.size + 1 };
}

/** Hash of the manifest that `readIntact` would return for a package that is as it was written; `null`: there is none. */
export function manifestHash(out: string, fileSystem: FileSystem = nodeFileSystem): string | null {
  const folder = existingFolder(fileSystem, out);
  const bytes = folder === null ? null : readInside(fileSystem, folder, manifestPath);
  return bytes === null ? null : sha256(bytes);
}

interface KnownFolders {
  readonly folders: Map<string, boolean>;
  readonly folder: string;
  readonly fileSystem: FileSystem;
}

function knownFolders(folder: string, fileSystem: FileSystem): KnownFolders {
  return { folders: new Map([['.', true]]), folder, fileSystem };
}

/** The same as `readInside`, where many paths share their folders. */
function readOwn(path: string, known: KnownFolders): Uint8Array | null {
  if (!isOwnFolder(dirname(path), known)) return null;
  const whole = join(known.folder, path);
  return known.fileSystem.kindOf(whole) === 'file' ? known.fileSystem.read(whole) : null;
}

/** A link on the path could lead out of the package. Each folder is looked at once. */
function isOwnFolder(path: string, known: KnownFolders): boolean {
  const { folders, folder, fileSystem } = known;
  const seen = folders.get(path);
  if (seen !== undefined) return seen;
  const isOwn = isOwnFolder(dirname(path), known) && fileSystem.kindOf(join(folder, path)) === 'folder';
  folders.set(path, isOwn);
  return isOwn;
}

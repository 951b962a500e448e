/** The output folder to what the last run left in it. */
import { errorCode, existingFolder, type FileSystem, nodeFileSystem, readInside } from './file-system.ts';
import { sha256 } from './hash.ts';
import type { Manifest } from './manifest.ts';
import { joinSides, type ManifestSides, pathsOf, readManifest } from './merge-sides.ts';
import { manifestPath } from './output-path.ts';

/** What the last run left in the output folder; doubles as the cache of the formatter. */
export interface PreviousOutput {
  /** `null` where the folder has none, or none that can be read. */
  readonly manifest: Manifest | null;
  /** Why a manifest that is there cannot be read. */
  readonly manifestProblem: string | null;
  /** Whether the manifest holds the conflict of a merge. */
  readonly isMerge: boolean;
  /** The files that both branches of a merge have written anew, and that are as neither has written them. */
  readonly merged: ReadonlySet<string>;
  /** The files of the manifest that are on disk, by path. */
  readonly files: ReadonlyMap<string, FileOnDisk>;
  /** The files of the manifest that are not on disk, sorted. */
  readonly missing: readonly string[];
}

export interface FileOnDisk {
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
 * Only reads; a folder that is not there is one with nothing in it. So is one that cannot be read:
 * that costs the cache, and whoever goes on to write or compare reports it.
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

/** As `readPrevious`, of a folder whose real path is known. */
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
  for (const path of pathsOf(sides)) {
    const bytes = readInside(fileSystem, folder, path);
    if (bytes === null) missing.push(path);
    else files.set(path, { text: decode(bytes), sha256: sha256(bytes) });
  }
  return { files, missing };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

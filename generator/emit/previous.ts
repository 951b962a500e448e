/** Reads the output of the last run from the output folder. */
import { errorCode, existingFolder, type FileSystem, nodeFileSystem, readInside } from './file-system.ts';
import { sha256 } from './hash.ts';
import type { Manifest } from './manifest.ts';
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

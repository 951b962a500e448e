/** Compares the files of a package with its manifest. Reads and hashes all of them. */
import { dirname, join } from 'node:path';
import { errorCode, existingFolder, type FileSystem, nodeFileSystem, readInside } from './file-system.ts';
import { sha256 } from './hash.ts';
import { parseManifest } from './manifest.ts';
import { manifestPath } from './output-path.ts';

export interface IntactPackage {
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
  const folders = new Map<string, boolean>([['.', true]]);
  for (const [path, entry] of files) {
    if (!isOwnFolder(dirname(path), { folders, folder, fileSystem })) return null;
    const whole = join(folder, path);
    if (fileSystem.kindOf(whole) !== 'file' || sha256(fileSystem.read(whole)) !== entry.sha256) return null;
  }
  return { hash: sha256(bytes), files: files.size + 1 };
}

interface KnownFolders {
  readonly folders: Map<string, boolean>;
  readonly folder: string;
  readonly fileSystem: FileSystem;
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

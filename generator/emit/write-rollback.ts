/** Undoes a write that failed or may not be finished: the old tree is restored from the staging folder. */
import { dirname, join } from 'node:path';
import { type FileSystem, ignoringFailures, persistently } from './file-system.ts';
import { sha256 } from './hash.ts';
import {
  backupPath,
  displacedFiles,
  type Journal,
  journalPath,
  type JournalWrite,
  type MovedFile,
  removedFiles,
  rollbackPath,
  stagedPath,
  stagingFolder,
} from './journal.ts';
import { foldersOf } from './output-path.ts';

/**
 * Restores the old tree and removes all traces of the write.
 *
 * Every step can be repeated. If even this fails, the renamed journal remains, and the next run continues.
 */
export function rollBack(disk: FileSystem, folder: string, journal: Journal): void {
  const fileSystem = persistently(disk);
  ignoringFailures(() => {
    const [started, undoing] = [join(folder, journalPath), join(folder, rollbackPath)];
    // From here on, no run finishes the write.
    if (fileSystem.kindOf(started) !== 'none') fileSystem.rename(started, undoing);
    if (fileSystem.kindOf(undoing) !== 'none') {
      for (const file of removedFiles(journal).toReversed()) putBack(fileSystem, folder, file);
      for (const [index, write] of [...journal.writes.entries()].toReversed()) {
        undoWrite(fileSystem, folder, { index, write });
      }
      fileSystem.remove(undoing);
    }
    dropStaging(fileSystem, folder);
  });
}

function undoWrite(
  fileSystem: FileSystem,
  folder: string,
  { index, write }: { readonly index: number; readonly write: JournalWrite },
): void {
  const [target, staged] = [join(folder, write.path), join(folder, stagedPath(index))];
  const backup = join(folder, backupPath(index));
  const isNew = write.before === null || write.displaces.length > 0;
  if (fileSystem.kindOf(backup) === 'file') fileSystem.rename(backup, target);
  else if (isNew && fileSystem.kindOf(staged) === 'none' && hasText(fileSystem, target, write.sha256)) {
    fileSystem.rename(target, staged);
  }
  for (const parent of foldersOf(write.path).toReversed()) {
    if (!removeEmptyFolder(fileSystem, join(folder, parent))) break;
  }
  for (const file of displacedFiles(index, write).toReversed()) putBack(fileSystem, folder, file);
}

function hasText(fileSystem: FileSystem, path: string, hash: string): boolean {
  return fileSystem.kindOf(path) === 'file' && sha256(fileSystem.read(path)) === hash;
}

function putBack(fileSystem: FileSystem, folder: string, { path, aside }: MovedFile): void {
  const waiting = join(folder, aside);
  if (fileSystem.kindOf(waiting) !== 'file') return;
  const target = join(folder, path);
  if (fileSystem.kindOf(dirname(target)) === 'none') fileSystem.createFolder(dirname(target));
  fileSystem.rename(waiting, target);
}

/** Returns `false` if the folder is not empty. */
export function removeEmptyFolder(fileSystem: FileSystem, path: string): boolean {
  if (fileSystem.kindOf(path) === 'none') return true;
  if (fileSystem.kindOf(path) !== 'folder' || fileSystem.list(path).length > 0) return false;
  fileSystem.removeFolder(path);
  return true;
}

/** Removes the staging folder with its texts, or a file in its place. */
export function dropStaging(fileSystem: FileSystem, folder: string): void {
  const staging = join(folder, stagingFolder);
  const kind = fileSystem.kindOf(staging);
  if (kind === 'none') return;
  if (kind !== 'folder') return fileSystem.remove(staging);
  for (const name of fileSystem.list(staging)) fileSystem.remove(join(staging, name));
  fileSystem.removeFolder(staging);
}

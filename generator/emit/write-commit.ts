/** Turns a plan of writes into the new tree: first a journal with the new texts, then steps that can be repeated or undone. */
import { dirname, join } from 'node:path';
import { errorCode, type FileSystem, ignoringFailures, persistently } from './file-system.ts';
import {
  backupPath,
  displacedFiles,
  type Journal,
  journalPath,
  type JournalWrite,
  type MovedFile,
  type PlannedJournal,
  printJournal,
  removedFiles,
  stagedPath,
  stagingFolder,
} from './journal.ts';
import { foldersOf, manifestPath, recordsFolder } from './output-path.ts';
import { dropStaging, removeEmptyFolder, rollBack } from './write-rollback.ts';

/** Writes all files, or none: a failure restores the old tree before it is thrown. */
export function writeAll(fileSystem: FileSystem, folder: string, plan: PlannedJournal): void {
  try {
    commit(fileSystem, folder, stage(fileSystem, folder, plan));
  } catch (error) {
    // Without a journal, no file was touched.
    if (errorCode(error) !== null) rollBack(fileSystem, folder, { staging: '', ...plan });
    throw error;
  }
}

/** Flushes all new texts and the journal to the device. After the rename of the journal, a later run can finish. */
function stage(fileSystem: FileSystem, folder: string, plan: PlannedJournal): Journal {
  const staging = join(folder, stagingFolder);
  fileSystem.createFolder(staging);
  for (const [index, { text }] of plan.writes.entries()) {
    fileSystem.write(join(folder, stagedPath(index)), text);
  }
  // Flushes after all writes are faster: the first flush includes most blocks of the others.
  for (const index of plan.writes.keys()) fileSystem.sync(join(folder, stagedPath(index)));
  const journal = { ...plan, staging: fileSystem.identityOf(staging) };
  const staged = join(staging, 'journal');
  fileSystem.write(staged, printJournal(journal));
  fileSystem.sync(staged);
  fileSystem.sync(staging);
  fileSystem.rename(staged, join(folder, journalPath));
  fileSystem.sync(join(folder, recordsFolder));
  return journal;
}

/**
 * Puts the new files in place (manifest last) and moves the old ones to the staging folder.
 *
 * Removing the journal is the point of no return. What remains after it is only tidied up.
 */
export function commit(fileSystem: FileSystem, folder: string, journal: Journal): void {
  const place = ([index, write]: readonly [number, JournalWrite]): void =>
    placeStaged(fileSystem, folder, { index, write });
  const writes = [...journal.writes.entries()];
  writes.filter(([, { path }]) => path !== manifestPath).forEach(place);
  const removed = removedFiles(journal);
  for (const file of removed) setAside(fileSystem, folder, file);
  writes.filter(([, { path }]) => path === manifestPath).forEach(place);
  syncFolders(fileSystem, folder, journal);
  for (const { path } of removed) removeEmptyParents(fileSystem, folder, path);
  const tidying = persistently(fileSystem);
  tidying.remove(join(folder, journalPath));
  ignoringFailures(() => dropStaging(tidying, folder));
}

/** Moves displaced files only while the new file waits: on a disk that ignores case, both are one entry. */
function placeStaged(
  fileSystem: FileSystem,
  folder: string,
  { index, write }: { readonly index: number; readonly write: JournalWrite },
): void {
  const staged = join(folder, stagedPath(index));
  if (fileSystem.kindOf(staged) === 'none') return;
  for (const file of displacedFiles(index, write)) {
    setAside(fileSystem, folder, file);
    removeEmptyParents(fileSystem, folder, file.path);
  }
  const target = join(folder, write.path);
  const backup = join(folder, backupPath(index));
  // A second entry of the old file: the target is never missing for a reader.
  if (fileSystem.kindOf(target) === 'file' && fileSystem.kindOf(backup) === 'none') {
    fileSystem.claim(target, backup);
  }
  if (fileSystem.kindOf(dirname(target)) === 'none') fileSystem.createFolder(dirname(target));
  fileSystem.rename(staged, target);
}

function setAside(fileSystem: FileSystem, folder: string, { path, aside }: MovedFile): void {
  const whole = join(folder, path);
  if (fileSystem.kindOf(whole) === 'file') fileSystem.rename(whole, join(folder, aside));
}

/** Removes the folders of a path that are empty, innermost first. */
function removeEmptyParents(fileSystem: FileSystem, folder: string, path: string): void {
  for (const parent of foldersOf(path).toReversed()) {
    if (!removeEmptyFolder(fileSystem, join(folder, parent))) return;
  }
}

function syncFolders(fileSystem: FileSystem, folder: string, journal: Journal): void {
  const displaced = journal.writes.flatMap((write, index) => displacedFiles(index, write));
  const moved = [...displaced, ...removedFiles(journal)];
  const parents = [...journal.writes, ...moved].map(({ path }) => dirname(join(folder, path)));
  for (const parent of new Set(parents)) {
    if (fileSystem.kindOf(parent) === 'folder') fileSystem.sync(parent);
  }
}

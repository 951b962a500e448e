/** Turns a plan of writes into the new tree by steps that can be repeated or undone, and undoes a write that failed. */
import { dirname, join } from 'node:path';
import { errorCode, type FileSystem, ignoringFailures, persistently } from './file-system.ts';
import { sha256 } from './files.ts';
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
  rollbackPath,
  stagedPath,
  stagingFolder,
} from './journal.ts';
import { changesPath, foldersOf, ledgerPath, manifestPath, recordsFolder } from './output-path.ts';

/** Files that hold more than follows from the document. */
const holdsHistory: ReadonlySet<string> = new Set([ledgerPath, changesPath]);

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

/**
 * Writes the new texts and the journal. After the rename of the journal, a later run can finish.
 *
 * Written texts outlast a kill, but not a power failure. Most can be generated again, so only the others are flushed
 * to the device: to flush each one took most of the time of a write.
 */
function stage(fileSystem: FileSystem, folder: string, plan: PlannedJournal): Journal {
  const staging = join(folder, stagingFolder);
  fileSystem.createFolder(staging);
  for (const [index, { text }] of plan.writes.entries()) {
    fileSystem.write(join(folder, stagedPath(index)), text);
  }
  for (const [index, { path }] of plan.writes.entries()) {
    if (holdsHistory.has(path)) fileSystem.sync(join(folder, stagedPath(index)));
  }
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

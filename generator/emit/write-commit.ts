/** A journal with its staged texts to the new tree, in steps that can be taken again after a stop at any of them. */
import { dirname, join } from 'node:path';
import { type FileSystem, ignoringFailures } from './file-system.ts';
import {
  type Journal,
  type JournalRemoval,
  type JournalWrite,
  journalPath,
  printJournal,
  stagedPath,
  stagingFolder,
} from './journal.ts';
import { foldersOf, manifestPath, recordsFolder } from './output-path.ts';
import type { WritePlan } from './write-plan.ts';

/** All new texts and the journal, flushed to the device; the journal's rename is the point of no return. */
export function stage(fileSystem: FileSystem, folder: string, plan: WritePlan): Journal {
  const staging = join(folder, stagingFolder);
  fileSystem.createFolder(staging);
  for (const [index, { text }] of plan.writes.entries()) {
    fileSystem.write(join(folder, stagedPath(index)), text);
  }
  // A pass of its own: the first flush takes most of the others' blocks along.
  for (const index of plan.writes.keys()) fileSystem.sync(join(folder, stagedPath(index)));
  const journal = {
    writes: plan.writes.map(({ path, sha256, before, displaces }) => ({ path, sha256, before, displaces })),
    removals: plan.removals,
  };
  const staged = join(staging, 'journal');
  fileSystem.write(staged, printJournal(journal));
  fileSystem.sync(staged);
  fileSystem.sync(staging);
  fileSystem.rename(staged, join(folder, journalPath));
  fileSystem.sync(join(folder, recordsFolder));
  return journal;
}

/** Puts the new files in place (manifest last), removes the old ones, and drops the journal. */
export function commit(fileSystem: FileSystem, folder: string, journal: Journal): void {
  const place = ([index, write]: readonly [number, JournalWrite]): void =>
    placeStaged(fileSystem, folder, { index, write });
  const writes = [...journal.writes.entries()];
  writes.filter(([, { path }]) => path !== manifestPath).forEach(place);
  for (const { path } of journal.removals) removeOwn(fileSystem, folder, path);
  writes.filter(([, { path }]) => path === manifestPath).forEach(place);
  syncFolders(fileSystem, folder, journal);
  fileSystem.remove(join(folder, journalPath));
  ignoringFailures(() => dropStaging(fileSystem, folder));
}

/** What is displaced goes only while the new file still waits: on a disk without case the two are one. */
function placeStaged(
  fileSystem: FileSystem,
  folder: string,
  { index, write }: { readonly index: number; readonly write: JournalWrite },
): void {
  const staged = join(folder, stagedPath(index));
  if (fileSystem.kindOf(staged) === 'none') return;
  for (const { path } of write.displaces) removeOwn(fileSystem, folder, path);
  const target = join(folder, write.path);
  if (fileSystem.kindOf(dirname(target)) === 'none') fileSystem.createFolder(dirname(target));
  fileSystem.rename(staged, target);
}

/** The folders that it leaves empty go too; they held nothing but our files. */
function removeOwn(fileSystem: FileSystem, folder: string, path: string): void {
  const whole = join(folder, path);
  if (fileSystem.kindOf(whole) === 'file') fileSystem.remove(whole);
  for (const parent of foldersOf(path).toReversed()) {
    if (!removeEmptyFolder(fileSystem, join(folder, parent))) return;
  }
}

/** `false`: it holds something. */
export function removeEmptyFolder(fileSystem: FileSystem, path: string): boolean {
  if (fileSystem.kindOf(path) === 'none') return true;
  if (fileSystem.kindOf(path) !== 'folder' || fileSystem.list(path).length > 0) return false;
  fileSystem.removeFolder(path);
  return true;
}

function syncFolders(fileSystem: FileSystem, folder: string, { writes, removals }: Journal): void {
  const removed: readonly JournalRemoval[] = [...writes.flatMap(({ displaces }) => displaces), ...removals];
  const parents = [...writes, ...removed].map(({ path }) => dirname(join(folder, path)));
  for (const parent of new Set(parents)) {
    if (fileSystem.kindOf(parent) === 'folder') fileSystem.sync(parent);
  }
}

/** Back to the old tree, unless a step of the journal was taken: then it stays, and the next run finishes it. */
export function withdraw(fileSystem: FileSystem, folder: string, journal: Journal): void {
  const hasJournal = fileSystem.kindOf(join(folder, journalPath)) !== 'none';
  if (hasJournal && !isUntouched(fileSystem, folder, journal)) return;
  // First, so that nobody follows it while its texts go.
  if (hasJournal) fileSystem.remove(join(folder, journalPath));
  dropStaging(fileSystem, folder);
  for (const { path } of journal.writes) {
    for (const parent of foldersOf(path).toReversed()) removeEmptyFolder(fileSystem, join(folder, parent));
  }
}

function isUntouched(fileSystem: FileSystem, folder: string, journal: Journal): boolean {
  const waiting = journal.writes.map((_, index) => stagedPath(index));
  const removed = [...journal.writes.flatMap(({ displaces }) => displaces), ...journal.removals];
  const all = [...waiting, ...removed.map(({ path }) => path)];
  return all.every((path) => fileSystem.kindOf(join(folder, path)) !== 'none');
}

/** Removes the staged texts, and whatever else stands at the place of their folder. */
export function dropStaging(fileSystem: FileSystem, folder: string): void {
  const staging = join(folder, stagingFolder);
  const kind = fileSystem.kindOf(staging);
  if (kind === 'none') return;
  if (kind !== 'folder') return fileSystem.remove(staging);
  for (const name of fileSystem.list(staging)) fileSystem.remove(join(staging, name));
  fileSystem.removeFolder(staging);
}

/** Turns a plan of writes into the new tree: first a journal with the new texts, then steps that can be repeated. */
import { dirname, join } from 'node:path';
import { isJsonObject } from '../api/json.ts';
import { type FileSystem, ignoringFailures } from './file-system.ts';
import { isSha256 } from './hash.ts';
import { foldersOf, manifestPath, problemOfPath, recordsFolder } from './output-path.ts';

export const journalPath = `${recordsFolder}/journal.json`;
export const stagingFolder = `${recordsFolder}/staging`;

export interface Journal {
  readonly writes: readonly JournalWrite[];
  readonly removals: readonly JournalRemoval[];
}

export interface JournalWrite {
  readonly path: string;
  /** Hash of the new text, which waits in the staging folder. */
  readonly sha256: string;
  /** Hash of the file before the journal was written; `null` if there was none. */
  readonly before: string | null;
  /** Old generated files that cannot exist beside the new one. Removed just before it is put in place. */
  readonly displaces: readonly JournalRemoval[];
}

export interface JournalRemoval {
  readonly path: string;
  readonly before: string;
}

/** A write of the journal with its text. */
export interface PlannedWrite extends JournalWrite {
  readonly text: string;
}

export interface PlannedJournal extends Journal {
  readonly writes: readonly PlannedWrite[];
}

/** Path of the new text of a write until it is put in place. */
export function stagedPath(index: number): string {
  return `${stagingFolder}/${index}`;
}

function printJournal({ writes, removals }: Journal): string {
  return `${JSON.stringify({ version: 1, writes, removals })}\n`;
}

/** `null` for every text that no run can have written: a journal decides which files are renamed and removed. */
export function parseJournal(text: string): Journal | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value) || value['version'] !== 1) return null;
  const writes = listOf(value['writes'], parseWrite);
  const removals = listOf(value['removals'], parseRemoval);
  return writes === null || removals === null ? null : { writes, removals };
}

function parseWrite(value: unknown): JournalWrite | null {
  if (!isJsonObject(value)) return null;
  const { path, sha256, before } = value;
  const displaces = listOf(value['displaces'], parseRemoval);
  if (!isPath(path) || !isSha256(sha256) || displaces === null) return null;
  if (before !== null && !isSha256(before)) return null;
  return { path, sha256, before, displaces };
}

function parseRemoval(value: unknown): JournalRemoval | null {
  if (!isJsonObject(value)) return null;
  const { path, before } = value;
  return isPath(path) && isSha256(before) ? { path, before } : null;
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && problemOfPath(value) === null;
}

function listOf<Item>(value: unknown, parse: (item: unknown) => Item | null): readonly Item[] | null {
  if (!Array.isArray(value)) return null;
  const items: Item[] = [];
  for (const element of value) {
    const item = parse(element);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

/** Flushes all new texts and the journal to the device. The rename of the journal is the point of no return. */
export function stage(fileSystem: FileSystem, folder: string, plan: PlannedJournal): Journal {
  const staging = join(folder, stagingFolder);
  fileSystem.createFolder(staging);
  for (const [index, { text }] of plan.writes.entries()) {
    fileSystem.write(join(folder, stagedPath(index)), text);
  }
  // Flushes after all writes are faster: the first flush includes most blocks of the others.
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

/** Puts the new files in place (manifest last), removes the old ones, then the journal. */
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

/** Removes displaced files only while the new file waits: on a disk that ignores case, both are one entry. */
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

/** Removes the folders that become empty too. */
function removeOwn(fileSystem: FileSystem, folder: string, path: string): void {
  const whole = join(folder, path);
  if (fileSystem.kindOf(whole) === 'file') fileSystem.remove(whole);
  for (const parent of foldersOf(path).toReversed()) {
    if (!removeEmptyFolder(fileSystem, join(folder, parent))) return;
  }
}

/** Returns `false` if the folder is not empty. */
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

/** Restores the old tree, unless a step of the journal was taken: then the next run finishes the write. */
export function withdraw(fileSystem: FileSystem, folder: string, journal: Journal): void {
  const hasJournal = fileSystem.kindOf(join(folder, journalPath)) !== 'none';
  if (hasJournal && !isUntouched(fileSystem, folder, journal)) return;
  // First, so that no run follows it while its texts are removed.
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

/** Removes the staging folder with its texts, or a file in its place. */
export function dropStaging(fileSystem: FileSystem, folder: string): void {
  const staging = join(folder, stagingFolder);
  const kind = fileSystem.kindOf(staging);
  if (kind === 'none') return;
  if (kind !== 'folder') return fileSystem.remove(staging);
  for (const name of fileSystem.list(staging)) fileSystem.remove(join(staging, name));
  fileSystem.removeFolder(staging);
}

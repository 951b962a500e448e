/** Journal of a write: which files are put in place, which are removed, and where both wait meanwhile. */
import { isJsonObject } from '../api/json.ts';
import { isSha256 } from './files.ts';
import { problemOfPath, recordsFolder } from './output-path.ts';

/** A write that has to be finished. */
export const journalPath = `${recordsFolder}/journal.json`;
/** The same journal, renamed: a write that has to be undone. */
export const rollbackPath = `${recordsFolder}/rollback.json`;
export const stagingFolder = `${recordsFolder}/staging`;

export interface Journal {
  /** Identity of the staging folder. A journal that was copied or committed has another one. */
  readonly staging: string;
  readonly writes: readonly JournalWrite[];
  readonly removals: readonly JournalRemoval[];
}

export interface JournalWrite {
  readonly path: string;
  /** Hash of the new text, which waits in the staging folder. */
  readonly sha256: string;
  /** Hash of the file before the journal was written; `null` if there was none. */
  readonly before: string | null;
  /** Old generated files that cannot exist beside the new one. Moved just before it is put in place. */
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

export interface PlannedJournal extends Omit<Journal, 'staging'> {
  readonly writes: readonly PlannedWrite[];
}

/** Path of the new text of a write until it is put in place. */
export function stagedPath(index: number): string {
  return `${stagingFolder}/${index}`;
}

/** Path of the old text of a write, from before the new one is put in place until all are. */
export function backupPath(index: number): string {
  return `${stagingFolder}/${index}.before`;
}

/** A file that leaves its place, and where it waits until all new files are in theirs. */
export interface MovedFile {
  readonly path: string;
  readonly aside: string;
}

export function displacedFiles(index: number, { displaces }: JournalWrite): readonly MovedFile[] {
  return displaces.map(({ path }, position) => ({
    path,
    aside: `${stagingFolder}/${index}.displaced.${position}`,
  }));
}

export function removedFiles({ removals }: Journal): readonly MovedFile[] {
  return removals.map(({ path }, index) => ({ path, aside: `${stagingFolder}/removed.${index}` }));
}

export function printJournal({ staging, writes, removals }: Journal): string {
  const entries = writes.map(({ path, sha256, before, displaces }) => ({ path, sha256, before, displaces }));
  return `${JSON.stringify({ version: 2, staging, writes: entries, removals })}\n`;
}

/** `null` for every text that no run can have written: a journal decides which files are renamed and removed. */
export function parseJournal(text: string): Journal | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value) || value['version'] !== 2 || typeof value['staging'] !== 'string') return null;
  const writes = listOf(value['writes'], parseWrite);
  const removals = listOf(value['removals'], parseRemoval);
  return writes === null || removals === null ? null : { staging: value['staging'], writes, removals };
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

/** The record that makes many renames one step: whoever finds it whole finishes the write that it describes. */
import { isJsonObject } from '../api/json.ts';
import { problemOfPath, recordsFolder } from './output-path.ts';
import { isSha256 } from './sha256.ts';

export const journalPath = `${recordsFolder}/journal.json`;
export const stagingFolder = `${recordsFolder}/staging`;

export interface Journal {
  readonly writes: readonly JournalWrite[];
  readonly removals: readonly JournalRemoval[];
}

export interface JournalWrite {
  readonly path: string;
  /** Of the new text, which waits in the staging folder. */
  readonly sha256: string;
  /** Of what stood there when the journal was written; `null`: nothing. */
  readonly before: string | null;
  /** Old files of ours that cannot stand beside the new one; removed just before it is put in place. */
  readonly displaces: readonly JournalRemoval[];
}

export interface JournalRemoval {
  readonly path: string;
  readonly before: string;
}

/** Where the new text of the write with this index waits. */
export function stagedPath(index: number): string {
  return `${stagingFolder}/${index}`;
}

/** Read back by `parseJournal`. */
export function printJournal({ writes, removals }: Journal): string {
  return `${JSON.stringify({ version: 1, writes, removals })}\n`;
}

/** `null` for all that a run of ours cannot have written: a journal says what to rename and remove. */
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

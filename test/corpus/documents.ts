/** The real documents of the corpus, and those that a run is given by path. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

export const corpus = join(import.meta.dirname, '../../../shared/corpus');

export interface Entry {
  /** Path in the corpus, or the absolute path of a file elsewhere. */
  readonly entry: string;
  readonly kind: string;
  readonly bytes: number;
}

/** Returns the documents whose path contains a text, the smallest first; or the one file at a path. */
export function documentsOf(filter: string): readonly Entry[] {
  if (isAbsolute(filter)) return [{ entry: filter, kind: 'given', bytes: statSync(filter).size }];
  if (!existsSync(corpus)) return [];
  const all: readonly Entry[] = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
  return all
    .filter(({ entry, kind }) => typeof entry === 'string' && kind !== 'invalid-fixture')
    .filter(({ entry }) => entry.includes(filter))
    .toSorted((a, b) => a.bytes - b.bytes);
}

export function pathOf(entry: string): string {
  return resolve(corpus, entry);
}

/** A document of several files has a folder of its own below that of its kind: its entry file may lie deeper. */
export function rootOf(entry: string): string {
  return isAbsolute(entry) ? dirname(entry) : join(corpus, ...dirname(entry).split('/').slice(0, 2));
}

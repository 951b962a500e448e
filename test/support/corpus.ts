/** The real documents beside the checkout, in `../shared/corpus`, and those that a run is given by path. A user's clone has none. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

export const corpus: string = join(import.meta.dirname, '../../../shared/corpus');

const manifest = join(corpus, 'manifest.json');

export const isCorpusThere: boolean = existsSync(manifest);

export interface CorpusDocument {
  readonly id: string;
  /** Path in the corpus, or the absolute path of a file elsewhere. */
  readonly entry: string;
  readonly kind: string;
  /** Version of OpenAPI. */
  readonly openapi: string;
  readonly bytes: number;
}

/** All documents, in the order of the manifest; none where the corpus is absent. */
export const corpusDocuments: readonly CorpusDocument[] = isCorpusThere
  ? JSON.parse(readFileSync(manifest, 'utf8'))
  : [];

/** Those that nobody broke on purpose. */
export const usableDocuments: readonly CorpusDocument[] = corpusDocuments.filter(
  ({ kind }) => kind !== 'invalid-fixture',
);

/** Returns the usable documents whose path contains a text, the smallest first; or the one file at a path. */
export function documentsOf(filter: string): readonly CorpusDocument[] {
  if (isAbsolute(filter))
    return [{ id: filter, entry: filter, kind: 'given', openapi: '', bytes: statSync(filter).size }];
  return usableDocuments.filter(({ entry }) => entry.includes(filter)).toSorted((a, b) => a.bytes - b.bytes);
}

export function pathOf(entry: string): string {
  return resolve(corpus, entry);
}

/** A document of several files has a folder of its own below that of its kind: its entry file may lie deeper. */
export function rootOf(entry: string): string {
  return isAbsolute(entry) ? dirname(entry) : join(corpus, ...dirname(entry).split('/').slice(0, 2));
}

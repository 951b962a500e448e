/** Real documents: each loads, or is refused with a located diagnostic; nothing is thrown and nothing is left dangling. */
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Place } from '../../generator/api/place.ts';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { checkReferences } from '../../generator/load/bundle/unresolved.ts';
import type { Document } from '../../generator/load/document.ts';
import { corpus, corpusDocuments, isCorpusThere } from '../support/corpus.ts';
import { sampleOf } from '../support/sample.ts';
import { loadIn } from './load-files.ts';

/** Nothing can be made of a document with a quote that is never closed. */
const refused = new Set(['ably-open-specs-definitions-control-v1']);

/** The largest take seconds each and say nothing more. */
const largest = 300_000;

const tried = sampleOf(
  corpusDocuments.filter(({ bytes }) => bytes <= largest),
  40,
);

describe.skipIf(!isCorpusThere)('the corpus (skipped where ../shared/corpus is absent)', () => {
  test.each(tried)('$id', async ({ id, entry, kind }) => {
    // A document of several files has a folder of its own, in which the entry file may lie deeper.
    const root = dirname(entry).split('/').slice(0, 2).join('/');
    const { document, diagnostics } = await loadIn(corpus, { spec: entry, root });
    expect(diagnostics.every(({ place }) => place !== null)).toBe(true);
    if (document === null) expect(diagnostics.map(({ severity }) => severity)).toContain('error');
    else expect(newlyDangling(document)).toEqual([]);
    if (kind === 'real') expect(document === null).toBe(refused.has(id));
  });
});

/** References that were fine as written and name nothing after the upgrade. */
function newlyDangling(document: Document): readonly Place[] {
  const dangling = checkReferences(document.root, document.placeOf, new DiagnosticCollector());
  return dangling.filter((place) => !document.isDangling(place));
}

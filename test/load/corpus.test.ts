/** Real documents: each loads, or is refused with a located diagnostic; nothing is thrown and nothing is left dangling. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/collector.ts';
import { checkReferences } from '../../generator/load/bundle/check-references.ts';
import type { Document } from '../../generator/load/document.ts';
import { loadIn } from './load-files.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const manifest = join(corpus, 'manifest.json');
const isThere = existsSync(manifest);

interface Entry {
  readonly id: string;
  readonly entry: string;
  readonly kind: string;
  readonly bytes: number;
}

/** Documents that nothing can be made of: a quote that is never closed, and files that lie beside their folder. */
const refused = new Set([
  'ably-open-specs-definitions-control-v1',
  'opensearch-project-opensearch-api-specification-spec-namespaces-core',
  'opensearch-project-opensearch-api-specification-spec-namespaces-indices',
  'opensearch-project-opensearch-api-specification-spec-namespaces-query',
]);

/** The largest take seconds each and say nothing more. */
const largest = 300_000;

const entries: readonly Entry[] = isThere ? JSON.parse(readFileSync(manifest, 'utf8')) : [];
const tried = entries.filter(({ bytes }) => bytes <= largest);

describe.skipIf(!isThere)('the corpus (skipped where ../shared/corpus is absent)', () => {
  test.each(tried)('$id', { timeout: 30_000 }, async ({ id, entry, kind }) => {
    const { document, diagnostics } = await loadIn(corpus, { spec: entry });
    expect(diagnostics.every(({ place }) => place !== null)).toBe(true);
    if (document === null) expect(diagnostics.map(({ severity }) => severity)).toContain('error');
    else expect(newlyDangling(document)).toEqual([]);
    if (kind === 'real') expect(document === null).toBe(refused.has(id));
  });
});

/** References that were fine as written and name nothing after the upgrade. */
function newlyDangling(document: Document): readonly string[] {
  const before = new DiagnosticCollector();
  checkReferences(document.written.root, document.written.placeOf, before);
  const after = new DiagnosticCollector();
  checkReferences(document.root, document.placeOf, after);
  const known = new Set(before.all.map(({ place }) => `${place?.file}#${place?.pointer}`));
  return after.all
    .map(({ place }) => `${place?.file}#${place?.pointer}`)
    .filter((place) => !known.has(place));
}

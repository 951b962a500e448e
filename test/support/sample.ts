/** The cases of a large suite → a sample of them in `npm test`, and all of them in `npm run test:thorough`. */
import { createHash } from 'node:crypto';

/** Set for the project `thorough` in vitest.config.ts. */
export const isThorough: boolean = process.env['CLIENTWRIGHT_TESTS'] === 'thorough';

/** The same cases for the same seed, in their order. Another seed tries other ones: `CLIENTWRIGHT_SEED=2 npm test`. */
export function sampleOf<Case>(cases: readonly Case[], count: number): readonly Case[] {
  if (isThorough) return cases;
  const seed = process.env['CLIENTWRIGHT_SEED'] ?? '1';
  const rank = (index: number): string => createHash('sha256').update(`${seed}:${index}`).digest('hex');
  const ranks = new Map(cases.map((_, index) => [index, rank(index)]));
  const chosen = new Set([...ranks.keys()].toSorted((a, b) => byText(ranks, a, b)).slice(0, count));
  return cases.filter((_, index) => chosen.has(index));
}

function byText(ranks: ReadonlyMap<number, string>, first: number, second: number): number {
  return (ranks.get(first) ?? '') < (ranks.get(second) ?? '') ? -1 : 1;
}

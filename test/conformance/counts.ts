/** Verdicts → how many there are of each, by file and in all. */
import type { Outcome, Verdict } from './judge.ts';

/** One line of a table. */
export interface Counts {
  readonly label: string;
  readonly tests: number;
  readonly of: Readonly<Record<Verdict, number>>;
}

/** In the order in which the files come. */
export function countByFile(outcomes: readonly Outcome[]): readonly Counts[] {
  const files = Map.groupBy(outcomes, ({ group }) => group.file);
  return [...files].map(([file, those]) => count(file, those));
}

export function count(label: string, outcomes: readonly Outcome[]): Counts {
  const of = { pass: 0, 'wrong accept': 0, 'wrong reject': 0, threw: 0, refused: 0 };
  for (const { verdict } of outcomes) of[verdict] += 1;
  return { label, tests: outcomes.length, of };
}

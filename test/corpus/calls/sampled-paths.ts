/** A document → some of its paths, so that the time of a large document has a bound. */
import { createHash } from 'node:crypto';
import type { DescribedDocument } from './described-document.ts';
import { describedOperations } from './described-operation.ts';

export interface SampleSize {
  /** How many operations the paths have together, or few more. */
  readonly operations: number;
  readonly seed: string;
}

/** Returns the same paths for the same seed; `null`: the document has no more operations than that. */
export function sampledPaths(document: DescribedDocument, size: SampleSize): readonly string[] | null {
  const byPath = Map.groupBy(describedOperations(document), ({ path }) => path);
  const total = [...byPath.values()].reduce((sum, each) => sum + each.length, 0);
  if (total <= size.operations) return null;
  const rank = (path: string): string => createHash('sha256').update(`${size.seed}:${path}`).digest('hex');
  const ranked = [...byPath].map(([path, { length }]) => ({ path, length, rank: rank(path) }));
  let left = size.operations;
  const chosen: string[] = [];
  for (const { path, length } of ranked.toSorted((a, b) => (a.rank < b.rank ? -1 : 1))) {
    if (left <= 0) break;
    chosen.push(path);
    left -= length;
  }
  return chosen;
}

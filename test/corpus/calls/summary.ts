/** Counts of the calls of one document or several → what a run prints. */
import { reasonFor } from './reasons.ts';
import type { CallCounts, Disagreement } from './tried-document.ts';

export interface CallSums {
  readonly operations: number;
  readonly untried: number;
  readonly requests: number;
  readonly responses: number;
  /** Disagreements without a reason. */
  readonly faults: readonly Disagreement[];
  /** Number of disagreements, and of undecided values, by their reason. */
  readonly reasons: ReadonlyMap<string, number>;
}

export const noCalls: CallSums = {
  operations: 0,
  untried: 0,
  requests: 0,
  responses: 0,
  faults: [],
  reasons: new Map(),
};

export function sumsOf(document: string, counts: CallCounts): CallSums {
  const { operations, untried, requests, responses, disagreements, undecided } = counts;
  const explained = disagreements.map((each) => ({ each, reason: reasonFor(document, each) }));
  const reasons = new Map([...undecided].map(([reason, count]) => [`undecided: ${kindOf(reason)}`, count]));
  for (const { reason } of explained)
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const faults = explained.flatMap(({ each, reason }) => (reason === null ? [each] : []));
  return { operations, untried, requests, responses, faults, reasons };
}

/** Without the names of the document. */
function kindOf(reason: string): string {
  return reason.replace(/whole:.*|There is nothing at .*/, '(a reference to nothing)').slice(0, 100);
}

export function added(one: CallSums, other: CallSums): CallSums {
  const reasons = new Map(one.reasons);
  for (const [reason, count] of other.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    operations: one.operations + other.operations,
    untried: one.untried + other.untried,
    requests: one.requests + other.requests,
    responses: one.responses + other.responses,
    faults: [...one.faults, ...other.faults],
    reasons,
  };
}

export function textOfSums({ operations, untried, requests, responses, faults, reasons }: CallSums): string {
  const explained = [...reasons].toSorted(([, a], [, b]) => b - a);
  return [
    `${operations} operations called, ${untried} without valid arguments; ${requests} requests compared, ` +
      `${responses} responses judged; ${faults.length} disagreements without a reason`,
    ...explained.map(([reason, count]) => `  ${count}: ${reason}`),
    '',
  ].join('\n');
}

export function textOfFaults(faults: readonly Disagreement[], most: number): string {
  const byKind = Map.groupBy(faults, ({ kind }) => kind);
  return [...byKind.values()]
    .flatMap((each) => each.slice(0, most))
    .map(({ kind, operation, detail }) => `  ${kind}: ${operation}: ${detail}\n`)
    .join('');
}

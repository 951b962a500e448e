/** Turns the results of one runtime into its line: what passed, what failed, and what does not apply there. */
import type { CaseResult } from '../run-all.ts';
import { exceptions } from './exceptions.ts';
import type { Runtime } from './runtimes.ts';

export interface Verdict {
  readonly title: string;
  readonly passed: number;
  readonly failed: readonly string[];
  /** The numbers that the platform does not allow, with the reason. */
  readonly notApplicable: readonly string[];
  /** Why it was not run; `undefined`: it was. */
  readonly notRun?: string;
}

/** Holds results against what is known not to apply: an exception that passes is one no more, and fails. */
export function judge({ title, kind }: Runtime, results: readonly CaseResult[] | string): Verdict {
  if (typeof results === 'string')
    return { title, passed: 0, failed: [], notApplicable: [], notRun: results };
  const own = exceptions.filter(({ kinds }) => kinds.includes(kind));
  const known = own.flatMap(({ cases, why }) => cases.map((begin) => ({ begin, why })));
  const failures = results
    .filter(({ error }) => error !== null)
    .map(({ error, ...each }) => ({ text: titleOf(each), error }));
  const unknown = failures.filter(({ text }) => !known.some(({ begin }) => text.startsWith(begin)));
  const stale = known.filter(({ begin }) => !failures.some(({ text }) => text.startsWith(begin)));
  return {
    title,
    passed: results.length - failures.length,
    failed: [
      ...unknown.map(({ text, error }) => `${text}: ${error}`),
      ...stale.map(({ begin }) => `${begin}passes, so it is no exception any more`),
    ],
    notApplicable: known.map(({ begin, why }) => `${begin.replace(/: $/, '')}: ${why}`),
  };
}

function titleOf({ number, name }: Omit<CaseResult, 'error'>): string {
  return `${number}: ${name}`;
}

/** `Deno: 132 passed, 0 failed, 1 not applicable`, and the failures below it. */
export function lineOf({ title, passed, failed, notApplicable, notRun }: Verdict): string {
  if (notRun !== undefined) return `${title}: not run: ${notRun}`;
  const counts = `${title}: ${passed} passed, ${failed.length} failed, ${notApplicable.length} not applicable`;
  return [
    counts,
    ...failed.map((line) => `  failed ${line}`),
    ...notApplicable.map((line) => `  not applicable ${line}`),
  ].join('\n');
}

/** Turns the results of one runtime into its line: what passed, what failed, and what does not apply there. */
import type { CaseResult } from '../run-all.ts';
import { exceptions, type Exception } from './exceptions.ts';
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

/** Tells failures from what is known not to apply; what passes all the same counts as passed. */
export function judge(runtime: Runtime, results: readonly CaseResult[] | string): Verdict {
  const { title } = runtime;
  if (typeof results === 'string')
    return { title, passed: 0, failed: [], notApplicable: [], notRun: results };
  const failures = results.filter(({ error }) => error !== null);
  const whys = failures.map((failure) => whyNot(runtime, titleOf(failure)));
  const texts = failures.map((failure, index) => `${titleOf(failure)}: ${whys[index] ?? failure.error}`);
  return {
    title,
    passed: results.length - failures.length,
    failed: texts.filter((_, index) => whys[index] === undefined),
    notApplicable: texts.filter((_, index) => whys[index] !== undefined),
  };
}

/** Why a case does not apply; `undefined`: it does. */
function whyNot({ kind, title }: Runtime, name: string): string | undefined {
  const isMeant = ({ runtimes, cases }: Exception): boolean =>
    runtimes.some((each) => each === kind || each === title) && cases.some((begin) => name.startsWith(begin));
  return exceptions.find(isMeant)?.why;
}

function titleOf({ number, name }: CaseResult): string {
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

/** Checks a value against several alternatives. */
import { report } from './report.js';
import type { Check, Context, Key } from './validation.js';

/** At least one of several; where none fits, the issues of the one that came nearest. */
export function anyOf(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  let nearest: Context | null = null;
  for (const check of checks) {
    const found = attempt(out, key, value, check);
    if (found.issues.length === 0) return;
    if (nearest === null || isNearer(found, nearest)) nearest = found;
  }
  if (nearest === null) return;
  out.issues.push(...nearest.issues);
}

/** Exactly one of several; of a response just one, as a server that sends more than it declares may fit two. */
export function oneOf(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  if (!out.exact) return anyOf(out, key, value, checks);
  const fitting = checks.filter((check) => attempt(out, key, value, check).issues.length === 0);
  if (fitting.length === 0) anyOf(out, key, value, checks);
  else if (fitting.length > 1) report(out, key, 'exactly one alternative', value);
}

/** Alternatives within alternatives double the work with each level: a hostile body gets no more than this. */
const mostTries = 1_000_000;

/** What a check finds, noted nowhere else. */
export function attempt(out: Context, key: Key, value: unknown, check: Check): Context {
  const { direction, exact, complete, depth } = out;
  const tries = triesOf(out);
  const found: Context = { direction, exact, complete, issues: [], depth, tries };
  tries.left -= 1;
  if (tries.left > 0) check(found, key, value);
  else report(found, key, `at most ${mostTries} alternatives to try`, value);
  return found;
}

/** One budget for all that a value is tried against. */
export function triesOf(out: Context): { left: number } {
  out.tries ??= { left: mostTries };
  return out.tries;
}

/** Fewer issues are nearer; of equally many, those that lie deeper. */
function isNearer({ issues }: Context, { issues: than }: Context): boolean {
  if (issues.length !== than.length) return issues.length < than.length;
  return (issues[0]?.path.length ?? 0) > (than[0]?.path.length ?? 0);
}

/** Holds a value to a check exactly as it is written: nothing is going to be filled in, or has to be. */
import { attempt, triesOf } from './alternatives.js';
import type { Check, Context, Key } from './validation.js';

/** Notes what is wrong with a value. */
export function judge(out: Context, key: Key, value: unknown, check: Check): void {
  const judging = judgingContext(out);
  check(judging, key, value);
  out.issues = judging.issues;
}

/** Whether a value passes a check; nothing is noted. */
export function passes(out: Context, key: Key, value: unknown, check: Check): boolean {
  return attempt(judgingContext(out), key, value, check) === null;
}

function judgingContext(out: Context): Context {
  const { direction, issues, depth } = out;
  return { direction, exact: true, complete: false, issues, depth, tries: triesOf(out) };
}

/** The keys and values of an object that is no array; `null`: it is something else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : null;
}

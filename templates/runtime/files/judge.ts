/** Asks whether a value passes a check exactly as it is written, noting nothing. */
import { attempt, triesOf } from './alternatives.js';
import type { Check, Context, Key } from './validation.js';

/** Whether a value passes a check. */
export function passes(out: Context, key: Key, value: unknown, check: Check): boolean {
  return attempt(judging(out), key, value, check).issues.length === 0;
}

/** The same context, but that nothing is going to be filled in or has to be. */
export function judging(out: Context): Context {
  const { direction, issues, depth } = out;
  const tries = triesOf(out);
  return { direction, exact: true, complete: false, issues, depth, tries };
}

/** The keys and values of an object that is no array; `null`: it is something else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : null;
}

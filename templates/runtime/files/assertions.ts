/** What JSON Schema asks of a value besides its type: `allOf`, `not`, `oneOf`, `if`, and keywords without a `type`. */
import { judge, objectOf, passes } from './judge.js';
import { report } from './report.js';
import type { Check, Context, Key } from './validation.js';

export interface Conditional {
  readonly condition: Check;
  readonly whenTrue: Check;
  readonly whenFalse: Check;
}

export function matches(out: Context, key: Key, value: unknown, check: Check): void {
  judge(out, key, value, check);
}

export function not(out: Context, key: Key, value: unknown, check: Check): void {
  if (passes(out, key, value, check)) report(out, key, 'what the schema does not exclude', value);
}

export function exactlyOne(out: Context, key: Key, value: unknown, checks: readonly Check[]): void {
  const fitting = checks.filter((check) => passes(out, key, value, check));
  if (fitting.length !== 1) report(out, key, 'exactly one alternative', value);
}

export function conditional(
  out: Context,
  key: Key,
  value: unknown,
  { condition, whenTrue, whenFalse }: Conditional,
): void {
  const check = passes(out, key, value, condition) ? whenTrue : whenFalse;
  judge(out, key, value, check);
}

export function ifNumber(out: Context, key: Key, value: unknown, check: Check): void {
  if (typeof value === 'number') judge(out, key, value, check);
}

export function ifString(out: Context, key: Key, value: unknown, check: Check): void {
  if (typeof value === 'string') judge(out, key, value, check);
}

export function ifArray(out: Context, key: Key, value: unknown, check: Check): void {
  if (Array.isArray(value)) judge(out, key, value, check);
}

export function ifObject(out: Context, key: Key, value: unknown, check: Check): void {
  if (objectOf(value) !== null) judge(out, key, value, check);
}

/** Bounds of values. They bind what we send; what a server sends may have moved on, unless it is held to them too. */
import { report } from './report.js';
import type { Context, Key } from './validation.js';

/** In code points. */
export function minLength(out: Context, key: Key, value: string, limit: number): void {
  if (!out.exact || !isShorter(value, limit)) return;
  report(out, key, `at least ${limit} characters`, value);
}

/** In code points. */
export function maxLength(out: Context, key: Key, value: string, limit: number): void {
  if (!out.exact || isShorter(value, limit + 1)) return;
  report(out, key, `at most ${limit} characters`, value);
}

export function pattern(out: Context, key: Key, value: string, expected: RegExp): void {
  if (out.exact && !expected.test(value)) report(out, key, `string like ${expected}`, value);
}

export function minimum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value < limit) report(out, key, `number ≥ ${limit}`, value);
}

export function maximum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value > limit) report(out, key, `number ≤ ${limit}`, value);
}

export function exclusiveMinimum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value <= limit) report(out, key, `number > ${limit}`, value);
}

export function exclusiveMaximum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value >= limit) report(out, key, `number < ${limit}`, value);
}

export function minItems(out: Context, key: Key, value: readonly unknown[], limit: number): void {
  if (!out.exact || value.length >= limit) return;
  report(out, key, `at least ${limit} items`, value);
}

export function maxItems(out: Context, key: Key, value: readonly unknown[], limit: number): void {
  if (!out.exact || value.length <= limit) return;
  report(out, key, `at most ${limit} items`, value);
}

export function minProperties(out: Context, key: Key, value: object, limit: number): void {
  if (!out.exact || Object.keys(value).length >= limit) return;
  report(out, key, `at least ${limit} properties`, value);
}

export function maxProperties(out: Context, key: Key, value: object, limit: number): void {
  if (!out.exact || Object.keys(value).length <= limit) return;
  report(out, key, `at most ${limit} properties`, value);
}

/** Code points are counted only where the number of code units leaves it open. */
function isShorter(text: string, length: number): boolean {
  return text.length < length || (text.length < 2 * length && [...text].length < length);
}

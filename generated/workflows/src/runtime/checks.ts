/**
 * The small checks that validators are made of: each looks at one value and notes what is wrong with it.
 *
 * `object` and `array` ask for the type themselves: `anyRecord` and `anyArray` would be one call more
 * for each of them, which takes a twentieth of the time of a small body.
 */
import { enter, leave, report } from './report.js';
import type { Check, Context, Key } from './validation.js';

/** What is known of an object before its members are checked: their names. */
export type Members<T> = { readonly [K in keyof T]?: unknown };

/** Goes into an object that is no array; its members are then read by name, those of either type. */
export function object<T, U = T>(
  out: Context,
  key: Key,
  value: unknown,
): value is Members<T> & Members<U> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? enter(out, key, value) : report(out, key, 'object', value);
}

/** An object that is no array, whatever is in it. */
export function anyRecord(out: Context, key: Key, value: unknown): value is object {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject || report(out, key, 'object', value);
}

/** An array, whatever is in it. */
export function anyArray(out: Context, key: Key, value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || report(out, key, 'array', value);
}

/** Whether a property that has a default is to be checked: it is there, or nothing will fill it in. */
export function given(out: Context, value: unknown): boolean {
  return value !== undefined || out.complete;
}

export function string(out: Context, key: Key, value: unknown): value is string {
  return typeof value === 'string' || report(out, key, 'string', value);
}

/** JSON can say 1e400, which reads as Infinity, and is refused. */
export function number(out: Context, key: Key, value: unknown): value is number {
  return Number.isFinite(value) || report(out, key, 'number', value);
}

/** A safe integer: beyond ±(2^53−1) reading JSON has already changed the value. */
export function integer(out: Context, key: Key, value: unknown): value is number {
  return Number.isSafeInteger(value) || report(out, key, 'integer', value);
}

export function boolean(out: Context, key: Key, value: unknown): void {
  if (typeof value !== 'boolean') report(out, key, 'boolean', value);
}

/** Bytes: a Blob (a File is one), or what a Blob can be made of. */
export function bytes(out: Context, key: Key, value: unknown): void {
  const isBytes =
    value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  if (!isBytes) report(out, key, 'binary', value);
}

/** Something must be there, whatever it is. */
export function present(out: Context, key: Key, value: unknown): void {
  if (value === undefined) report(out, key, 'any value', value);
}

export function nothing(out: Context, key: Key, value: unknown): void {
  if (value !== null) report(out, key, 'null', value);
}

/** Nothing may stand here. */
export function never(out: Context, key: Key, value: unknown): void {
  if (value !== undefined) report(out, key, 'nothing', value);
}

/** Nothing is asked of it. */
export function anything(): void {}

/** One fixed text, number or boolean. */
export function literal(
  out: Context,
  key: Key,
  value: unknown,
  expected: string | number | boolean,
): void {
  if (value !== expected) report(out, key, JSON.stringify(expected), value);
}

/** One of the known values; a response may also hold one of their type that came later. */
export function member(out: Context, key: Key, value: unknown, values: readonly unknown[]): void {
  const isMember = out.exact ? values.includes(value) : typeof value === typeof values[0];
  if (!isMember) report(out, key, oneOfThese(values), value);
}

/** One of the known values, and no other. */
export function known(out: Context, key: Key, value: unknown, values: readonly unknown[]): void {
  if (!values.includes(value)) report(out, key, oneOfThese(values), value);
}

/** Also said of tags. */
export function oneOfThese(values: readonly unknown[]): string {
  return `one of ${JSON.stringify(values).slice(1, -1)}`;
}

/** An array, every item of which passes the check. */
export function array(
  out: Context,
  key: Key,
  value: unknown,
  check: Check,
): value is readonly unknown[] {
  if (!Array.isArray(value)) return report(out, key, 'array', value);
  if (!enter(out, key, value)) return false;
  for (let index = 0; index < value.length; index += 1) check(out, index, value[index]);
  leave(out, key);
  return true;
}

/** An object used as a map from any key to values that pass the check. */
export function record(out: Context, key: Key, value: unknown, check: Check): value is object {
  if (!object<Readonly<Record<string, unknown>>>(out, key, value)) return false;
  for (const name in value) check(out, name, value[name]);
  leave(out, key);
  return true;
}

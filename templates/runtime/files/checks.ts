/**
 * Checks of single values, which validators call; each reports what is wrong with one value.
 *
 * `object` and `array` test the type themselves: a call of `anyRecord` or `anyArray` would add 5 % to the
 * time of a small body.
 */
import type { Check, Context, Key } from './validation.js';

/** A hostile body cannot make the list longer than this. */
const mostIssues = 1_000;

/** Deeper values are refused, so that no body can exhaust the stack. */
export const deepest = 500;

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

/** Every check ends here where something is wrong; `false`, as the value has not passed. */
export function report(out: Context, key: Key, expected: string, value: unknown): false {
  out.issues ??= [];
  if (out.issues.length < mostIssues) {
    const path: Key[] = [];
    path[out.depth] = key;
    const received = describe(value, expected);
    const message = `expected ${expected}, received ${received}`;
    out.issues.unshift({ path, expected, received, message });
  }
  return false;
}

/** Goes into a value: what is checked next stands in it. `false`: it would be too deep. */
export function enter(out: Context, key: Key, value: unknown): boolean {
  if (out.depth >= deepest) return report(out, key, `nesting of at most ${deepest}`, value);
  out.depth += 1;
  return true;
}

/** Comes back from a value: what was found in it stands under `key`. */
export function leave(out: Context, key: Key): void {
  out.depth -= 1;
  if (out.issues === null) return;
  for (const { path } of out.issues) {
    if (!(out.depth + 1 in path) || out.depth in path) return; // it was found outside
    path[out.depth] = key;
  }
}

/**
 * Shows a refused number where a number, an integer or a multiple is expected: its type would not explain the refusal.
 * Elsewhere the type is enough, and keeps the content out of logs.
 */
function describe(value: unknown, expected: string): string {
  if (value === undefined) return 'absent';
  if (Array.isArray(value)) return 'array';
  const isShown = value === null || (typeof value === 'number' && /^[im]|^num/.test(expected));
  return isShown ? String(value) : typeof value;
}

/** What stands at each position, how many of those must be there, and what the others are. */
export interface Positions {
  readonly items: readonly Check[];
  readonly required: number;
  readonly rest: Check;
}

/** A position by position list; items beyond it pass the check of the rest. */
export function tuple(
  out: Context,
  key: Key,
  value: unknown,
  { items, required, rest }: Positions,
): value is readonly unknown[] {
  if (!anyArray(out, key, value) || !enter(out, key, value)) return false;
  const length = Math.max(value.length, required);
  for (let index = 0; index < length; index += 1) {
    (items[index] ?? rest)(out, index, value[index]);
  }
  leave(out, key);
  return true;
}

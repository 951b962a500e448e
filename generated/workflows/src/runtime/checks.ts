/**
 * Checks of single values. Validators call them; each adds the issues that it finds.
 *
 * `object` and `array` test the type themselves: a call of `anyRecord` or `anyArray` would add 5 % to the
 * time of a small body.
 */
import type { Check, Context, Key } from './validation.js';

/** Limits the list of issues for a hostile body. */
const mostIssues = 1_000;

/** Deepest nesting that is validated. A deeper body could exhaust the stack. */
export const deepest = 500;

/** An object whose members are not validated yet. */
export type Members<T> = { readonly [K in keyof T]?: unknown };

/** Requires an object that is not an array, and enters it. Members of both types can then be read by name. */
export function object<T, U = T>(
  out: Context,
  key: Key,
  value: unknown,
): value is Members<T> & Members<U> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? enterValue(out, key, value) : report(out, key, 'object', value);
}

/** Requires an object that is not an array. Does not check its members. */
export function anyRecord(out: Context, key: Key, value: unknown): value is object {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject || report(out, key, 'object', value);
}

/** Requires an array. Does not check its items. */
export function anyArray(out: Context, key: Key, value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || report(out, key, 'array', value);
}

/** Returns true if a property with a default must be checked: it is present, or its default is not filled in later. */
export function isPresentOrRequired(out: Context, value: unknown): boolean {
  return value !== undefined || out.complete;
}

export function string(out: Context, key: Key, value: unknown): value is string {
  return typeof value === 'string' || report(out, key, 'string', value);
}

/** Requires a finite number: JSON.parse reads 1e400 as Infinity. */
export function number(out: Context, key: Key, value: unknown): value is number {
  return Number.isFinite(value) || report(out, key, 'number', value);
}

/** Requires a safe integer: beyond ±(2^53−1), JSON.parse may already have changed the value. */
export function integer(out: Context, key: Key, value: unknown): value is number {
  return Number.isSafeInteger(value) || report(out, key, 'integer', value);
}

export function boolean(out: Context, key: Key, value: unknown): void {
  if (typeof value !== 'boolean') report(out, key, 'boolean', value);
}

/** Requires a Blob (a File is one), an ArrayBuffer or a view of one. */
export function bytes(out: Context, key: Key, value: unknown): void {
  const isBytes =
    value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  if (!isBytes) report(out, key, 'binary', value);
}

/** Requires any value but `undefined`. */
export function present(out: Context, key: Key, value: unknown): void {
  if (value === undefined) report(out, key, 'any value', value);
}

export function nullValue(out: Context, key: Key, value: unknown): void {
  if (value !== null) report(out, key, 'null', value);
}

/** Reports any value but `undefined`. */
export function never(out: Context, key: Key, value: unknown): void {
  if (value !== undefined) report(out, key, 'nothing', value);
}

/** Accepts every value. */
export function anything(): void {}

/** Requires one fixed string, number or boolean. */
export function literal(
  out: Context,
  key: Key,
  value: unknown,
  expected: string | number | boolean,
): void {
  if (value !== expected) report(out, key, JSON.stringify(expected), value);
}

/** Requires one of the values, or another one of their type, which the API may have added later. */
export function member(out: Context, key: Key, value: unknown, values: readonly unknown[]): void {
  const isOfType =
    typeof value === typeof values[0] && (typeof value === 'string' || Number.isFinite(value));
  if (out.closed || !isOfType) knownMember(out, key, value, values);
}

/** Requires one of the values. */
export function knownMember(
  out: Context,
  key: Key,
  value: unknown,
  values: readonly unknown[],
): void {
  if (!values.includes(value)) report(out, key, oneOfThese(values), value);
}

export function oneOfThese(values: readonly unknown[]): string {
  return `one of ${JSON.stringify(values).slice(1, -1)}`;
}

/** Requires an array, and checks every item. */
export function array(
  out: Context,
  key: Key,
  value: unknown,
  check: Check,
): value is readonly unknown[] {
  if (!Array.isArray(value)) return report(out, key, 'array', value);
  if (!enterValue(out, key, value)) return false;
  for (let index = 0; index < value.length; index += 1) check(out, index, value[index]);
  leaveValue(out, key);
  return true;
}

/** Requires an object, and checks the value of every key. */
export function record(out: Context, key: Key, value: unknown, check: Check): value is object {
  if (!object<Readonly<Record<string, unknown>>>(out, key, value)) return false;
  for (const name in value) check(out, name, value[name]);
  leaveValue(out, key);
  return true;
}

/** Adds an issue. Returns `false`, so that a check can return the result. */
export function report(out: Context, key: Key, expected: string, value: unknown): false {
  out.issues ??= [];
  if (out.issues.length < mostIssues) {
    const path: Key[] = [];
    path[out.depth] = key;
    const received = describe(value, expected);
    out.issues.unshift({
      path,
      expected,
      received,
      message: `expected ${expected}, received ${received}`,
    });
  }
  return false;
}

/** Starts to check the members of a value. Returns `false`, with an issue, if it is nested too deeply. */
export function enterValue(out: Context, key: Key, value: unknown): boolean {
  if (out.depth >= deepest) return report(out, key, `nesting of at most ${deepest}`, value);
  out.depth += 1;
  return true;
}

/** Ends the check of the members of a value: adds `key` to the path of the issues that were found in it. */
export function leaveValue(out: Context, key: Key): void {
  out.depth -= 1;
  if (out.issues === null) return;
  for (const { path } of out.issues) {
    if (!(out.depth + 1 in path) || out.depth in path) return; // found outside of this value
    path[out.depth] = key;
  }
}

/**
 * Shows a refused number where a number, an integer, a multiple or a constant is expected: its type would not explain
 * the refusal. Elsewhere the type is enough, and keeps the content out of logs.
 */
function describe(value: unknown, expected: string): string {
  if (value === undefined) return 'absent';
  if (Array.isArray(value)) return 'array';
  const isShown = value === null || (typeof value === 'number' && /^[imn]|\d/.test(expected));
  return isShown ? String(value) : typeof value;
}

/** Checks of the positions of a tuple. */
export interface Positions {
  readonly items: readonly Check[];
  /** Number of positions that must be present. */
  readonly required: number;
  readonly rest: Check;
}

/** Requires an array, and checks each position. Further items must pass `rest`. */
export function tuple(
  out: Context,
  key: Key,
  value: unknown,
  { items, required, rest }: Positions,
): value is readonly unknown[] {
  if (!anyArray(out, key, value) || !enterValue(out, key, value)) return false;
  const length = Math.max(value.length, required);
  for (let index = 0; index < length; index += 1) {
    (items[index] ?? rest)(out, index, value[index]);
  }
  leaveValue(out, key);
  return true;
}

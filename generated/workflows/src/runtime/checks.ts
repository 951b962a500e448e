/** The small checks that validators are made of: each looks at one value and notes what is wrong with it. */
import type { Check, Context, ValidationIssue, Key } from './validation.js';

/** Checks the value under `key` of what is being checked. */
export type PropertyCheck = (out: Context, key: Key, value: unknown) => void;

export interface StringLimits {
  /** In code points. */
  readonly minLength?: number;
  /** In code points. */
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly format?: Format;
}

/** A named form of text, and whether a text has it. */
export interface Format {
  readonly name: string;
  readonly test: (text: string) => boolean;
}

export interface NumberLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface ArrayLimits {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

export interface ObjectLimits {
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** A hostile body cannot make the list longer than this. */
const mostIssues = 1_000;

/** Deeper values are refused, so that no body can exhaust the stack. */
const deepest = 500;

/** Every check ends here where something is wrong. */
export function report(out: Context, path: readonly Key[], expected: string, value: unknown): void {
  if (out.issues.length >= mostIssues) return;
  const received = describe(value);
  out.issues.push({
    path,
    expected,
    received,
    message: `expected ${expected}, received ${received}`,
  });
}

/** What is known of an object before its members are checked: their names. */
export type Members<T> = { readonly [K in keyof T]?: unknown };

/** An object that is no array; its members are then read by name, those of either type. */
export function object<T, U = T>(value: unknown, out: Context): value is Members<T> & Members<U> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true;
  report(out, [], 'object', value);
  return false;
}

/** Whether a property that has a default is to be checked: it is there, or nothing will fill it in. */
export function given(out: Context, value: unknown): boolean {
  return value !== undefined || out.complete;
}

/** A property that would be found on every object's prototype: only the object's own counts. */
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

export function string(out: Context, key: Key, value: unknown, limits?: StringLimits): void {
  if (typeof value !== 'string') report(out, [key], 'string', value);
  else if (limits !== undefined) checkText(out, key, value, limits);
}

export function number(out: Context, key: Key, value: unknown, limits?: NumberLimits): void {
  // JSON can say 1e400, which reads as Infinity.
  if (typeof value !== 'number' || !Number.isFinite(value)) report(out, [key], 'number', value);
  else if (limits !== undefined) checkBounds(out, key, value, limits);
}

/** A safe integer: beyond ±(2^53−1) reading JSON has already changed the value. */
export function integer(out: Context, key: Key, value: unknown, limits?: NumberLimits): void {
  if (!Number.isSafeInteger(value)) report(out, [key], 'integer', value);
  else if (limits !== undefined) checkBounds(out, key, value as number, limits);
}

export function boolean(out: Context, key: Key, value: unknown): void {
  if (typeof value !== 'boolean') report(out, [key], 'boolean', value);
}

/** Bytes: a Blob (a File is one), or what a Blob can be made of. */
export function bytes(out: Context, key: Key, value: unknown): void {
  const isBytes =
    value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  if (!isBytes) report(out, [key], 'binary', value);
}

/** Something must be there, whatever it is. */
export function present(out: Context, key: Key, value: unknown): void {
  if (value === undefined) report(out, [key], 'any value', value);
}

export function nothing(out: Context, key: Key, value: unknown): void {
  if (value !== null) report(out, [key], 'null', value);
}

/** Nothing may stand here. */
export function never(out: Context, key: Key, value: unknown): void {
  if (value !== undefined) report(out, [key], 'nothing', value);
}

/** Nothing is asked of it. */
export function anything(): void {}

/** One fixed value; objects and arrays are compared as JSON. */
export function literal(out: Context, key: Key, value: unknown, expected: unknown): void {
  if (value === expected) return;
  if (typeof expected === 'object' && expected !== null && sameJson(value, expected)) return;
  report(out, [key], JSON.stringify(expected), value);
}

/** One of the known values; a response may also hold one of their type that came later. */
export function member(
  out: Context,
  key: Key,
  value: unknown,
  values: readonly (string | number | boolean)[],
): void {
  if (out.direction === 'response' && typeof value === typeof values[0]) return;
  if ((values as readonly unknown[]).includes(value)) return;
  report(out, [key], `one of ${values.map((known) => JSON.stringify(known)).join(', ')}`, value);
}

/** Goes into an object that has a check of its own, and puts `key` before the paths of what it finds. */
export function nested(out: Context, key: Key, value: unknown, check: Check): void {
  if (out.depth >= deepest) return report(out, [key], `nesting of at most ${deepest}`, value);
  const before = out.issues.length;
  out.depth += 1;
  check(value, out);
  out.depth -= 1;
  if (out.issues.length > before) prepend(out, before, key);
}

/** An array whose items are simple values. */
export function array(
  out: Context,
  key: Key,
  value: unknown,
  check: PropertyCheck,
  limits?: ArrayLimits,
): void {
  if (!Array.isArray(value)) return report(out, [key], 'array', value);
  const before = out.issues.length;
  for (let index = 0; index < value.length; index += 1) check(out, index, value[index]);
  if (out.issues.length > before) prepend(out, before, key);
  if (limits !== undefined) checkItems(out, key, value, limits);
}

/** An array whose items have a check of their own. */
export function arrayOf(
  out: Context,
  key: Key,
  value: unknown,
  check: Check,
  limits?: ArrayLimits,
): void {
  array(out, key, value, (context, index, item) => nested(context, index, item, check), limits);
}

/** An object used as a map from any key to simple values. */
export function record(
  out: Context,
  key: Key,
  value: unknown,
  check: PropertyCheck,
  limits?: ObjectLimits,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return report(out, [key], 'object', value);
  }
  const before = out.issues.length;
  const entries = value as Readonly<Record<string, unknown>>;
  for (const name in entries) check(out, name, entries[name]);
  if (limits !== undefined) size(entries, out, limits);
  if (out.issues.length > before) prepend(out, before, key);
}

/** An object used as a map from any key to values that have a check of their own. */
export function recordOf(
  out: Context,
  key: Key,
  value: unknown,
  check: Check,
  limits?: ObjectLimits,
): void {
  record(out, key, value, (context, name, item) => nested(context, name, item, check), limits);
}

/** Keys of an object beyond those that it declares. */
export function rest(
  value: object,
  out: Context,
  declared: readonly string[],
  check: PropertyCheck,
): void {
  const entries = value as Readonly<Record<string, unknown>>;
  for (const name in entries) if (!declared.includes(name)) check(out, name, entries[name]);
}

/** A position by position list; items beyond it are checked by `restCheck`. */
export function tuple(
  out: Context,
  key: Key,
  value: unknown,
  checks: {
    readonly items: readonly PropertyCheck[];
    readonly required: number;
    readonly rest: PropertyCheck;
  },
): void {
  if (!Array.isArray(value)) return report(out, [key], 'array', value);
  const before = out.issues.length;
  for (let index = 0; index < Math.max(value.length, checks.required); index += 1) {
    (checks.items[index] ?? checks.rest)(out, index, value[index]);
  }
  if (out.issues.length > before) prepend(out, before, key);
}

/** At least one of several; where none fits, the issues of the one that came nearest. */
export function anyOf(
  out: Context,
  key: Key,
  value: unknown,
  checks: readonly PropertyCheck[],
): void {
  let nearest: readonly ValidationIssue[] | null = null;
  for (const check of checks) {
    const attempt: Context = { ...out, issues: [] };
    check(attempt, key, value);
    if (attempt.issues.length === 0) return;
    if (nearest === null || isNearer(attempt.issues, nearest)) nearest = attempt.issues;
  }
  if (nearest !== null) out.issues.push(...nearest);
}

/** Exactly one of several: two that fit are an issue as well. */
export function oneOf(
  out: Context,
  key: Key,
  value: unknown,
  checks: readonly PropertyCheck[],
): void {
  const fitting = checks.filter((check) => {
    const attempt: Context = { ...out, issues: [] };
    check(attempt, key, value);
    return attempt.issues.length === 0;
  });
  if (fitting.length === 0) anyOf(out, key, value, checks);
  // A server that sends more than it declares may fit two; only what we send is held to exactly one.
  else if (fitting.length > 1 && out.direction === 'request')
    report(out, [key], 'exactly one alternative', value);
}

/** Lets a check of an object stand where a check of a property is asked for. */
export function of(check: Check): PropertyCheck {
  return (out, key, value) => nested(out, key, value, check);
}

/** Lets a check of a property stand where the check of a whole value is asked for. */
export function whole(value: unknown, out: Context, check: PropertyCheck): void {
  const before = out.issues.length;
  check(out, '', value);
  for (let index = before; index < out.issues.length; index += 1) {
    const issue = out.issues[index];
    if (issue !== undefined) out.issues[index] = { ...issue, path: issue.path.slice(1) };
  }
}

function prepend(out: Context, from: number, key: Key): void {
  for (let index = from; index < out.issues.length; index += 1) {
    const issue = out.issues[index];
    if (issue !== undefined) out.issues[index] = { ...issue, path: [key, ...issue.path] };
  }
}

/** Bounds bind what we send; what a server sends may have moved on. */
function checkText(out: Context, key: Key, value: string, limits: StringLimits): void {
  const { format, minLength, maxLength, pattern } = limits;
  if (format !== undefined && !format.test(value)) report(out, [key], format.name, value);
  if (out.direction === 'response') return;
  if (minLength !== undefined && isShorter(value, minLength)) {
    report(out, [key], `string of at least ${minLength} characters`, value);
  }
  if (maxLength !== undefined && isShorter(value, maxLength + 1) === false) {
    report(out, [key], `string of at most ${maxLength} characters`, value);
  }
  if (pattern !== undefined && !pattern.test(value))
    report(out, [key], `string like ${String(pattern)}`, value);
}

/** Code points are counted only where the number of code units leaves it open. */
function isShorter(text: string, length: number): boolean {
  if (text.length < length) return true;
  return text.length < 2 * length && [...text].length < length;
}

function checkBounds(out: Context, key: Key, value: number, limits: NumberLimits): void {
  if (out.direction === 'response') return;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  if (minimum !== undefined && value < minimum) report(out, [key], `number ≥ ${minimum}`, value);
  if (maximum !== undefined && value > maximum) report(out, [key], `number ≤ ${maximum}`, value);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    report(out, [key], `number > ${exclusiveMinimum}`, value);
  }
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    report(out, [key], `number < ${exclusiveMaximum}`, value);
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    report(out, [key], `multiple of ${multipleOf}`, value);
  }
}

function checkItems(out: Context, key: Key, value: readonly unknown[], limits: ArrayLimits): void {
  if (out.direction === 'response') return;
  const { minItems, maxItems, uniqueItems } = limits;
  if (minItems !== undefined && value.length < minItems)
    report(out, [key], `array of at least ${minItems} items`, value);
  if (maxItems !== undefined && value.length > maxItems)
    report(out, [key], `array of at most ${maxItems} items`, value);
  if (uniqueItems === true && hasTwins(value))
    report(out, [key], 'array without equal items', value);
}

/** How many keys an object may have. */
export function size(value: object, out: Context, limits: ObjectLimits): void {
  if (out.direction === 'response') return;
  const keys = Object.keys(value).length;
  const { minProperties, maxProperties } = limits;
  if (minProperties !== undefined && keys < minProperties) {
    report(out, [], `object of at least ${minProperties} properties`, value);
  }
  if (maxProperties !== undefined && keys > maxProperties) {
    report(out, [], `object of at most ${maxProperties} properties`, value);
  }
}

function hasTwins(items: readonly unknown[]): boolean {
  return items.some((item, index) => items.slice(0, index).some((other) => sameJson(item, other)));
}

function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(own(a, key), own(b, key)))
  );
}

/** Fewer issues are nearer; of equally many, those that lie deeper. */
function isNearer(issues: readonly ValidationIssue[], than: readonly ValidationIssue[]): boolean {
  if (issues.length !== than.length) return issues.length < than.length;
  return (issues[0]?.path.length ?? 0) > (than[0]?.path.length ?? 0);
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && !Number.isInteger(value))
    return Number.isFinite(value) ? 'number' : 'infinity';
  return typeof value === 'number' ? 'integer' : typeof value;
}

/** Checks the JSON Schema assertions besides types: `not`, `if`, `contains`, dependencies, unevaluated keys and items. */
import { issuesOf, trialsOf } from './alternatives.js';
import { enterValue, leaveValue, present, report } from './checks.js';
import type { Check, Context, Key } from './validation.js';

export interface Conditional {
  readonly condition: Check;
  readonly whenTrue: Check;
  readonly whenFalse: Check;
}

export function matches(out: Context, key: Key, value: unknown, check: Check): void {
  checkExactly(out, key, value, check);
}

export function not(out: Context, key: Key, value: unknown, check: Check): void {
  if (passes(out, key, value, check))
    report(out, key, 'a value that the schema does not exclude', value);
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
  checkExactly(out, key, value, check);
}

export function ifNumber(out: Context, key: Key, value: unknown, check: Check): void {
  if (typeof value === 'number') checkExactly(out, key, value, check);
}

export function ifString(out: Context, key: Key, value: unknown, check: Check): void {
  if (typeof value === 'string') checkExactly(out, key, value, check);
}

export function ifArray(out: Context, key: Key, value: unknown, check: Check): void {
  if (Array.isArray(value)) checkExactly(out, key, value, check);
}

export function ifObject(out: Context, key: Key, value: unknown, check: Check): void {
  if (objectOf(value) !== null) checkExactly(out, key, value, check);
}

/** Runs a check with bounds, and adds its issues to `out`. */
export function checkExactly(out: Context, key: Key, value: unknown, check: Check): void {
  const exact = exactContext(out, out.closed);
  check(exact, key, value);
  out.issues = exact.issues;
}

/** Returns true if a value passes a check with bounds and closed enums. Adds no issues to `out`. */
export function passes(out: Context, key: Key, value: unknown, check: Check): boolean {
  return issuesOf(exactContext(out, true), key, value, check) === null;
}

function exactContext(out: Context, closed: boolean): Context {
  const { direction, issues, depth } = out;
  return {
    direction,
    exact: true,
    closed,
    complete: false,
    issues,
    depth,
    trials: trialsOf(out),
  };
}

/** Returns the value as a record; `null` if it is an array or no object. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : null;
}

export interface Contained {
  readonly check: Check;
  readonly minimum: number;
  readonly maximum?: number;
}

export function contains(
  out: Context,
  key: Key,
  value: unknown,
  { check, minimum, maximum = Infinity }: Contained,
): void {
  if (!Array.isArray(value) || !enterValue(out, key, value)) return;
  const count = value.filter((item, index) => passes(out, index, item, check)).length;
  leaveValue(out, key);
  if (count < minimum) report(out, key, `array with at least ${minimum} such items`, value);
  if (count > maximum) report(out, key, `array with at most ${maximum} such items`, value);
}

export interface RequiredWith {
  readonly property: string;
  readonly required: readonly string[];
}

export interface DependentCheck {
  readonly property: string;
  readonly check: Check;
}

export function dependentRequired(
  out: Context,
  key: Key,
  value: unknown,
  { property, required }: RequiredWith,
): void {
  const entries = objectOf(value);
  if (entries === null || !Object.hasOwn(entries, property) || !enterValue(out, key, value)) return;
  for (const name of required) if (!Object.hasOwn(entries, name)) present(out, name, undefined);
  leaveValue(out, key);
}

export function dependentSchema(
  out: Context,
  key: Key,
  value: unknown,
  { property, check }: DependentCheck,
): void {
  const entries = objectOf(value);
  if (entries !== null && Object.hasOwn(entries, property)) checkExactly(out, key, value, check);
}

/** Checks each key of an object as a string. Issues have the path of the key. */
export function propertyNames(out: Context, key: Key, value: unknown, check: Check): void {
  const entries = out.exact ? objectOf(value) : null;
  if (entries === null || !enterValue(out, key, value)) return;
  for (const name of Object.keys(entries)) checkExactly(out, name, name, check);
  leaveValue(out, key);
}

/** Keys that a part of a schema evaluates: all, listed ones, those that match, or more under a condition. */
export type EvaluatedKeys = 'all' | readonly string[] | RegExp | EvaluatedWhen<EvaluatedKeys>;

/** Items that a part of a schema evaluates: all, the first ones, those that pass a check, or more under a condition. */
export type EvaluatedItems = 'all' | number | Check | EvaluatedWhen<EvaluatedItems>;

export interface EvaluatedWhen<Part> {
  /** Condition for the whole object or array. */
  readonly check: Check;
  readonly whenTrue: readonly Part[];
  readonly whenFalse: readonly Part[];
}

export interface Unevaluated<Part> {
  readonly evaluated: readonly Part[];
  /** Check of each key or item that no part evaluates. */
  readonly check: Check;
}

export function unevaluatedProperties(
  out: Context,
  key: Key,
  value: unknown,
  { evaluated, check }: Unevaluated<EvaluatedKeys>,
): void {
  const entries = objectOf(value);
  if (entries === null) return;
  const parts = evaluated.flatMap((part) =>
    resolvedParts(part, (other) => passes(out, key, value, other)),
  );
  if (!enterValue(out, key, value)) return;
  for (const name of Object.keys(entries)) {
    if (!parts.some((part) => coversKey(part, name))) checkExactly(out, name, entries[name], check);
  }
  leaveValue(out, key);
}

export function unevaluatedItems(
  out: Context,
  key: Key,
  value: unknown,
  { evaluated, check }: Unevaluated<EvaluatedItems>,
): void {
  if (!Array.isArray(value)) return;
  const parts = evaluated.flatMap((part) =>
    resolvedParts(part, (other) => passes(out, key, value, other)),
  );
  if (!enterValue(out, key, value)) return;
  value.forEach((item: unknown, index) => {
    const isEvaluated = parts.some((part) => {
      if (typeof part !== 'function') return part === 'all' || index < part;
      return passes(out, index, item, part);
    });
    if (!isEvaluated) checkExactly(out, index, item, check);
  });
  leaveValue(out, key);
}

type Plain<Part> = Exclude<Part, EvaluatedWhen<Part>>;

/** Replaces a condition by the parts that it selects for this value. */
function resolvedParts<Part>(part: Part, test: (check: Check) => boolean): readonly Plain<Part>[] {
  if (!isConditional(part)) return [part as Plain<Part>];
  const parts = test(part.check) ? part.whenTrue : part.whenFalse;
  return parts.flatMap((each) => resolvedParts(each, test));
}

function isConditional<Part>(part: Part | EvaluatedWhen<Part>): part is EvaluatedWhen<Part> {
  return typeof part === 'object' && part !== null && 'whenTrue' in part;
}

function coversKey(part: Plain<EvaluatedKeys>, name: string): boolean {
  if (part === 'all') return true;
  return part instanceof RegExp ? part.test(name) : part.includes(name);
}

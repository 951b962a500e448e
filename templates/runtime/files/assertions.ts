/** Checks for JSON Schema assertions beside a type: `not`, `if`, `contains`, dependencies, unevaluated keys and items. */
import { attempt, triesOf } from './alternatives.js';
import { enter, leave, present, report } from './checks.js';
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
  if (!Array.isArray(value) || !enter(out, key, value)) return;
  const count = value.filter((item, index) => passes(out, index, item, check)).length;
  leave(out, key);
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
  if (entries === null || !Object.hasOwn(entries, property) || !enter(out, key, value)) return;
  for (const name of required) if (!Object.hasOwn(entries, name)) present(out, name, undefined);
  leave(out, key);
}

export function dependentSchema(
  out: Context,
  key: Key,
  value: unknown,
  { property, check }: DependentCheck,
): void {
  const entries = objectOf(value);
  if (entries !== null && Object.hasOwn(entries, property)) judge(out, key, value, check);
}

/** Issues of a key are noted under it. */
export function propertyNames(out: Context, key: Key, value: unknown, check: Check): void {
  const entries = out.exact ? objectOf(value) : null;
  if (entries === null || !enter(out, key, value)) return;
  for (const name of Object.keys(entries)) judge(out, name, name, check);
  leave(out, key);
}

/** Keys that a part speaks of: all, these, those like the pattern, or more where a check passes. */
export type EvaluatedKeys = 'all' | readonly string[] | RegExp | EvaluatedWhen<EvaluatedKeys>;

/** Items that a part speaks of: all, the first ones, those that pass a check, or more where another does. */
export type EvaluatedItems = 'all' | number | Check | EvaluatedWhen<EvaluatedItems>;

export interface EvaluatedWhen<Part> {
  /** Of the whole object or array. */
  readonly check: Check;
  readonly whenTrue: readonly Part[];
  readonly whenFalse: readonly Part[];
}

export interface Unevaluated<Part> {
  readonly evaluated: readonly Part[];
  /** Of what nothing speaks of. */
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
    chosen(part, (other) => passes(out, key, value, other)),
  );
  if (!enter(out, key, value)) return;
  for (const name of Object.keys(entries)) {
    if (!parts.some((part) => speaksOfKey(part, name))) judge(out, name, entries[name], check);
  }
  leave(out, key);
}

export function unevaluatedItems(
  out: Context,
  key: Key,
  value: unknown,
  { evaluated, check }: Unevaluated<EvaluatedItems>,
): void {
  if (!Array.isArray(value)) return;
  const parts = evaluated.flatMap((part) =>
    chosen(part, (other) => passes(out, key, value, other)),
  );
  if (!enter(out, key, value)) return;
  value.forEach((item: unknown, index) => {
    const isEvaluated = parts.some((part) => {
      if (typeof part !== 'function') return part === 'all' || index < part;
      return passes(out, index, item, part);
    });
    if (!isEvaluated) judge(out, index, item, check);
  });
  leave(out, key);
}

type Plain<Part> = Exclude<Part, EvaluatedWhen<Part>>;

/** A part as it stands, or those that a condition leads to. */
function chosen<Part>(part: Part, test: (check: Check) => boolean): readonly Plain<Part>[] {
  if (!isWhen(part)) return [part as Plain<Part>];
  const parts = test(part.check) ? part.whenTrue : part.whenFalse;
  return parts.flatMap((each) => chosen(each, test));
}

function isWhen<Part>(part: Part | EvaluatedWhen<Part>): part is EvaluatedWhen<Part> {
  return typeof part === 'object' && part !== null && 'whenTrue' in part;
}

function speaksOfKey(part: Plain<EvaluatedKeys>, name: string): boolean {
  if (part === 'all') return true;
  return part instanceof RegExp ? part.test(name) : part.includes(name);
}

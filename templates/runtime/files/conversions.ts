/** Converts validated values: strings become dates, and values are replaced in objects, lists and alternatives. */
import { report } from './checks.js';
import { dateTime } from './formats.js';
import {
  findIssues,
  validator,
  valueOf,
  type Check,
  type Context,
  type Direction,
  type Key,
  type ParseOptions,
  type Result,
  type Validator,
} from './validation.js';

/** Deepest nesting that is searched. Encoders reject deeper values. */
const deepest = 50;

/** Makes a validator whose `parse` returns the result of `convert` for the validated value. */
export function convertingValidator<T, Input = T>(
  check: Check,
  convert: (value: T) => T,
): Validator<T, Input> {
  const plain = validator<T, Input>(check);
  const safeParse = (value: unknown, options?: ParseOptions): Result<T> => {
    const result = plain.safeParse(value, options);
    return result.ok ? { ok: true, value: convert(result.value) } : result;
  };
  return {
    safeParse,
    parse: (value: unknown, options?: ParseOptions) => valueOf(safeParse(value, options)),
    is: (value: unknown, options?: ParseOptions): value is T => plain.is(value, options),
    assert: (value: unknown, options?: ParseOptions): asserts value is T =>
      plain.assert(value, options),
    '~standard': { ...plain['~standard'], validate: (value) => safeParse(value) },
  };
}

/** An alternative: the check that recognises it, and the change of a value that passes. */
export interface Alternative<T> {
  readonly check: Check;
  readonly change: (value: T) => void;
}

/** An alternative whose type is known only after its check has passed. */
type AnyAlternative = Alternative<never>;

/** Applies every alternative that matches. Runs all checks first, because a change can make another check fail. */
export function convertMatching(
  value: unknown,
  direction: Direction,
  alternatives: readonly AnyAlternative[],
): void {
  const matching = alternatives.filter(({ check }) => passesCheck(value, direction, check));
  for (const { change } of matching) change(value as never); // its check has passed
}

/** Returns true if a value passes a check before its defaults are filled in. */
export function passesCheck(value: unknown, direction: Direction, check: Check): boolean {
  const purpose = { direction, exact: false, closed: false, complete: false };
  return findIssues(check, value, purpose) === null;
}

/** Returns true if a value passes a check as a response, and narrows its type. */
export function passesAsResponse<T>(value: unknown, check: Check): value is T {
  return passesCheck(value, 'response', check);
}

/** `Array.isArray` that keeps the type of the items: beside other types, the compiler takes them for `any`. */
export function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

/** Replaces every item from a position on. */
export function replaceItems<T = unknown>(
  list: readonly T[],
  replace: (item: T) => unknown,
  from = 0,
): void {
  const items = list as T[]; // from a response or a copy: no other code holds it yet
  for (let index = from; index < items.length; index += 1) {
    // `T` is the type of the item after the replacement.
    items[index] = replace(items[index] as T) as T;
  }
}

/** Replaces every undeclared member. Keeps a member if `replace` returns `undefined`. */
export function replaceMembers<T = unknown>(
  record: object,
  replace: (item: T) => unknown,
  declared: readonly string[] = [],
): void {
  for (const [key, item] of Object.entries(record) as [string, T][])
    if (!declared.includes(key)) setMember(record, key, replace(item));
}

/** Replacements for the undeclared members of an object. */
export interface MatchingMembers {
  readonly declared: readonly string[];
  /** Replacements by pattern of the key. Without a function, the member stays unchanged. */
  readonly patterns: readonly (readonly [RegExp, Replace?])[];
  /** Replacement for keys that match no pattern. */
  readonly rest?: Replace;
}

/** Its parameter has the type that a check has confirmed. */
type Replace = (item: never) => unknown;

/** Replaces every undeclared member, with the function of the first matching pattern that has one. */
export function replaceMatching(
  record: object,
  { declared, patterns, rest }: MatchingMembers,
): void {
  for (const [key, item] of Object.entries(record)) {
    if (declared.includes(key)) continue;
    const matching = patterns.filter(([pattern]) => pattern.test(key));
    const replace = matching.length === 0 ? rest : matching.find(([, each]) => each)?.[1];
    if (replace) setMember(record, key, replace(item as never));
  }
}

function setMember(record: object, key: string, value: unknown): void {
  // An assignment to `__proto__` would change the prototype.
  if (value !== undefined) Object.defineProperty(record, key, { value });
}

/** Types a default, which is a JSON value, as the property that a later conversion turns it into. */
export function receivedDefault(value: unknown): never {
  return value as never; // the later conversion gives it the type of the property
}

/** Replaces dates and instants in plain objects and lists by their text. Returns other values unchanged. */
export function timesAsText<T>(value: T): T {
  return timesAsTextWithin(value, deepest) as T; // the same members; the encoder accepts text in place of a date
}

/** Returns the text of a validated date or instant. */
export function timeText(value: unknown): string {
  return String(timesAsTextWithin(value, 0));
}

/** Returns the items of a list as JSON values that `uniqueItems` can compare. */
export function comparableItems(list: readonly unknown[]): readonly unknown[] {
  return list.map(comparableValue);
}

function comparableValue(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  const text = timesAsTextWithin(value, 0);
  if (typeof text !== 'object' || text === null) return text;
  if (Array.isArray(text)) return text.map(comparableValue);
  return Object.fromEntries(
    Object.entries(text).map(([key, item]) => [key, comparableValue(item)]),
  );
}

function timesAsTextWithin(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (Object.prototype.toString.call(value) === '[object Temporal.Instant]')
    return value.toString();
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => timesAsTextWithin(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    timesAsTextWithin(item, depth - 1),
  ]);
  return Object.fromEntries(entries);
}

/** Requires a `Date` that RFC 3339 can express. A response may also hold its text, before the conversion. */
export function dateValue(out: Context, key: Key, value: unknown): value is Date {
  if (value instanceof Date)
    return hasFourDigitYear(value) || report(out, key, 'valid Date', value);
  if (out.complete || out.direction === 'request') return report(out, key, 'Date', value);
  return dateTime(out, key, value);
}

/** Converts a validated value to a `Date`. Returns a `Date` unchanged. */
export function asDate(value: unknown): Date {
  return value instanceof Date ? value : dateOf(String(value));
}

/** Parses a date-time. `Date` has no leap seconds: like `Temporal`, this returns the second before. */
function dateOf(text: string): Date {
  return new Date(text.toUpperCase().replace(/^(.{17})60/, (_, before: string) => `${before}59`));
}

/** Returns false for an invalid date too: its year is NaN. */
function hasFourDigitYear(value: Date): boolean {
  const year = value.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** `Temporal.Instant` if the compiler declares it (TypeScript 6 with `lib: esnext.temporal`), `InstantLike` otherwise. */
export type Instant = typeof globalThis extends {
  readonly Temporal: { readonly Instant: { readonly prototype: infer Known } };
}
  ? Known
  : InstantLike;

/** The members of `Temporal.Instant` that the runtime uses. */
export interface InstantLike {
  readonly epochMilliseconds: number;
  readonly epochNanoseconds: bigint;
  toString(): string;
  toJSON(): string;
}

/** The part of the platform or of a polyfill that creates instants. */
interface Platform {
  readonly Temporal?: { readonly Instant: { from(text: string): Instant } };
}

/** Requires an instant. A response may also hold its text, before the conversion. */
export function instantValue(out: Context, key: Key, value: unknown): value is Instant {
  if (isInstant(value))
    return isFourDigitYearInstant(value) || report(out, key, 'instant of four-digit year', value);
  if (out.complete || out.direction === 'request')
    return report(out, key, 'Temporal.Instant', value);
  // Reported here, so that the call fails with a named error.
  if (instants() === undefined) return report(out, key, 'platform with Temporal', value);
  return dateTime(out, key, value);
}

/** Converts a validated value to an instant. Returns an instant unchanged. */
export function asInstant(value: unknown): Instant {
  const made = isInstant(value) ? value : instants()?.from(String(value));
  if (made === undefined) throw new TypeError('This platform has no Temporal. Load a polyfill.');
  return made;
}

/** Compares the tag, which polyfills set as platforms do. */
function isInstant(value: unknown): value is Instant {
  return Object.prototype.toString.call(value) === '[object Temporal.Instant]';
}

function isFourDigitYearInstant(value: InstantLike): boolean {
  return /^\d{4}-/.test(value.toString());
}

function instants(): { from(text: string): Instant } | undefined {
  const { Temporal } = globalThis as Platform; // missing in older `lib` files
  return Temporal?.Instant;
}

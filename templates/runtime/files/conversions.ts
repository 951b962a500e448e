/** Converts validated values: texts become dates, defaults are filled in, alternatives are told apart. */
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

/** Deeper values are refused by whoever writes them. */
const deepest = 50;

/** As `validator`, but that `parse` gives what `convert` makes of the checked value. */
export function converting<T, Input = T>(
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

/** How an alternative is recognised, and what is done with a value that is one. */
export interface Fitting<T> {
  readonly check: Check;
  readonly change: (value: T) => void;
}

/** An alternative that fits; its type is known to nobody before. */
type AnyFitting = Fitting<never>;

/** All that fit are found before any changes the value: another would not know it again. */
export function changeFitting(
  value: unknown,
  direction: Direction,
  alternatives: readonly AnyFitting[],
): void {
  const fitting = alternatives.filter(({ check }) => isFitting(value, direction, check));
  for (const { change } of fitting) change(value as never); // it passed the check of what `change` takes
}

/** Whether a value passes a check in that direction, as the call has it before it is changed. */
export function isFitting(value: unknown, direction: Direction, check: Check): boolean {
  return findIssues(check, value, { direction, exact: false, complete: false }) === null;
}

/** The same of a response, where the check says what type the value then is of. */
export function fits<T>(value: unknown, check: Check): value is T {
  return isFitting(value, 'response', check);
}

/** Every item from a position on. */
export function replaceItems<T = unknown>(
  list: readonly T[],
  replace: (item: T) => unknown,
  from = 0,
): void {
  const items = list as T[]; // that of a response or of a copy, which nobody else has seen
  for (let index = from; index < items.length; index += 1) {
    // The type says already what the item becomes.
    items[index] = replace(items[index] as T) as T;
  }
}

/** Every member but the declared ones; one for which there is nothing else stays. */
export function replaceMembers<T = unknown>(
  record: object,
  replace: (item: T) => unknown,
  declared: readonly string[] = [],
): void {
  for (const [key, item] of Object.entries(record) as [string, T][])
    if (!declared.includes(key)) put(record, key, replace(item));
}

/** What takes the place of the members that an object does not declare. */
export interface MatchingMembers {
  readonly declared: readonly string[];
  /** By what a key is like; without a function, such a member stays. */
  readonly patterns: readonly (readonly [RegExp, Replace?])[];
  /** Of keys that are like none of the patterns. */
  readonly rest?: Replace;
}

/** Its parameter is of the type that a check has found the member to be. */
type Replace = (item: never) => unknown;

/** Every member but the declared ones, by the first pattern that its key is like and that has something to do. */
export function replaceMatching(
  record: object,
  { declared, patterns, rest }: MatchingMembers,
): void {
  for (const [key, item] of Object.entries(record)) {
    if (declared.includes(key)) continue;
    const fitting = patterns.filter(([pattern]) => pattern.test(key));
    const replace = fitting.length === 0 ? rest : fitting.find(([, each]) => each)?.[1];
    if (replace) put(record, key, replace(item as never));
  }
}

function put(record: object, key: string, value: unknown): void {
  // An assignment to `__proto__` would change something else.
  if (value !== undefined) Object.defineProperty(record, key, { value });
}

/** A default as JSON has it; what stands behind it turns it into what callers have. */
export function asReceived(value: unknown): never {
  return value as never; // of the type of the property once that is done
}

/** The value itself where there are none in it; only plain objects and lists are looked into. */
export function written<T>(value: T): T {
  return writtenWithin(value, deepest) as T; // the same members; who takes it writes texts of everything
}

/** The text of a checked point in time. */
export function timeText(value: unknown): string {
  return String(writtenWithin(value, 0));
}

/** The items of a list as values of JSON that can be told apart. */
export function comparableItems(list: readonly unknown[]): readonly unknown[] {
  return list.map(comparableValue);
}

function comparableValue(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  const text = writtenWithin(value, 0);
  if (typeof text !== 'object' || text === null) return text;
  if (Array.isArray(text)) return text.map(comparableValue);
  return Object.fromEntries(
    Object.entries(text).map(([key, item]) => [key, comparableValue(item)]),
  );
}

function writtenWithin(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (Object.prototype.toString.call(value) === '[object Temporal.Instant]')
    return value.toString();
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => writtenWithin(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, writtenWithin(item, depth - 1)]);
  return Object.fromEntries(entries);
}

/** Of a response the text, or a `Date` that was made of it before; everywhere else a `Date` that RFC 3339 can write. */
export function dateValue(out: Context, key: Key, value: unknown): value is Date {
  if (value instanceof Date)
    return hasFourDigitYear(value) || report(out, key, 'valid Date', value);
  if (out.complete || out.direction === 'request') return report(out, key, 'Date', value);
  return dateTime(out, key, value);
}

/** A checked value as a `Date`; one that is a `Date` already stays the same. */
export function asDate(value: unknown): Date {
  return value instanceof Date ? value : dateOf(String(value));
}

/** `Date` knows no leap second: it is the second before, as `Temporal` has it. */
function dateOf(text: string): Date {
  return new Date(text.toUpperCase().replace(/^(.{17})60/, (_, before: string) => `${before}59`));
}

/** A year of four digits; of an invalid date it is NaN. */
function hasFourDigitYear(value: Date): boolean {
  const year = value.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** `Temporal.Instant` where the compiler knows it (TypeScript 6 with `lib: esnext.temporal`), else what each one has. */
export type Instant = typeof globalThis extends {
  readonly Temporal: { readonly Instant: { readonly prototype: infer Known } };
}
  ? Known
  : InstantLike;

/** What is asked of an instant here. */
export interface InstantLike {
  readonly epochMilliseconds: number;
  readonly epochNanoseconds: bigint;
  toString(): string;
  toJSON(): string;
}

/** The part of the platform, or of a polyfill, that makes instants. */
interface Platform {
  readonly Temporal?: { readonly Instant: { from(text: string): Instant } };
}

/** Of a response the text, or an instant that was made of it before; everywhere else an instant. */
export function instantValue(out: Context, key: Key, value: unknown): value is Instant {
  if (isInstant(value))
    return isFourDigitYearInstant(value) || report(out, key, 'instant of four-digit year', value);
  if (out.complete || out.direction === 'request')
    return report(out, key, 'Temporal.Instant', value);
  // Told here, where it becomes an error of the call with a name.
  if (instants() === undefined) return report(out, key, 'platform with Temporal', value);
  return dateTime(out, key, value);
}

/** A checked value as an instant; one that is an instant already stays the same. */
export function asInstant(value: unknown): Instant {
  const made = isInstant(value) ? value : instants()?.from(String(value));
  if (made === undefined) throw new TypeError('This platform has no Temporal: load a polyfill.');
  return made;
}

/** Polyfills give their instants the same tag as a platform does. */
function isInstant(value: unknown): value is Instant {
  return Object.prototype.toString.call(value) === '[object Temporal.Instant]';
}

function isFourDigitYearInstant(value: InstantLike): boolean {
  return /^\d{4}-/.test(value.toString());
}

function instants(): { from(text: string): Instant } | undefined {
  const { Temporal } = globalThis as Platform; // older libraries of the compiler do not know it
  return Temporal?.Instant;
}

/** Checks the keys of objects: inherited names, undeclared keys, patterns and write-only properties. */
import { never, report } from './checks.js';
import type { Check, Context, Key } from './validation.js';

type OwnProperty<T, Name> = T extends null | undefined
  ? undefined
  : Name extends keyof T
    ? T[Name]
    : unknown;

/** Returns the object's own property, never the inherited one. */
export function own<T, Name extends string>(value: T, name: Name): OwnProperty<T, Name> {
  const isOwn = value !== null && value !== undefined && Object.hasOwn(value, name);
  // TypeScript does not evaluate a conditional type of a type parameter.
  return (isOwn ? Reflect.get(value, name) : undefined) as OwnProperty<T, Name>;
}

/** Sets an own property: an assignment to `__proto__` would change the prototype. */
export function setOwn<T extends object, Name extends string>(
  value: T,
  name: Name,
  content: OwnProperty<T, Name>,
): void {
  Object.defineProperty(value, name, {
    value: content,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/** Checks the undeclared keys of an object. */
export function rest(out: Context, value: object, declared: readonly string[], check: Check): void {
  const entries = value as Readonly<Record<string, unknown>>;
  for (const name in entries) if (!declared.includes(name)) check(out, name, entries[name]);
}

/** Reports undeclared keys if the value is parsed exactly: the API may add keys to a response later. */
export function noRest(out: Context, value: object, declared: readonly string[]): void {
  if (out.exact) rest(out, value, declared, never);
}

/** Reports properties in an exactly parsed response that only the client sends. */
export function writeOnly(out: Context, value: object, names: readonly string[]): void {
  if (out.direction === 'request' || !out.exact) return;
  for (const name of names) {
    const found = own(value, name);
    if (found !== undefined) report(out, name, 'nothing, as only the client sends it', found);
  }
}

/** Removes undeclared keys that match none of the expressions. */
export function strip(
  value: object,
  declared: readonly string[],
  like: readonly RegExp[] = [],
): void {
  for (const name of Object.keys(value)) {
    const isKnown = declared.includes(name) || like.some((expression) => expression.test(name));
    if (!isKnown) Reflect.deleteProperty(value, name);
  }
}

export interface PatternKeys {
  readonly declared: readonly string[];
  readonly patterns: readonly (readonly [RegExp, Check])[];
  /** Check of keys that match no pattern. */
  readonly rest: Check;
}

/** Checks each undeclared key against every pattern that it matches. */
export function patternKeys(
  out: Context,
  value: object,
  { declared, patterns, rest }: PatternKeys,
): void {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  for (const [name, item] of entries) {
    if (declared.includes(name)) continue;
    const matching = patterns.filter(([pattern]) => pattern.test(name));
    for (const [, check] of matching) check(out, name, item);
    if (matching.length === 0) rest(out, name, item);
  }
}

/** Reports an undeclared item if the value is parsed exactly: the API may add items to a response later. */
export function undeclared(out: Context, key: Key, value: unknown): void {
  if (out.exact) never(out, key, value);
}

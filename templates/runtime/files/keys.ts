/** Keys of objects: own properties whose names every object inherits, undeclared and one-sided keys, patterns. */
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
  // The compiler does not evaluate a conditional type of a type parameter.
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

/** Keys of an object beyond those that it declares. */
export function rest(out: Context, value: object, declared: readonly string[], check: Check): void {
  const entries = value as Readonly<Record<string, unknown>>;
  for (const name in entries) if (!declared.includes(name)) check(out, name, entries[name]);
}

/** Nothing but the declared keys; a response may also hold some that came later. */
export function noRest(out: Context, value: object, declared: readonly string[]): void {
  if (out.exact) rest(out, value, declared, never);
}

/** What only the server sends is refused in a request. */
export function readOnly(out: Context, value: object, names: readonly string[]): void {
  if (out.direction === 'request') refuse(out, value, { names, sender: 'server' });
}

/** What only the client sends is refused in a response that is checked exactly. */
export function writeOnly(out: Context, value: object, names: readonly string[]): void {
  if (out.direction === 'response' && out.exact) refuse(out, value, { names, sender: 'client' });
}

interface Refused {
  readonly names: readonly string[];
  readonly sender: string;
}

function refuse(out: Context, value: object, { names, sender }: Refused): void {
  for (const name of names) {
    const found = own(value, name);
    if (found !== undefined) report(out, name, `nothing, as only the ${sender} sends it`, found);
  }
}

/** Takes away the keys that are not declared and like none of the expressions. */
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
  /** Of keys that are like no pattern. */
  readonly rest: Check;
}

/** Each pattern counts that a key is like. */
export function patternKeys(
  out: Context,
  value: object,
  { declared, patterns, rest }: PatternKeys,
): void {
  const entries = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(entries).filter((each) => !declared.includes(each))) {
    const fitting = patterns.filter(([pattern]) => pattern.test(name));
    for (const [, check] of fitting) check(out, name, entries[name]);
    if (fitting.length === 0) rest(out, name, entries[name]);
  }
}

/** Nothing may stand here; in a response, it came later. */
export function undeclared(out: Context, key: Key, value: unknown): void {
  if (out.exact) never(out, key, value);
}

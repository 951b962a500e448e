/** `patternProperties`: checks of the keys that an object does not declare, by what they look like. */
import { never } from './checks.js';
import type { Check, Context, Key } from './validation.js';

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

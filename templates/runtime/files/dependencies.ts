/** What an object is held to by its keys: `dependentRequired`, `dependentSchemas`, `propertyNames`. */
import { present } from './checks.js';
import { judge, objectOf } from './judge.js';
import { enter, leave } from './report.js';
import type { Check, Context, Key } from './validation.js';

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

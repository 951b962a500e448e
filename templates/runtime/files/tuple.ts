/** Checks an array position by position. */
import { anyArray } from './checks.js';
import { enter, leave } from './report.js';
import type { Check, Context, Key } from './validation.js';

/** What stands at each position, how many of those must be there, and what the others are. */
export interface Positions {
  readonly items: readonly Check[];
  readonly required: number;
  readonly rest: Check;
}

/** A position by position list; items beyond it pass the check of the rest. */
export function tuple(
  out: Context,
  key: Key,
  value: unknown,
  { items, required, rest }: Positions,
): value is readonly unknown[] {
  if (!anyArray(out, key, value) || !enter(out, key, value)) return false;
  const length = Math.max(value.length, required);
  for (let index = 0; index < length; index += 1) {
    (items[index] ?? rest)(out, index, value[index]);
  }
  leave(out, key);
  return true;
}

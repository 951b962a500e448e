/** `contains`: how many items of an array pass a check. */
import { passes } from './judge.js';
import { enter, leave, report } from './report.js';
import type { Check, Context, Key } from './validation.js';

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

/** Points in time as a `Date`: checks the text that a server sends or the `Date` that a caller has, and turns one into the other. */
import { dateTime } from './formats.js';
import { report } from './report.js';
import type { Context, Key } from './validation.js';

/** Of a response the text, or a `Date` that was made of it before; everywhere else a `Date` that RFC 3339 can write. */
export function dateValue(out: Context, key: Key, value: unknown): value is Date {
  if (value instanceof Date) return isWritable(value) || report(out, key, 'valid Date', value);
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
function isWritable(value: Date): boolean {
  const year = value.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** Accepts points in time without an offset in responses, and reads them as UTC. */
import { asDate, asInstant, dateValue, instantValue, type Instant } from './conversions.js';
import { dateTime } from './formats.js';
import type { Context, Key } from './validation.js';

/** RFC 3339 `date-time`, where a response may leave out the offset. The text stays unchanged. */
export function localDateTime(out: Context, key: Key, value: unknown): value is string {
  return dateTime(out, key, inUtc(out, value));
}

/** The same for a value that becomes a `Date`. */
export function localDateValue(out: Context, key: Key, value: unknown): value is Date {
  return dateValue(out, key, inUtc(out, value));
}

/** The same for a value that becomes an instant. */
export function localInstantValue(out: Context, key: Key, value: unknown): value is Instant {
  return instantValue(out, key, inUtc(out, value));
}

/** Converts a validated value to a `Date`. A text without an offset is in UTC. */
export function asUtcDate(value: unknown): Date {
  return asDate(withOffset(value));
}

/** Converts a validated value to an instant. A text without an offset is in UTC. */
export function asUtcInstant(value: unknown): Instant {
  return asInstant(withOffset(value));
}

function inUtc({ exact, direction }: Context, value: unknown): unknown {
  return exact || direction === 'request' ? value : withOffset(value);
}

function withOffset(value: unknown): unknown {
  const isLocal = typeof value === 'string' && /^.{10}T[\d:.]+$/i.test(value);
  return isLocal ? `${value}Z` : value;
}

/** Validates and converts 64-bit integers, which are a `bigint` or a string of digits in this package. */
import { integer, number, report } from './checks.js';
import type { Context, Key } from './validation.js';

/** Requires a `bigint`. A response may also hold a JSON number, before the conversion. */
export function bigInteger(out: Context, key: Key, value: unknown): value is bigint {
  return isCallerValue(out) && typeof value !== 'bigint'
    ? report(out, key, 'bigint', value)
    : received(out, key, value);
}

/** Requires a string of digits. In a response, requires a JSON number, before the conversion. */
export function integerText(out: Context, key: Key, value: unknown): value is string {
  if (!isCallerValue(out)) return received(out, key, value);
  return isDigits(value) || report(out, key, 'digits of an int64', value);
}

/** Requires the same, but accepts digits in a response too: an earlier step may have converted the value. */
export function convertedIntegerText(out: Context, key: Key, value: unknown): value is string {
  return isDigits(value) || integerText(out, key, value);
}

/** Requires a number. A response may hold a long integer, which becomes a number later. */
export function anyNumber(out: Context, key: Key, value: unknown): value is number {
  return (!isCallerValue(out) && value instanceof LongInteger) || number(out, key, value);
}

/** Converts a validated value to a `bigint`. */
export function asBigInt(value: unknown): bigint {
  return BigInt(asIntegerText(value));
}

/** Converts a validated value to a string of digits. */
export function asIntegerText(value: unknown): string {
  return value instanceof LongInteger ? value.digits : String(BigInt(String(value)));
}

/** Converts digits to a `bigint`, which is encoded as a JSON number. Typed as the member that it replaces. */
export function asNumeral(value: unknown): string {
  return asBigInt(value) as unknown as string;
}

/** Converts to a `bigint`, which compares exactly with a number. Typed as the parameter of the checks of bounds. */
export function comparable(value: unknown): number {
  return asBigInt(value) as unknown as number;
}

/** Returns true if the value comes from the caller and not from JSON. */
function isCallerValue({ complete, direction }: Context): boolean {
  return complete || direction === 'request';
}

function received(out: Context, key: Key, value: unknown): boolean {
  if (typeof value === 'bigint') return isInt64(value) || report(out, key, 'int64', value);
  return value instanceof LongInteger || integer(out, key, value);
}

function isDigits(value: unknown): boolean {
  return (
    typeof value === 'string' && /^(?:0|-?[1-9]\d{0,18})$/.test(value) && isInt64(BigInt(value))
  );
}

/** An integer beyond 2^53 in a response. Compares as the nearest number. */
export class LongInteger {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  valueOf(): number {
    return Number(this.digits);
  }
}

/** Returns true for a signed integer of at most 64 bits. */
export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

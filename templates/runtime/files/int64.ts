/** Validates and converts 64-bit integers, which callers have as a `bigint` or as text. */
import { integer, number, report } from './checks.js';
import type { Context, Key } from './validation.js';

/** Of a response a number of JSON, or a `bigint` that was made of it before; everywhere else a `bigint`. */
export function bigInteger(out: Context, key: Key, value: unknown): value is bigint {
  return isOwn(out) && typeof value !== 'bigint'
    ? report(out, key, 'bigint', value)
    : received(out, key, value);
}

/** Of a response a number of JSON; everywhere else its digits. */
export function integerText(out: Context, key: Key, value: unknown): value is string {
  if (!isOwn(out)) return received(out, key, value);
  return isDigits(value) || report(out, key, 'digits of an int64', value);
}

/** The same where a value is judged again, which may have been turned into its digits since it came. */
export function judgedIntegerText(out: Context, key: Key, value: unknown): value is string {
  return isDigits(value) || integerText(out, key, value);
}

/** Any number, also one of a response that has more digits than it is going to keep. */
export function anyNumber(out: Context, key: Key, value: unknown): value is number {
  return (!isOwn(out) && value instanceof LongInteger) || number(out, key, value);
}

/** A checked value as a `bigint`. */
export function asBigInt(value: unknown): bigint {
  return BigInt(asIntegerText(value));
}

/** A checked value as its digits. */
export function asIntegerText(value: unknown): string {
  return value instanceof LongInteger ? value.digits : String(BigInt(String(value)));
}

/** The digits of a request as what JSON writes without quotes. Typed as the member that it takes the place of. */
export function asNumeral(value: unknown): string {
  return asBigInt(value) as unknown as string;
}

/** As `bigint`, which compares with a number exactly: bounds see no digit lost. Typed as what they take. */
export function comparable(value: unknown): number {
  return asBigInt(value) as unknown as number;
}

/** The caller has it, whatever JSON has. */
function isOwn({ complete, direction }: Context): boolean {
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

/** Made by the reader of JSON alone: no text of a server can be one. Compares as the number nearest to it. */
export class LongInteger {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  valueOf(): number {
    return Number(this.digits);
  }
}

/** Whether an integer has 64 bits at most, its sign among them. */
export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

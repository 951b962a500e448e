/** Checks limits. They apply to requests, and to responses that are parsed exactly. */
import { deepest, report } from './checks.js';
import type { Context, Key } from './validation.js';

/** Counts code points. */
export function minLength(out: Context, key: Key, value: string, limit: number): void {
  if (!out.exact || !isShorter(value, limit)) return;
  report(out, key, `at least ${limit} characters`, value);
}

/** Counts code points. */
export function maxLength(out: Context, key: Key, value: string, limit: number): void {
  if (!out.exact || isShorter(value, limit + 1)) return;
  report(out, key, `at most ${limit} characters`, value);
}

export function pattern(out: Context, key: Key, value: string, expected: RegExp): void {
  if (out.exact && !expected.test(value)) report(out, key, `string like ${expected}`, value);
}

export function minimum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value < limit) report(out, key, `number ≥ ${limit}`, value);
}

export function maximum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value > limit) report(out, key, `number ≤ ${limit}`, value);
}

export function exclusiveMinimum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value <= limit) report(out, key, `number > ${limit}`, value);
}

export function exclusiveMaximum(out: Context, key: Key, value: number, limit: number): void {
  if (out.exact && value >= limit) report(out, key, `number < ${limit}`, value);
}

export function minItems(out: Context, key: Key, value: readonly unknown[], limit: number): void {
  if (!out.exact || value.length >= limit) return;
  report(out, key, `at least ${limit} items`, value);
}

export function maxItems(out: Context, key: Key, value: readonly unknown[], limit: number): void {
  if (!out.exact || value.length <= limit) return;
  report(out, key, `at most ${limit} items`, value);
}

export function minProperties(out: Context, key: Key, value: object, limit: number): void {
  if (!out.exact || Object.keys(value).length >= limit) return;
  report(out, key, `at least ${limit} properties`, value);
}

export function maxProperties(out: Context, key: Key, value: object, limit: number): void {
  if (!out.exact || Object.keys(value).length <= limit) return;
  report(out, key, `at most ${limit} properties`, value);
}

/** Counts code points only if the number of code units does not decide. */
function isShorter(text: string, length: number): boolean {
  return text.length < length || (text.length < 2 * length && [...text].length < length);
}

export function multipleOf(out: Context, key: Key, value: number, divisor: number): void {
  if (!out.exact || isMultiple(value, divisor)) return;
  report(out, key, `multiple of ${divisor}`, value);
}

function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const a = decimal(value);
  const b = decimal(divisor);
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent: own }: Decimal): bigint =>
    digits * ten ** BigInt(own - exponent);
  return scaled(a) % scaled(b) === zero;
}

// Literals such as `0n` do not compile in applications whose target is older than ES2020.
const zero: bigint = /* @__PURE__ */ BigInt(0);
const ten: bigint = /* @__PURE__ */ BigInt(10);

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Returns the shortest digits of the number, which are those in the document. */
function decimal(value: number): Decimal {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Requires one fixed object or array. */
export function sameAs(out: Context, key: Key, value: unknown, expected: unknown): void {
  if (!sameJson(value, expected)) report(out, key, JSON.stringify(expected), value);
}

/** Requires an array without equal items. */
export function uniqueItems(out: Context, key: Key, value: readonly unknown[]): void {
  if (!out.exact) return;
  const depth = deepest - out.depth;
  const texts = value.map((item) => canonical(item, depth));
  if (texts.includes(null)) report(out, key, `nesting of at most ${deepest}`, value);
  else if (new Set(texts).size < texts.length) report(out, key, 'array without equal items', value);
}

/** Compares JSON values. The depth is that of the expected value, which the document bounds. */
function sameJson(value: unknown, expected: unknown): boolean {
  if (value === expected) return true;
  if (!isObjectOrArray(value) || !isObjectOrArray(expected)) return false;
  if (Array.isArray(value) !== Array.isArray(expected)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => Object.hasOwn(value, key) && sameJson(value[key], expected[key]))
  );
}

/** Returns the same text for equal values; `null` if the value is nested too deeply. */
function canonical(value: unknown, depth: number): string | null {
  if (!isObjectOrArray(value)) return String(JSON.stringify(value));
  if (depth <= 0) return null;
  const parts = Object.keys(value)
    .sort()
    .map((key) => {
      const part = canonical(value[key], depth - 1);
      return part === null ? null : `${JSON.stringify(key)}:${part}`;
    });
  if (parts.includes(null)) return null;
  return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

function isObjectOrArray(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

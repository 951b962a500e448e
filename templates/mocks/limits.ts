/** Tests JSON values against the limits of a schema, as the exact validators do. */
import type {
  ArrayLimits,
  JsonObject,
  JsonValue,
  NumberSchema,
  ObjectLimits,
  StringLimits,
} from '../../generator/index.ts';

/** Characters of the longest text that a slow pattern is tested on. The validators accept longer ones untested. */
const longestSlowText = 16;

export function fitsNumber({ integer, representation, limits }: NumberSchema, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  if (!Number.isFinite(value)) return false;
  if (integer && representation !== 'rounded' && !Number.isSafeInteger(value)) return false;
  return (
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum) &&
    (multipleOf === undefined || isMultiple(value, multipleOf))
  );
}

/** Exact for decimal digits: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const left = decimal(value);
  const right = decimal(divisor);
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (each: Decimal): bigint => each.digits * 10n ** BigInt(each.exponent - exponent);
  return scaled(left) % scaled(right) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimal(value: number): Decimal {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Counts code points. */
export function acceptsLength({ minLength = 0, maxLength = Infinity }: StringLimits, text: string): boolean {
  const length = Array.from(text).length;
  return length >= minLength && length <= maxLength;
}

export function matchesPattern(
  pattern: string | undefined,
  text: string,
  slowPatterns: ReadonlySet<string>,
): boolean {
  if (pattern === undefined) return true;
  if (slowPatterns.has(pattern) && text.length > longestSlowText) return true;
  return expressionOf(pattern).test(text);
}

/** With the flag `u`, unless the pattern is only valid without. */
function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

export function fitsItems(
  { minItems = 0, maxItems = Infinity, uniqueItems = false }: ArrayLimits,
  items: readonly JsonValue[],
): boolean {
  if (items.length < minItems || items.length > maxItems) return false;
  return !uniqueItems || new Set(items.map(canonicalText)).size === items.length;
}

export function fitsProperties(
  { minProperties = 0, maxProperties = Infinity }: ObjectLimits,
  object: JsonObject,
): boolean {
  const count = Object.keys(object).length;
  return count >= minProperties && count <= maxProperties;
}

/** The same text for equal values, in any order of keys. */
export function canonicalText(json: JsonValue): string {
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  if (Array.isArray(json)) return `[${json.map(canonicalText).join()}]`;
  const entries = Object.entries(json).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalText(value)}`).join()}}`;
}

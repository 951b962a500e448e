/** `multipleOf` by the decimal digits of both numbers, as binary fractions cannot tell 0.0075 from a multiple of 0.0001. */
import { report } from './report.js';
import type { Context, Key } from './validation.js';

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
    digits * 10n ** BigInt(own - exponent);
  return scaled(a) % scaled(b) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest digits that stand for the number, which are those of the document. */
function decimal(value: number): Decimal {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

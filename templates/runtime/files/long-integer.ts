/** An integer of 64 bits as it stands in JSON text, where a number would have changed it. */

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

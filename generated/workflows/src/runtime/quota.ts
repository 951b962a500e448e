/** Turns successes into the right to retry, so that clients do not add to the load that makes a server fail. */

const capacity = 500;
const retryCost = 14;
/** A throttled request costs the server little, and the server said when to come back. */
const throttledCost = 5;

/** One bucket of tokens for a client: a retry takes some, a success gives some back. */
export class RetryQuota {
  #tokens: number = capacity;

  /** Takes what a retry costs; `undefined`: the server is failing too often to be asked again. */
  take(status: number | undefined): number | undefined {
    const cost = status === 429 ? throttledCost : retryCost;
    if (cost > this.#tokens) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** A success gives back what its retry took, or one token. */
  giveBack(taken: number | undefined): void {
    this.#tokens = Math.min(capacity, this.#tokens + (taken ?? 1));
  }
}

/** Seeded choices, so that a fault is found again by its seed. */

export interface Random {
  /** An integer from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  /** One of the items; `undefined`: there are none. */
  readonly oneOf: <Item>(items: readonly Item[]) => Item | undefined;
}

/** The generator of random numbers `mulberry32`. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  };
  return { below, oneOf: (items) => items[below(items.length)] };
}

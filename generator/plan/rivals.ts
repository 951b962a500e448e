/** Finds the keys that could have the name of another one, so that an addition never gives a name another meaning. */
import type { SymbolRequest } from '../template/plan.ts';

/** Returns a symbol that keeps `name` from `request`; `null` where none does. */
export type RivalOf = (request: SymbolRequest, name: string) => SymbolRequest | null;

/**
 * Compares the keys of each object with one another.
 *
 * A key may have a name that no other key of the object has among its own names. So a key that is
 * added can take nobody's name: it makes names unavailable, and the keys that wanted them take longer
 * ones. The exception is the first name of a key with a better claim.
 */
export function findRivals(requests: readonly SymbolRequest[]): RivalOf {
  const keys = requests.filter(({ isKey }) => isKey === true);
  const byObject = Map.groupBy(keys, ({ parent }) => parent?.identity ?? '');
  const candidates = new Map([...byObject].map(([object, each]) => [object, byCandidate(each)]));
  return (request, name) => {
    if (request.isKey !== true) return null;
    const others = candidates.get(request.parent?.identity ?? '')?.get(name) ?? [];
    return others.find((other) => other !== request && !outranks(request, other, name)) ?? null;
  };
}

function byCandidate(requests: readonly SymbolRequest[]): ReadonlyMap<string, readonly SymbolRequest[]> {
  const byName = new Map<string, SymbolRequest[]>();
  for (const request of requests) {
    for (const name of new Set([request.name, ...(request.alternatives ?? [])])) {
      byName.set(name, [...(byName.get(name) ?? []), request]);
    }
  }
  return byName;
}

function outranks(request: SymbolRequest, other: SymbolRequest, name: string): boolean {
  return request.name === name && (request.claim ?? 0) > (other.claim ?? 0);
}

/** The ids of operations by method and path: for the next ledger. */
import type { Api, Operation } from '../api/api.ts';
import { sentMethod } from '../api/requests.ts';

/** From `GET /pets` to the id of the operation there, unless the id is made of just that. */
export function operationAddresses({ operations }: Api): ReadonlyMap<string, string> {
  const entries = operations
    .filter(hasOwnId)
    .map((operation) => [addressOf(operation), operation.id] as const);
  // The variant of an operation that streams has a longer id at the same address: the shorter one stays.
  const byLength = entries.toSorted(([, a], [, b]) => b.length - a.length);
  return new Map([...new Map(byLength)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hasOwnId(operation: Operation): boolean {
  return !operation.id.startsWith(`${sentMethod(operation.method)} `);
}

function addressOf({ method, url }: Operation): string {
  return `${sentMethod(method)} ${url}`;
}

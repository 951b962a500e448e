/** An operation whose id another one has got as well keeps the id that the ledger knows it by. */
import type { Api, Operation } from '../api/api.ts';
import type { Ledger } from '../naming/ledger.ts';

/**
 * The same API, where an operation that has no id of its own any more is known by the one of the ledger.
 *
 * Of two with one operationId, neither was there first as far as the document knows, and both are
 * named by where they are; callers of the older one would have to change.
 */
export function keepOperations(api: Api, { operations: before }: Ledger): Api {
  const current = new Set(api.operations.map(({ id }) => id));
  const operations = api.operations.map((operation) => {
    const id = hasOwnId(operation) ? undefined : before.get(addressOf(operation));
    return id === undefined || current.has(id) ? operation : { ...operation, id };
  });
  return { ...api, operations };
}

/** Address to id, of every operation that the document names: for the next ledger. */
export function operationAddresses({ operations }: Api): ReadonlyMap<string, string> {
  const entries = operations
    .filter(hasOwnId)
    .map((operation) => [addressOf(operation), operation.id] as const);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hasOwnId(operation: Operation): boolean {
  return !operation.id.startsWith(addressOf(operation));
}

function addressOf({ method, url }: Operation): string {
  return `${method.toUpperCase()} ${url}`;
}

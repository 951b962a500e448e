/** Chooses the id of every operation: from the ledger, else from the document, else from method and path. */
import { sentMethod } from '../../api/requests.ts';
import { emptyLedger } from '../../naming/ledger.ts';
import { placeOf, quote, report, type Scope } from '../scope.ts';
import { textAt, type Source } from '../source.ts';

export interface OperationSource {
  readonly method: string;
  /** The path of the URL: the key without query and fragment. */
  readonly url: string;
  /** The path as written under `paths`. */
  readonly key: string;
  readonly pathItem: Source;
  readonly source: Source;
}

export interface OperationIdentity {
  /** Unique, even if the document repeats it. */
  readonly id: string;
  /** Text that the names of the operation are made of; `''`: they are made of tags, path and method. */
  readonly operationId: string;
  /** Callers know the operation by this id already. */
  readonly isKept: boolean;
}

/**
 * Returns the identity of each operation.
 *
 * An id in the ledger belongs to the operation at its method and path, as long as that operation has
 * no id of its own or another one wants the same id. A function therefore never sends another
 * request because its id has appeared elsewhere.
 */
export function operationIdentities(
  scope: Scope,
  sources: readonly OperationSource[],
): ReadonlyMap<OperationSource, OperationIdentity> {
  const written = new Map(sources.map((one) => [one, textAt(one.source, 'operationId')?.trim() ?? '']));
  const writers = Map.groupBy(sources, (one) => written.get(one) ?? '');
  const owners = new Map(ownersOf((scope.options.ledger ?? emptyLedger).operations, { written, writers }));
  const kept = new Map([...owners].map(([id, owner]) => [owner, id]));
  const fallbacks = new Map(sources.map((one) => [fallbackId(one), one]));
  const claims = { written, writers, owners, kept, fallbacks };
  return new Map(sources.map((one) => [one, identityOf(scope, one, claims)]));
}

interface WrittenIds {
  /** The operationId of each operation in the document; `''`: it has none. */
  readonly written: ReadonlyMap<OperationSource, string>;
  readonly writers: ReadonlyMap<string, readonly OperationSource[]>;
}

interface Claims extends WrittenIds {
  /** Operations that keep an id of the ledger, by that id. */
  readonly owners: ReadonlyMap<string, OperationSource>;
  readonly kept: ReadonlyMap<OperationSource, string>;
  /** Operations by the ids that they have if nothing else identifies them. */
  readonly fallbacks: ReadonlyMap<string, OperationSource>;
}

function* ownersOf(
  known: ReadonlyMap<string, string>,
  { written, writers }: WrittenIds,
): Generator<readonly [string, OperationSource]> {
  for (const [address, operations] of Map.groupBy(written.keys(), addressOf)) {
    const id = known.get(address);
    const [operation, ...others] = operations;
    if (id === undefined || operation === undefined || others.length > 0) continue;
    if (id.startsWith(`${sentMethod(operation.method)} `)) continue;
    const own = written.get(operation) ?? '';
    const isWantedElsewhere = writers.get(id)?.some((one) => one !== operation) === true;
    if (own === '' || own === id || isWantedElsewhere) yield [id, operation];
  }
}

function identityOf(scope: Scope, operation: OperationSource, claims: Claims): OperationIdentity {
  const written = claims.written.get(operation) ?? '';
  const kept = claims.kept.get(operation);
  if (kept !== undefined) {
    if (written !== '' && written !== kept) reportUnused(scope, operation, { written, kept });
    return { id: kept, operationId: kept, isKept: true };
  }
  const rivals = rivalsOf(operation, written, claims);
  if (written !== '' && rivals.length === 0) return { id: written, operationId: written, isKept: false };
  if (written !== '') reportRivals(scope, operation, { written, rivals });
  return { id: fallbackId(operation), operationId: written, isKept: false };
}

/** A message about one operation of thousands does not list all others. */
const mostRivals = 5;

/** The first other operations that have, want or keep the id. */
function rivalsOf(operation: OperationSource, id: string, claims: Claims): readonly OperationSource[] {
  const writers = claims.writers.get(id) ?? [];
  const others = [
    claims.owners.get(id) ?? [],
    writers.slice(0, mostRivals + 1),
    claims.fallbacks.get(id) ?? [],
  ].flat();
  return [...new Set(others)].filter((one) => one !== operation).slice(0, mostRivals);
}

function reportUnused(
  scope: Scope,
  { source }: OperationSource,
  { written, kept }: { readonly written: string; readonly kept: string },
): void {
  const message = `The operationId ${quote(written)} is not used: the operation keeps ${quote(kept)} of the ledger, which another operation has now.`;
  report(scope, source, { code: 'CW2020', message });
}

function reportRivals(
  scope: Scope,
  { source }: OperationSource,
  { written, rivals }: { readonly written: string; readonly rivals: readonly OperationSource[] },
): void {
  const related = rivals.map((rival) => ({
    message: 'The other operation.',
    place: placeOf(scope, rival.source),
  }));
  const message = `Duplicate operationId ${quote(written)}.`;
  report(scope, source, { code: 'CW2020', message, related });
}

/** Key of the operation in the ledger. */
function addressOf({ method, url }: OperationSource): string {
  return `${sentMethod(method)} ${url}`;
}

/** Two keys may lead to one url, but no key is there twice. */
function fallbackId({ method, key }: OperationSource): string {
  return `${sentMethod(method)} ${key}`;
}

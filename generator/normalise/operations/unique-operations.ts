/** Gives every operation a unique path in the client that does not depend on order. */
import type { Operation } from '../../api/api.ts';
import { hashText } from '../../api/hash.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import { isNameable, pascalCase, splitWords } from '../../naming/words.ts';
import { placeOf, quote, reportAt, type Scope } from '../scope.ts';
import { childOf, itemsOf, textAt } from '../source.ts';
import { areVersions, differenceAmong, verbOfCollection } from './operation-differences.ts';
import { isMadeByFramework } from './operation-path.ts';
import type { WrittenOperation } from './path-item.ts';

export function uniqueOperations(
  scope: Scope,
  written: readonly WrittenOperation[],
): readonly WrittenOperation[] {
  const ids = new Map(written.map(({ operation, identity }) => [operation.id, identity.operationId]));
  const unnamed = new Set(written.filter(hasNoOwnId).map(({ operation }) => operation.id));
  const named = breakTies(written, (rivals) => {
    const isVersioned = areVersions(rivals) && rivals.every(({ id }) => unnamed.has(id));
    return isVersioned ? ({ path }) => path : withOwnIds(rivals, ids);
  });
  const collected = breakTies(named, (rivals) => (one) => {
    const verb = unnamed.has(one.id) ? verbOfCollection(rivals, one) : undefined;
    return verb === undefined ? one.path : [...one.path.slice(0, -1), verb];
  });
  const distinguished = breakTies(collected, (rivals) => {
    const difference = differenceAmong(rivals);
    return (operation) => withLast(operation.path, difference(operation));
  });
  const unique = breakTies(
    distinguished,
    () =>
      ({ id, path }) =>
        withLast(path, hashText(id).slice(0, 6)),
  );
  reportTies(scope, written);
  return unique;
}

/** Returns true if nobody wrote an operationId, or a framework has made it unique. */
function hasNoOwnId({ identity: { operationId }, operation }: WrittenOperation): boolean {
  return operationId === '' || isMadeByFramework({ ...operation, operationId });
}

type LongerPath = (operation: Operation) => readonly string[];

/** Operations that share a path all get a longer one, except the one that has the path in the ledger. */
function breakTies(
  written: readonly WrittenOperation[],
  longerAmong: (rivals: readonly Operation[]) => LongerPath,
): readonly WrittenOperation[] {
  const unique = new Map(
    [...groupBy(written, pathKey).values()].flatMap((sharers) => {
      const [first, ...others] = sharers.filter(({ identity }) => identity.isKept);
      const longer = longerAmong(sharers.map(({ operation }) => operation));
      return sharers.map((one) => {
        const staysFirst = one === first && others.length === 0;
        const stays = sharers.length < 2 || staysFirst;
        return [one, stays ? one : withOperation(one, { path: longer(one.operation) })] as const;
      });
    }),
  );
  return written.map((one) => unique.get(one) ?? one);
}

/** Returns paths that end with the whole operationId, where these tell the rivals apart. */
function withOwnIds(rivals: readonly Operation[], ids: ReadonlyMap<string, string>): LongerPath {
  const own = rivals.map(({ id }) => ids.get(id) ?? '');
  const isTold = own.every(isNameable) && new Set(own.map(wordsKey)).size === rivals.length;
  if (!isTold) return ({ path }) => path;
  return ({ id, path }) => [...path.slice(0, -1), ids.get(id) ?? ''];
}

/** Those of one id share the path by that, and are reported for it. */
function reportTies(scope: Scope, written: readonly WrittenOperation[]): void {
  for (const rivals of groupBy(written, pathKey).values()) {
    const ids = new Set(rivals.map(({ operation, identity }) => identity.operationId || operation.id));
    const isVersioned = areVersions(rivals.map(({ operation }) => operation)) && rivals.every(hasNoOwnId);
    if (ids.size < 2 || isVersioned) continue;
    for (const one of rivals) {
      const name = quote(one.operation.path.join('.'));
      const isUnnamed = one.identity.operationId === '';
      reportRivals(scope, one, {
        code: 'CW2021',
        message: isUnnamed
          ? `Without an operationId, this operation and another one are both ${name}.`
          : `${name} is also the name of another operation.`,
        rivals,
        ...(isUnnamed ? { help: 'Give the operation an operationId.' } : {}),
      });
    }
  }
}

/** A message about one operation of thousands does not list all others. */
const mostRivals = 5;

interface Rivalry {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Absent: that of the code. */
  readonly help?: string;
  readonly rivals: readonly WrittenOperation[];
}

function reportRivals(scope: Scope, one: WrittenOperation, { rivals, ...finding }: Rivalry): void {
  const related = rivals
    .slice(0, mostRivals + 1)
    .filter((rival) => rival !== one)
    .slice(0, mostRivals)
    .map(({ operation }) => ({ message: 'The other operation.', place: operation.place }));
  reportAt(scope, one.operation.place, { ...finding, related });
}

function withOperation(one: WrittenOperation, change: Partial<Operation>): WrittenOperation {
  return { ...one, operation: { ...one.operation, ...change } };
}

function withLast(path: readonly string[], addition: string): readonly string[] {
  return [...path.slice(0, -1), `${path.at(-1) ?? ''} ${addition}`.trim()];
}

function pathKey({ operation }: WrittenOperation): string {
  return operation.path.map(wordsKey).join('.');
}

function wordsKey(text: string): string {
  return pascalCase(splitWords(text)).toLowerCase();
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return groups;
}

/** Each at its first use, operations in the order of the API. */
export function reportUnnamed(scope: Scope, written: readonly WrittenOperation[]): void {
  const places = new Map<string, Place>();
  for (const { source } of written) {
    const id = textAt(source, 'operationId')?.trim() ?? '';
    const texts = [
      { what: 'operationId', text: id, source: childOf(source, 'operationId') },
      ...itemsOf(childOf(source, 'tags')).map((tag) => ({ what: 'tag', text: tag.value, source: tag })),
    ];
    for (const { what, text, source: at } of texts) {
      if (typeof text !== 'string' || text === '' || isNameable(text)) continue;
      const thing = `${what} ${quote(text)}`;
      if (!places.has(thing)) places.set(thing, placeOf(scope, at));
    }
  }
  for (const [thing, place] of places) {
    const message = `The ${thing} has no ASCII letter or digit, and is not part of names.`;
    reportAt(scope, place, { code: 'CW2036', message });
  }
}

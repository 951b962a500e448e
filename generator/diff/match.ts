/** Finds what is the same thing in two versions of an API: operations by address, models by identity, then by shape. */
import type { Api, Model, Operation } from '../api/api.ts';
import { sortedBy } from '../api/compare.ts';
import { shapeText } from '../api/hash.ts';

export interface Pair<Item> {
  readonly before: Item;
  readonly after: Item;
}

export interface Matched<Item> {
  readonly pairs: readonly Pair<Item>[];
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
}

/** Matches by method and path first, where names of path parameters do not count; then by the id. */
export function matchOperations(before: Api, after: Api): Matched<Operation> {
  const byAddress = matchBy(before.operations, after.operations, addressOf);
  const byId = matchBy(byAddress.removed, byAddress.added, ({ id }) => id);
  return { ...byId, pairs: [...byAddress.pairs, ...byId.pairs] };
}

/** A streaming variant of an operation has the same method and path, so its id tells the two apart. */
function addressOf({ method, url, id }: Operation): string {
  const variant = id.endsWith(' stream') ? ' stream' : '';
  return `${method} ${url.replaceAll(/\{[^}]*\}/g, '{}')}${variant}`;
}

/** Matches items with equal keys. The first of several with one key is matched. */
export function matchBy<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): Matched<Item> {
  const left = firstByKey(before, keyOf);
  const right = firstByKey(after, keyOf);
  const pairs = [...left].flatMap(([key, one]) => {
    const other = right.get(key);
    return other === undefined ? [] : [{ before: one, after: other }];
  });
  const matched = new Set<Item>(pairs.flatMap((pair) => [pair.before, pair.after]));
  return {
    pairs,
    removed: before.filter((item) => !matched.has(item)),
    added: after.filter((item) => !matched.has(item)),
  };
}

function firstByKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.toReversed().map((item) => [keyOf(item), item]));
}

/** Models are matched by the identity of the ledger, then by equal shapes. */
export function matchModels(before: Api, after: Api): Matched<Model> {
  let matched = matchBy(before.models, after.models, ({ id }) => id);
  // Two models may be equal only once the models that they refer to are known to be the same.
  let next = matchByShape(matched);
  while (next.pairs.length > 0) {
    matched = { ...next, pairs: [...matched.pairs, ...next.pairs] };
    next = matchByShape(matched);
  }
  return matched;
}

function matchByShape({ pairs, removed, added }: Matched<Model>): Matched<Model> {
  if (removed.length === 0 || added.length === 0) return { pairs: [], removed, added };
  const newIds = new Map(pairs.map((pair) => [pair.before.id, pair.after.id]));
  const shapes = new Map([
    ...removed.map((model) => [model, shapeOf(model, (id) => newIds.get(id) ?? id)] as const),
    ...added.map((model) => [model, shapeOf(model, (id) => id)] as const),
  ]);
  const inOrder = (models: readonly Model[]): readonly Model[] => sortedBy(models, ({ id }) => id);
  return matchBy(inOrder(removed), inOrder(added), (model) => shapes.get(model) ?? '');
}

/** A model that refers to itself has the same shape under another identity. */
function shapeOf(model: Model, idOf: (id: string) => string): string {
  return shapeText(model.schema, (schema) => {
    if (schema.kind !== 'model') return null;
    return schema.model === model.id ? 'itself' : `model(${idOf(schema.model)})`;
  });
}

/** Finds what is the same thing in two versions: operations by address, models by identity, alternatives by tag, then by shape. */
import type { Api, Model, Operation } from '../api/api.ts';
import { shapeText } from '../api/hash.ts';
import { sortedBy } from '../api/json.ts';
import type { Schema, UnionSchema } from '../api/schema.ts';

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

interface Member {
  readonly schema: Schema;
  /** Values of the discriminator that select it; `null`: none. */
  readonly tag: string | null;
}

interface MatchedMembers {
  readonly pairs: readonly Pair<Schema>[];
  readonly added: readonly Member[];
  readonly removed: readonly Member[];
  /** Alternatives that another value of the discriminator selects now. */
  readonly renamedTags: readonly Pair<string>[];
  /** `false`: the two have no alternative in common. */
  readonly isComparable: boolean;
}

/** A schema that is no union counts as a union of one. */
export function matchMembers(
  before: Schema,
  after: Schema,
  newIds: ReadonlyMap<string, string>,
): MatchedMembers {
  const [left, right] = [membersOf(before), membersOf(after)];
  const idOf = (id: string): string => newIds.get(id) ?? id;
  const shapeOf = (schema: Schema, rename: (id: string) => string): string =>
    shapeText(schema, (one) => (one.kind === 'model' ? `model(${rename(one.model)})` : null));
  const leftShapes = new Map(left.map((member) => [member, shapeOf(member.schema, idOf)]));
  const rightShapes = new Map(right.map((member) => [member, shapeOf(member.schema, (id) => id)]));
  const byModel = matchBy(left, right, (member) => leftShapes.get(member) ?? rightShapes.get(member) ?? '');
  const byTag = matchBy(
    byModel.removed,
    byModel.added,
    ({ tag, schema }) => tag ?? `${schema.kind} ${keyOf(schema)}`,
  );
  const byKind = matchOnly(byTag.removed, byTag.added);
  const pairs = [...byModel.pairs, ...byTag.pairs, ...byKind];
  const matched = new Set(byKind.flatMap((pair) => [pair.before, pair.after]));
  const areUnions = before.kind === 'union' && after.kind === 'union';
  return {
    pairs: pairs.map((pair) => ({ before: pair.before.schema, after: pair.after.schema })),
    added: byTag.added.filter((member) => !matched.has(member)),
    removed: byTag.removed.filter((member) => !matched.has(member)),
    renamedTags: byModel.pairs.flatMap(({ before: one, after: other }) =>
      one.tag === null || other.tag === null || one.tag === other.tag
        ? []
        : [{ before: one.tag, after: other.tag }],
    ),
    isComparable: areUnions || pairs.length > 0,
  };
}

/** Alternatives without a name are the same if each side has one of the kind. */
function matchOnly(removed: readonly Member[], added: readonly Member[]): readonly Pair<Member>[] {
  return removed.flatMap((before) => {
    const kind = before.schema.kind;
    const same = (members: readonly Member[]): readonly Member[] =>
      members.filter((member) => member.schema.kind === kind && member.tag === null);
    const [after] = same(added);
    const isOnly = same(removed).length === 1 && same(added).length === 1 && kind !== 'model';
    return before.tag === null && isOnly && after !== undefined ? [{ before, after }] : [];
  });
}

function membersOf(schema: Schema): readonly Member[] {
  if (schema.kind === 'intersection') return schema.members.map((member) => ({ schema: member, tag: null }));
  if (schema.kind !== 'union') return [{ schema, tag: null }];
  return schema.members.map((member, index) => ({ schema: member, tag: tagOf(schema, index) }));
}

function tagOf({ discriminator }: UnionSchema, index: number): string | null {
  const values = discriminator?.mapping.filter(({ member }) => member === index) ?? [];
  return values.length === 0 ? null : values.map(({ value }) => JSON.stringify(value)).join(', ');
}

function keyOf(schema: Schema): string {
  return schema.kind === 'model' ? schema.model : shapeText(schema);
}

/** Names of the variables in their order: `/a/{b}/c/{d}` → `['b', 'd']`. */
export function pathVariables(url: string): readonly string[] {
  return [...url.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

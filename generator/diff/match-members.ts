/** Finds the same alternatives in two unions: by tag, then by model, then by shape. */
import { shapeText } from '../api/hash.ts';
import type { Schema, UnionSchema } from '../api/schema.ts';
import { matchBy, type Pair } from './match.ts';

export interface Member {
  readonly schema: Schema;
  /** Values of the discriminator that select it; `null`: none. */
  readonly tag: string | null;
}

export interface MatchedMembers {
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

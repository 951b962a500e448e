/** Intersects two schemas, for `allOf` and for keywords side by side. */
import { refinedBy, unrefined } from '../../api/assertions.ts';
import { type Docs, noDocs, type Place } from '../../api/place.ts';
import { shapeText } from '../../api/hash.ts';
import type { Assertion, Property, Schema, UnionSchema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';
import { mergeDocs } from '../docs.ts';
import { accepts } from './accepts.ts';
import { intersectLists, intersectNumbers, intersectStrings } from './intersect-limits.ts';
import { intersectKeyed, isFreeForm, isKeyed } from './intersect-objects.ts';
import { hasNull, keepBoth, unionOf, withoutNull } from './union.ts';

export interface Intersection {
  readonly place: Place;
  /** The schema of a model; `null` while it is itself being built. */
  readonly expand: (model: string) => Schema | null;
  /** Puts the properties of both sides in the order that the configuration asks for. */
  readonly inOrder: (properties: readonly Property[]) => readonly Property[];
  readonly meaning: PairMeaning;
  /** Pairs of models that are being joined: models may refer to themselves. */
  readonly joining: Set<string>;
}

export type Pair = readonly [left: Schema, right: Schema];

/** What the author means by two schemas that apply together. */
export interface PairMeaning {
  /** Rewrites a pair before it is joined. */
  readonly rewrite: (left: Schema, right: Schema, place: Place) => Pair;
  /** Called where nothing is left. Returns the schema that is meant; `null`: neither. */
  readonly contradiction: (left: Schema, right: Schema) => Schema | null;
  /** The same for a member of a union, of which other members may be left. */
  readonly inUnion: PairMeaning | null;
}

/** Two schemas mean what the standard says. */
export const exactMeaning: PairMeaning = {
  rewrite: (left, right) => [left, right],
  contradiction: () => null,
  inUnion: null,
};

/** Models joined within models: deeper ones stay an intersection. */
const DEEPEST_JOIN = 20;

/** More members than this are not multiplied out: the intersection stays one. */
const MOST_MEMBERS = 64;

export function intersect(one: Schema, two: Schema, how: Intersection): Schema {
  const [left, right] = how.meaning.rewrite(one, two, how.place);
  if (right.kind === 'unknown') return withDocs(left, right.docs);
  if (left.kind === 'unknown') return withDocs(right, left.docs);
  if (left.kind === 'refined' || right.kind === 'refined') {
    const assertions = [...assertionsOf(left), ...assertionsOf(right)];
    return refinedBy(intersect(unrefined(left), unrefined(right), how), assertions);
  }
  if (left.kind === 'model' || right.kind === 'model') return intersectModels(left, right, how);
  if (left.kind === 'intersection' || right.kind === 'intersection') return keepBoth(left, right, how.place);
  if (left.kind === 'union') return distribute(left, right, how);
  if (right.kind === 'union') return distribute(right, left, how);
  return intersectPlain(left, right, how) ?? nothingLeft(left, right, how);
}

/** The same object if the docs add nothing. */
function withDocs(schema: Schema, docs: Docs): Schema {
  const merged = mergeDocs(schema.docs, docs);
  return merged === schema.docs ? schema : { ...schema, docs: merged };
}

function assertionsOf(schema: Schema): readonly Assertion[] {
  return schema.kind === 'refined' ? schema.assertions : [];
}

/** A model stays a reference where the other side adds nothing to it. */
function intersectModels(left: Schema, right: Schema, how: Intersection): Schema {
  if (left.kind === 'model' && right.kind === 'model' && left.model === right.model) return left;
  const pair = left.kind === 'model' && right.kind === 'model' ? `${left.model} ${right.model}` : null;
  if (pair !== null && (how.joining.has(pair) || how.joining.size >= DEEPEST_JOIN)) {
    return keepBoth(left, right, how.place);
  }
  if (pair !== null) how.joining.add(pair);
  const merged = joinModels(left, right, how);
  if (pair !== null) how.joining.delete(pair);
  return merged;
}

function joinModels(left: Schema, right: Schema, how: Intersection): Schema {
  const wideLeft = expanded(left, how);
  const wideRight = expanded(right, how);
  if (wideLeft === null || wideRight === null) return keepBoth(left, right, how.place);
  const merged = intersect(wideLeft, wideRight, how);
  if (left.kind === 'model' && saysTheSame(merged, wideLeft)) return left;
  if (right.kind === 'model' && saysTheSame(merged, wideRight)) return right;
  return merged;
}

/** The docs of a model are about the model, not about what is made of it. */
function expanded(schema: Schema, how: Intersection): Schema | null {
  if (schema.kind !== 'model') return schema;
  const wide = how.expand(schema.model);
  return wide === null ? null : { ...wide, docs: noDocs };
}

function saysTheSame(left: Schema, right: Schema): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind || countParts(left) !== countParts(right)) return false;
  return shapeText(left) === shapeText(right);
}

/** Tells most schemas apart, without writing all of their shape as text. */
function countParts(schema: Schema): number {
  return schema.kind === 'object' ? schema.properties.length : childrenOf(schema).length;
}

/** (A or B) and C is (A and C) or (B and C). */
function distribute(union: UnionSchema, other: Schema, how: Intersection): Schema {
  const count = union.members.length * (other.kind === 'union' ? other.members.length : 1);
  if (count > MOST_MEMBERS) return keepBoth(union, other, how.place);
  const bare = hasNull(union) && !hasNull(other) ? withoutNull(union) : union;
  if (bare.kind !== 'union') return intersect(bare, other, how);
  const quiet = { ...how, meaning: how.meaning.inUnion ?? how.meaning };
  const members = bare.members.map((member) => intersect(member, other, quiet));
  if (members.every(({ kind }) => kind === 'never')) return nothingLeft(union, other, how);
  const { exclusive, discriminator, docs } = bare;
  const merged = unionOf(members, { place: how.place, exclusive, discriminator });
  return { ...merged, docs: mergeDocs(merged.docs, docs) };
}

/** Both sides are neither unknown, a model, an intersection nor a union; `null`: they exclude each other. */
function intersectPlain(left: Schema, right: Schema, how: Intersection): Schema | null {
  if (left.kind === 'never' || right.kind === 'never') return null;
  const fixed = intersectFixed(left, right) ?? intersectFixed(right, left);
  if (fixed !== undefined) return fixed;
  const within = { ...how, intersect: (one: Schema, two: Schema) => intersect(one, two, how) };
  if (left.kind === 'number' && right.kind === 'number') return intersectNumbers(left, right);
  if (left.kind === 'string' && right.kind === 'string') return intersectStrings(left, right);
  if (isKeyed(left) && isKeyed(right)) return intersectKeyed(left, right, within);
  if (left.kind === 'array' || left.kind === 'tuple') return intersectLists(left, right, within);
  return left.kind === right.kind ? left : null;
}

/** Returns the values of a literal or enum that `other` allows. `undefined`: `fixed` is neither. */
function intersectFixed(fixed: Schema, other: Schema): Schema | null | undefined {
  const allowed = allowedConstants(fixed, other);
  return allowed == null || decidesByType(other)
    ? allowed
    : refinedBy(allowed, [{ kind: 'matches', schema: other }]);
}

/** The same, without the limits of `other`. */
export function allowedConstants(fixed: Schema, other: Schema): Schema | null | undefined {
  if (fixed.kind === 'literal') return accepts(other, fixed.value, () => null) ? fixed : null;
  if (fixed.kind !== 'enum') return undefined;
  const members = fixed.members.filter(({ value }) => accepts(other, value, () => null));
  if (members.length === fixed.members.length) return fixed;
  const literals = members.map(({ description, ...constant }): Schema => ({
    kind: 'literal',
    ...constant,
    docs: { ...noDocs, description },
    place: fixed.place,
  }));
  return literals.length === 0 ? null : unionOf(literals, { place: fixed.place, exclusive: false });
}

/** Returns true if the schema has no limits, so that the type of a value tells whether it is valid. */
function decidesByType(schema: Schema): boolean {
  switch (schema.kind) {
    case 'null':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'unknown':
    case 'never':
      return true;
    case 'number':
      return Object.keys(schema.limits).length === 0;
    case 'string':
      return schema.format === null && Object.keys(schema.limits).length === 0;
    case 'record':
      return isFreeForm(schema);
    case 'array':
    case 'tuple':
    case 'object':
    case 'union':
    case 'intersection':
    case 'refined':
    case 'model':
      return false;
  }
}

function nothingLeft(left: Schema, right: Schema, how: Intersection): Schema {
  const isNever = left.kind === 'never' || right.kind === 'never';
  const meant = isNever ? null : how.meaning.contradiction(left, right);
  return meant ?? { kind: 'never', docs: noDocs, place: how.place };
}

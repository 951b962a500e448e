/** Intersects two schemas, for `allOf` and for keywords side by side. */
import { refinedBy, unrefined } from '../../api/assertions.ts';
import { noDocs, type Place } from '../../api/place.ts';
import { shapeText } from '../../api/hash.ts';
import type { JsonValue } from '../../api/json.ts';
import type { Assertion, Property, Schema, UnionSchema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';
import { mergeDocs } from '../docs.ts';
import { accepts } from './accepts.ts';
import { intersectLists, intersectNumbers, intersectStrings } from './intersect-limits.ts';
import { intersectObjects, intersectWithRecord, isFreeForm } from './intersect-objects.ts';
import { hasNull, keepBoth, unionOf, withoutNull } from './union.ts';

export interface Intersection {
  readonly place: Place;
  /** The schema of a model; `null` while it is itself being built. */
  readonly expand: (model: string) => Schema | null;
  /** Called where nothing is left. */
  readonly contradiction: (left: Schema, right: Schema) => void;
  /** Called where a closed object is given more properties. */
  readonly extendsClosed: () => void;
  /** Puts the properties of both sides in the order that the configuration asks for. */
  readonly inOrder: (properties: readonly Property[]) => readonly Property[];
  /** A bare `type: object` yields to a schema of another type, because tools write it beside any `allOf`. */
  readonly objectGivesWay: boolean;
  /** Enumerations that differ are those of a base and of an override: no value that one of them names is refused. */
  readonly enumsOverride: boolean;
  /** Pairs of models that are being joined: models may refer to themselves. */
  readonly joining: Set<string>;
}

/** Models joined within models: deeper ones stay an intersection. */
const DEEPEST_JOIN = 20;

/** More members than this are not multiplied out: the intersection stays one. */
const MOST_MEMBERS = 64;

export function intersect(left: Schema, right: Schema, how: Intersection): Schema {
  if (right.kind === 'unknown') return { ...left, docs: mergeDocs(left.docs, right.docs) };
  if (left.kind === 'unknown') return { ...right, docs: mergeDocs(right.docs, left.docs) };
  if (left.kind === 'refined' || right.kind === 'refined') {
    const assertions = [...keptAssertions(left, right, how), ...keptAssertions(right, left, how)];
    return refinedBy(intersect(unrefined(left), unrefined(right), how), assertions);
  }
  if (left.kind === 'model' || right.kind === 'model') return intersectModels(left, right, how);
  if (left.kind === 'intersection' || right.kind === 'intersection') return keepBoth(left, right, how.place);
  if (left.kind === 'union') return distribute(left, right, how);
  if (right.kind === 'union') return distribute(right, left, how);
  return intersectPlain(left, right, how) ?? nothingLeft(left, right, how);
}

/** Like `additionalProperties: false`, `unevaluatedProperties` cannot see properties that another member adds. */
function keptAssertions(schema: Schema, other: Schema, how: Intersection): readonly Assertion[] {
  const assertions = schema.kind === 'refined' ? schema.assertions : [];
  const kept = assertions.filter(({ kind }) => kind !== 'unevaluatedProperties' || !addsProperties(other));
  if (kept.length < assertions.length) how.extendsClosed();
  return kept;
}

function addsProperties(schema: Schema): boolean {
  const body = unrefined(schema);
  return body.kind === 'object' ? body.properties.length > 0 : body.kind === 'model' || body.kind === 'union';
}

/** A model stays a reference where the other side adds nothing to it. */
function intersectModels(left: Schema, right: Schema, how: Intersection): Schema {
  if (left.kind === 'model' && right.kind === 'model' && left.model === right.model) return left;
  if (isFreeForm(right)) return left;
  if (isFreeForm(left)) return right;
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
  const quiet = { ...how, contradiction: () => undefined, objectGivesWay: false, enumsOverride: false };
  const members = bare.members.map((member) => intersect(member, other, quiet));
  if (members.every(({ kind }) => kind === 'never')) return nothingLeft(union, other, how);
  const { exclusive, discriminator, docs } = bare;
  const merged = unionOf(members, { place: how.place, exclusive, discriminator });
  return { ...merged, docs: mergeDocs(merged.docs, docs) };
}

/** Both sides are neither unknown, a model, an intersection nor a union; `null`: they exclude each other. */
function intersectPlain(left: Schema, right: Schema, how: Intersection): Schema | null {
  if (left.kind === 'never' || right.kind === 'never') return null;
  const overridden = how.enumsOverride ? overriddenEnum(left, right) : null;
  if (overridden !== null) return overridden;
  const fixed = intersectFixed(left, right) ?? intersectFixed(right, left);
  if (fixed !== undefined) return fixed;
  const within = { ...how, intersect: (one: Schema, two: Schema) => intersect(one, two, how) };
  if (left.kind === 'number' && right.kind === 'number') return intersectNumbers(left, right);
  if (left.kind === 'string' && right.kind === 'string') return intersectStrings(left, right);
  if (left.kind === 'object' && right.kind === 'object') return intersectObjects(left, right, within);
  if (left.kind === 'record' || right.kind === 'record') return intersectWithRecord(left, right, within);
  if (left.kind === 'array' || left.kind === 'tuple') return intersectLists(left, right, within);
  return left.kind === right.kind ? left : null;
}

/**
 * Returns the members of two enumerations that share only some; of an enumeration and another constant, the constant.
 *
 * `null`: the values exclude nothing that the other side names, or are of different types.
 */
function overriddenEnum(left: Schema, right: Schema): Schema | null {
  if (left.kind === 'literal' && right.kind === 'enum') return overriddenEnum(right, left);
  if (left.kind !== 'enum' || (right.kind !== 'enum' && right.kind !== 'literal')) return null;
  const known = new Set<JsonValue>(left.members.map(({ value }) => value));
  const others = right.kind === 'literal' ? [right.value] : right.members.map(({ value }) => value);
  const types = new Set([...known, ...others].map((value) => typeof value));
  const isWithin =
    others.every((value) => known.has(value)) || [...known].every((value) => others.includes(value));
  if (isWithin || types.size > 1) return null;
  if (right.kind === 'literal') return right;
  const members = [...left.members, ...right.members.filter(({ value }) => !known.has(value))];
  return { ...left, members, docs: mergeDocs(left.docs, right.docs) };
}

/** Returns the members of a literal or enum that `other` allows. `undefined`: `fixed` is neither. */
function intersectFixed(fixed: Schema, other: Schema): Schema | null | undefined {
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

function nothingLeft(left: Schema, right: Schema, how: Intersection): Schema {
  if (left.kind !== 'never' && right.kind !== 'never') how.contradiction(left, right);
  if (how.objectGivesWay && isEmptyObject(left) && !isObject(right)) return right;
  if (how.objectGivesWay && isEmptyObject(right) && !isObject(left)) return left;
  return { kind: 'never', docs: noDocs, place: how.place };
}

function isEmptyObject(schema: Schema): boolean {
  return isFreeForm(schema) || (schema.kind === 'object' && schema.properties.length === 0);
}

function isObject(schema: Schema): boolean {
  return schema.kind === 'object' || schema.kind === 'record' || schema.kind === 'never';
}

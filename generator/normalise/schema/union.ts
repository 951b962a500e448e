/** Builds unions and intersections in their simplest form: flat, without repeats, null last. */
import { noDocs, type Place } from '../../api/place.ts';
import { shapeText } from '../../api/hash.ts';
import type { Discriminator, EnumMember, Schema, UnionSchema } from '../../api/schema.ts';

interface UnionParts {
  readonly place: Place;
  readonly exclusive: boolean;
  readonly discriminator?: Discriminator | null;
}

/** Returns the simplest schema for one of `members`; `never` if there are none. */
export function unionOf(members: readonly Schema[], parts: UnionParts): Schema {
  const { place } = parts;
  const flat = joinConstants(distinct(members.flatMap(flatten)), place);
  if (flat.some((member) => member.kind === 'unknown')) return unknownAt(place);
  const ordered = nullLast(flat);
  const [first, ...others] = ordered;
  if (first === undefined) return { kind: 'never', docs: noDocs, place };
  if (others.length === 0 && (isAlternatives(first) || parts.discriminator == null)) return first;
  const nullable = withNullInside(first, others);
  if (nullable !== null) return nullable;
  const discriminator = carryOver(parts.discriminator ?? null, members, ordered);
  const exclusive = parts.exclusive && !members.some(mayOverlap) && !areDisjoint(ordered);
  return { kind: 'union', members: ordered, exclusive, discriminator, docs: noDocs, place };
}

/** The schema, or null. */
export function orNull(schema: Schema, place: Place): Schema {
  if (schema.kind === 'never') return { kind: 'null', docs: schema.docs, place };
  const exclusive = schema.kind === 'union' && schema.exclusive;
  const discriminator = schema.kind === 'union' ? schema.discriminator : null;
  const members = [...(schema.kind === 'union' ? schema.members : [schema]), nullAt(place)];
  return { ...unionOf(members, { place, exclusive, discriminator }), docs: schema.docs };
}

/** Returns the union without null; the same object if null is not a member. */
export function withoutNull(schema: Schema): Schema {
  if (schema.kind === 'null') return { kind: 'never', docs: noDocs, place: schema.place };
  if (schema.kind !== 'union') return schema;
  const members = schema.members.filter((member) => member.kind !== 'null');
  if (members.length === schema.members.length) return schema;
  return unionOf(members, schema);
}

/** Returns true if null is one of the values, as far as can be seen without following references. */
export function hasNull(schema: Schema): boolean {
  return (
    schema.kind === 'null' || (schema.kind === 'union' && schema.members.some(({ kind }) => kind === 'null'))
  );
}

function nullAt(place: Place): Schema {
  return { kind: 'null', docs: noDocs, place };
}

/** Replaces a nested union by its members and drops `never`. A union with a discriminator stays together. */
function flatten(schema: Schema): readonly Schema[] {
  if (schema.kind === 'never') return [];
  if (schema.kind !== 'union' || schema.discriminator !== null) return [schema];
  return schema.members;
}

/** Returns true for a nested union that is flattened, and of which a value may match several members. */
function mayOverlap(schema: Schema): boolean {
  const isFlattened = schema.kind === 'union' && schema.discriminator === null;
  return isFlattened && !areDisjoint(schema.members);
}

function distinct(members: readonly Schema[]): readonly Schema[] {
  if (members.length < 2) return members;
  const byShape = new Map<string, Schema>();
  for (const member of members) {
    const text = shapeText(member);
    if (!byShape.has(text)) byShape.set(text, member);
  }
  return [...byShape.values()];
}

function nullLast(members: readonly Schema[]): readonly Schema[] {
  const rest = members.filter((member) => member.kind !== 'null');
  return rest.length === members.length
    ? members
    : [...rest, ...members.filter(({ kind }) => kind === 'null')];
}

/** Merges constants and enums into one enum; both booleans become `boolean`. */
function joinConstants(members: readonly Schema[], place: Place): readonly Schema[] {
  const constants = members.flatMap(constantsOf);
  if (members.filter((member) => constantsOf(member).length > 0).length < 2) return members;
  const at = members.findIndex((member) => constantsOf(member).length > 0);
  const joined = members.filter((member, index) => index === at || constantsOf(member).length === 0);
  return joined.map((member, index) => (index === at ? enumOf(constants, place) : member));
}

function constantsOf(schema: Schema): readonly EnumMember[] {
  if (schema.kind === 'enum') return schema.members;
  if (schema.kind !== 'literal' || typeof schema.value === 'object') return [];
  const { value, name, docs } = schema;
  return [{ value, description: docs.description ?? docs.summary, ...(name === undefined ? {} : { name }) }];
}

function enumOf(members: readonly EnumMember[], place: Place): Schema {
  const byValue = new Map(members.toReversed().map((member) => [member.value, member]));
  const once = members.filter((member) => byValue.get(member.value) === member);
  const isBoolean = once.length === 2 && once.every(({ value }) => typeof value === 'boolean');
  if (isBoolean) return { kind: 'boolean', docs: noDocs, place };
  return { kind: 'enum', members: once, docs: noDocs, place };
}

/** Adds null to a union with a discriminator as one more member. */
function withNullInside(first: Schema, others: readonly Schema[]): Schema | null {
  const isNullable = others.length === 1 && others[0]?.kind === 'null';
  if (!isNullable || first.kind !== 'union') return null;
  return hasNull(first) ? first : { ...first, members: [...first.members, ...others] };
}

/** Members of different JSON types exclude each other, so `oneOf`, `anyOf` and a list of types are equivalent. */
function areDisjoint(members: readonly Schema[]): boolean {
  const types = members.filter(({ kind }) => kind !== 'null').map(jsonType);
  return types.length === 1 || (!types.includes(null) && new Set(types).size === types.length);
}

function jsonType(schema: Schema): string | null {
  switch (schema.kind) {
    case 'refined':
      return jsonType(schema.schema);
    case 'boolean':
    case 'number':
    case 'string':
      return schema.kind;
    case 'array':
    case 'tuple':
      return 'array';
    case 'object':
    case 'record':
      return 'object';
    case 'literal':
      return schema.value === null || Array.isArray(schema.value) ? null : typeof schema.value;
    case 'enum': {
      const types = new Set(schema.members.map(({ value }) => typeof value));
      return types.size === 1 ? ([...types][0] ?? null) : null;
    }
    case 'unknown':
    case 'never':
    case 'null':
    case 'union':
    case 'intersection':
    case 'model':
      return null;
  }
}

/** Returns the mapping with the new indexes of its members. Values of removed members are removed. */
function carryOver(
  discriminator: Discriminator | null,
  before: readonly Schema[],
  after: readonly Schema[],
): UnionSchema['discriminator'] {
  if (discriminator === null) return null;
  const texts = after.map((member) => shapeText(member));
  const textAt = (member: number): string => {
    const old = before[member];
    return old === undefined ? '' : shapeText(old);
  };
  const mapping = discriminator.mapping.flatMap(({ value, member }) => {
    const now = texts.indexOf(textAt(member));
    return now < 0 ? [] : [{ value, member: now }];
  });
  const { fallback, ...rest } = discriminator;
  const kept = fallback === undefined ? -1 : after.findIndex((_, index) => texts[index] === textAt(fallback));
  return { ...rest, mapping, ...(kept < 0 ? {} : { fallback: kept }) };
}

function isAlternatives({ kind }: Schema): boolean {
  return kind === 'union' || kind === 'null';
}

/** Returns a schema for any value, without docs. */
export function unknownAt(place: Place): Schema {
  return { kind: 'unknown', docs: noDocs, place };
}

/** Returns the intersection of both, without repeated members. */
export function keepBoth(left: Schema, right: Schema, place: Place): Schema {
  const members = [left, right].flatMap((side) => (side.kind === 'intersection' ? side.members : [side]));
  const byShape = new Map(members.map((member) => [shapeText(member), member]));
  const [first, ...others] = byShape.values();
  if (first !== undefined && others.length === 0) return first;
  return { kind: 'intersection', members: [...byShape.values()], docs: noDocs, place };
}

/** Intersects the parts of a schema. A part with an implied type yields to one with a written type. */
import { refinedBy, unrefined, withBody } from '../../api/assertions.ts';
import { noDocs } from '../../api/place.ts';
import { isJsonArray, type JsonValue } from '../../api/json.ts';
import type { TypeFamily } from '../../api/keywords.ts';
import type { Schema, TypedAssertion } from '../../api/schema.ts';
import { intersect, type Intersection } from './intersect.ts';
import { unionOf, unknownAt } from './union.ts';

export interface Part {
  readonly schema: Schema;
  /**
   * `no`: its type is written. `beside`: implied by keywords beside a reference or combination, which leave
   * other types alone, null too. `member`: the same in a member of `allOf`, which authors write without null in mind.
   */
  readonly implied: 'no' | 'beside' | 'member';
}

export function joinParts(parts: readonly Part[], how: Intersection): Schema {
  const types = typesOfAll(parts, how);
  const fitting = parts.flatMap((part): readonly Part[] => {
    if (part.implied === 'no' || types === null) return [part];
    const schema = ofTypes(part.schema, types);
    return schema === null ? [] : [{ ...part, schema }];
  });
  const isLimit = (part: Part): boolean => types !== null && !coversAll(part, types);
  const whole = fitting.filter((part) => !isLimit(part)).map(({ schema }) => schema);
  const [first = unknownAt(how.place), ...others] = whole;
  const joined = others.reduce((left, right) => intersect(left, right, how), first);
  return fitting.filter(isLimit).reduce((left, { schema }) => limitedBy(left, byType(schema), how), joined);
}

/** Returns the types that all parts with a written type allow; `null`: any, or unknown. */
function typesOfAll(parts: readonly Part[], { expand }: Intersection): ReadonlySet<JsonType> | null {
  if (parts.every(({ implied }) => implied === 'no')) return null;
  const known = parts
    .filter(({ implied }) => implied === 'no')
    .map(({ schema }) => typesOfSchema(schema, expand))
    .filter((types) => types !== null);
  const [first, ...others] = known;
  if (first === undefined) return null;
  return new Set([...first].filter((type) => others.every((types) => types.has(type))));
}

/** Returns the alternatives of an implied schema that have these types; `null`: none, so that it has no effect. */
function ofTypes(schema: Schema, types: ReadonlySet<JsonType>): Schema | null {
  const kept = alternativesOf(schema).filter((one) => {
    const type = familyOf(one);
    return type !== null && types.has(type);
  });
  if (kept.length === 0) return null;
  return kept.length === alternativesOf(schema).length
    ? schema
    : unionOf(kept, { place: schema.place, exclusive: false });
}

/** Returns true if the part implies all of the types. */
function coversAll({ schema, implied }: Part, types: ReadonlySet<JsonType>): boolean {
  if (implied === 'no') return true;
  const own = new Set<JsonType | null>(alternativesOf(schema).map(familyOf));
  return [...types].every((type) => own.has(type) || (type === 'null' && implied === 'member'));
}

function byType(schema: Schema): Limits {
  const entries = alternativesOf(schema).flatMap((one): readonly (readonly [TypeFamily, Schema])[] => {
    const type = familyOf(one);
    return type === null ? [] : [[type, one]];
  });
  return new Map(entries);
}

/** Each implied type is an alternative: see `impliedTypes`. */
function alternativesOf(schema: Schema): readonly Schema[] {
  return schema.kind === 'union' ? schema.members : [schema];
}

function familyOf(schema: Schema): TypeFamily | null {
  const [type] = typesOfSchema(unrefined(schema), () => null) ?? [];
  return type === undefined || type === 'boolean' || type === 'null' ? null : type;
}

type JsonType = TypeFamily | 'boolean' | 'null';

/** Limit of nested models that are searched for their types. */
const DEEPEST_MODEL = 20;

/** Returns the JSON types of the values; `null`: unknown, or any. */
export function typesOfSchema(
  schema: Schema,
  expand: Intersection['expand'],
  depth = DEEPEST_MODEL,
): ReadonlySet<JsonType> | null {
  const inner = (one: Schema): ReadonlySet<JsonType> | null => typesOfSchema(one, expand, depth);
  switch (schema.kind) {
    case 'unknown':
      return null;
    case 'never':
      return new Set();
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'array':
    case 'object':
      return new Set([schema.kind]);
    case 'tuple':
      return new Set(['array'] as const);
    case 'record':
      return new Set(['object'] as const);
    case 'literal':
      return new Set([typeOfValue(schema.value)]);
    case 'enum':
      return new Set(schema.members.map(({ value }) => typeOfValue(value)));
    case 'union':
      return unite(schema.members.map(inner));
    case 'intersection':
      return schema.members.map(inner).find((types) => types !== null) ?? null;
    case 'refined':
      return inner(schema.schema);
    case 'model': {
      const wide = depth === 0 ? null : expand(schema.model);
      return wide === null ? null : typesOfSchema(wide, expand, depth - 1);
    }
  }
}

function typeOfValue(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (typeof value === 'object') return isJsonArray(value) ? 'array' : 'object';
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function unite(sets: readonly (ReadonlySet<JsonType> | null)[]): ReadonlySet<JsonType> | null {
  const known = sets.filter((types) => types !== null);
  return known.length < sets.length ? null : new Set(known.flatMap((types) => [...types]));
}

/** Schemas by type: the keywords that apply to values of that type. */
export type Limits = ReadonlyMap<TypeFamily, Schema>;

/** Applies the limits of each type to the schema's values of that type. Values of other types stay valid. */
function limitedBy(schema: Schema, limits: Limits, how: Intersection): Schema {
  switch (schema.kind) {
    case 'never':
    case 'null':
    case 'boolean':
    case 'literal':
    case 'enum':
      return schema;
    case 'number':
    case 'string':
    case 'array':
    case 'object':
      return limitedAs(schema.kind, { schema, limits, how });
    case 'tuple':
      return limitedAs('array', { schema, limits, how });
    case 'record':
      return limitedAs('object', { schema, limits, how });
    case 'refined':
      return withBody(schema, limitedBy(schema.schema, limits, how));
    case 'union': {
      const members = schema.members.map((member) => limitedBy(member, limits, how));
      if (members.every((member, index) => member === schema.members[index])) return schema;
      return { ...unionOf(members, schema), docs: schema.docs };
    }
    case 'model': {
      const wide = how.expand(schema.model);
      if (wide === null) return asserted(schema, limits);
      const limited = limitedBy(wide, limits, how);
      return limited === wide ? schema : { ...limited, docs: noDocs };
    }
    case 'unknown':
    case 'intersection':
      return asserted(schema, limits);
  }
}

interface Limited {
  readonly schema: Schema;
  readonly limits: Limits;
  readonly how: Intersection;
}

function limitedAs(type: TypeFamily, { schema, limits, how }: Limited): Schema {
  const limit = limits.get(type);
  return limit === undefined ? schema : intersect(schema, limit, how);
}

function asserted(schema: Schema, limits: Limits): Schema {
  const assertions = [...limits].map(([type, limit]): TypedAssertion => ({
    kind: 'typed',
    type,
    schema: limit,
  }));
  return refinedBy(schema, assertions);
}

/** Decides whether the exact validator of a schema accepts a JSON value. */
import {
  type Assertion,
  type EvaluatedItems,
  type EvaluatedProperties,
  type EvaluatedWhen,
  isTagged,
  type JsonObject,
  type JsonValue,
  type ModelSource,
  type ObjectSchema,
  type RecordSchema,
  type Schema,
  type TaggedUnion,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';
import {
  acceptsLength,
  canonicalText,
  fitsItems,
  fitsNumber,
  fitsProperties,
  matchesPattern,
} from './limits.ts';
import { isOfFormat } from './scalars.ts';

/** Which value is validated, and where its models are. */
export interface Acceptance {
  readonly source: ModelSource;
  readonly direction: 'request' | 'response';
  readonly slowPatterns: ReadonlySet<string>;
  /** True to count all alternatives of a `oneOf`, also where a tag selects one: other validators do. */
  readonly isStrict: boolean;
}

/** Returns true if the validator accepts the value, also with `exact`. The value is of bounded depth. */
export function accepts(schema: Schema, json: JsonValue, by: Acceptance): boolean {
  switch (schema.kind) {
    case 'unknown':
      return true;
    case 'never':
      return false;
    case 'null':
      return json === null;
    case 'boolean':
      return typeof json === 'boolean';
    case 'number':
      return typeof json === 'number' && fitsNumber(schema, json);
    case 'string':
      if (typeof json !== 'string' || schema.format === 'binary') return typeof json === 'string';
      return (
        isOfFormat(schema.format, json) &&
        acceptsLength(schema.limits, json) &&
        matchesPattern(schema.limits.pattern, json, by.slowPatterns)
      );
    case 'literal':
      return canonicalText(schema.value) === canonicalText(json);
    case 'enum':
      return schema.members.some(({ value }) => value === json);
    case 'array':
      return (
        isList(json) &&
        fitsItems(schema.limits, json) &&
        json.every((item) => accepts(schema.items, item, by))
      );
    case 'tuple':
      return isList(json) && acceptsTuple(schema, json, by);
    case 'object':
      return isObject(json) && acceptsObject(schema, json, by);
    case 'record':
      return isObject(json) && acceptsRecord(schema, json, by);
    case 'union':
      return isTagged(schema) ? acceptsTagged(schema, json, by) : acceptsUnion(schema, json, by);
    case 'intersection':
      return schema.members.every((member) => accepts(member, json, by));
    case 'refined':
      return (
        accepts(schema.schema, json, by) &&
        schema.assertions.every((assertion) =>
          meetsAssertion(assertion, json, {
            matches: (inner, value) => accepts(inner, value, by),
            matchesPattern: (pattern, text) => matchesPattern(pattern, text, by.slowPatterns),
          }),
        )
      );
    case 'model':
      return accepts(by.source.model(schema.model).schema, json, by);
  }
}

export function isList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

export function isObject(json: JsonValue): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The member of an object, never an inherited one. */
export function memberOf(json: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

function acceptsTuple(schema: TupleSchema, json: readonly JsonValue[], by: Acceptance): boolean {
  const { items, rest, required, limits } = schema;
  return (
    json.length >= required &&
    fitsItems(limits, json) &&
    json.every((item, index) => accepts(items[index] ?? rest, item, by))
  );
}

function acceptsRecord({ keys, values, limits }: RecordSchema, json: JsonObject, by: Acceptance): boolean {
  return (
    fitsProperties(limits, json) &&
    Object.entries(json).every(([key, entry]) => accepts(keys, key, by) && accepts(values, entry, by))
  );
}

/** Properties of the other direction are absent in the type, so a sample must not have them. */
function acceptsObject(schema: ObjectSchema, json: JsonObject, by: Acceptance): boolean {
  const { properties, patterns, rest, limits } = schema;
  const excluded = by.direction === 'request' ? 'read' : 'write';
  const declared = new Set(properties.map(({ name }) => name));
  const areValid = properties.every((property) => {
    const inner = memberOf(json, property.name);
    if (property.access === excluded) return true;
    return inner === undefined ? !property.required : accepts(property.schema, inner, by);
  });
  return (
    areValid &&
    fitsProperties(limits, json) &&
    Object.entries(json).every(([key, entry]) => {
      if (declared.has(key)) return true;
      const matching = patterns.filter(({ pattern }) => matchesPattern(pattern, key, by.slowPatterns));
      if (matching.length > 0) return matching.every((each) => accepts(each.schema, entry, by));
      return rest === null || accepts(rest, entry, by);
    })
  );
}

function acceptsUnion({ members, exclusive }: UnionSchema, json: JsonValue, by: Acceptance): boolean {
  const matching = members.filter((member) => accepts(member, json, by)).length;
  return exclusive && (by.isStrict || by.direction === 'response') ? matching === 1 : matching > 0;
}

/** The tag alone selects the alternative. */
function acceptsTagged(schema: TaggedUnion, json: JsonValue, by: Acceptance): boolean {
  if (json === null) return schema.members.some(({ kind }) => kind === 'null');
  const member = taggedMember(schema, json);
  if (member === undefined || !accepts(member, json, by)) return false;
  return !by.isStrict || acceptsUnion(schema, json, by);
}

/** The alternative that the tag of a value selects; `undefined`: none. */
export function taggedMember({ members, discriminator }: TaggedUnion, json: JsonValue): Schema | undefined {
  if (!isObject(json)) return undefined;
  const tag = memberOf(json, discriminator.property);
  const index = discriminator.mapping.find(({ value }) => value === tag)?.member ?? discriminator.fallback;
  return index === undefined ? undefined : members[index];
}

/** How schemas and patterns inside an assertion are tested. */
interface AssertionTests {
  readonly matches: (schema: Schema, json: JsonValue) => boolean;
  readonly matchesPattern: (pattern: string, text: string) => boolean;
}

type Of<Kind extends Assertion['kind']> = Extract<Assertion, { kind: Kind }>;

function meetsAssertion(assertion: Assertion, json: JsonValue, tests: AssertionTests): boolean {
  const { matches } = tests;
  const list = Array.isArray(json) ? (json as readonly JsonValue[]) : null; // `Array.isArray` does not narrow a readonly array
  const object = list === null && typeof json === 'object' && json !== null ? (json as JsonObject) : null;
  switch (assertion.kind) {
    case 'typed':
      return typeOf(json) !== assertion.type || matches(assertion.schema, json);
    case 'matches':
      return matches(assertion.schema, json);
    case 'not':
      return !matches(assertion.schema, json);
    case 'exactlyOne':
      return assertion.schemas.filter((schema) => matches(schema, json)).length === 1;
    case 'conditional':
      return matches(matches(assertion.condition, json) ? assertion.whenTrue : assertion.whenFalse, json);
    case 'contains': {
      if (list === null) return true;
      const count = list.filter((item) => matches(assertion.schema, item)).length;
      return count >= assertion.minimum && count <= (assertion.maximum ?? Infinity);
    }
    case 'dependentRequired':
      return (
        object === null ||
        !Object.hasOwn(object, assertion.property) ||
        assertion.required.every((name) => Object.hasOwn(object, name))
      );
    case 'dependentSchema':
      return object === null || !Object.hasOwn(object, assertion.property) || matches(assertion.schema, json);
    case 'propertyNames':
      return object === null || Object.keys(object).every((name) => matches(assertion.schema, name));
    case 'unevaluatedProperties':
      return object === null || meetsUnevaluatedProperties(assertion, object, tests);
    case 'unevaluatedItems':
      return list === null || meetsUnevaluatedItems(assertion, list, tests);
  }
}

function typeOf(json: JsonValue): string {
  return Array.isArray(json) ? 'array' : typeof json;
}

function meetsUnevaluatedProperties(
  { evaluated, schema }: Of<'unevaluatedProperties'>,
  object: JsonObject,
  { matches, matchesPattern }: AssertionTests,
): boolean {
  const parts = selectedParts(evaluated, (condition) => matches(condition, object));
  const isEvaluated = (name: string, part: Plain<EvaluatedProperties>): boolean => {
    if (part.kind === 'all') return true;
    return part.kind === 'names' ? part.names.includes(name) : matchesPattern(part.pattern, name);
  };
  return Object.entries(object).every(
    ([name, entry]) => parts.some((part) => isEvaluated(name, part)) || matches(schema, entry),
  );
}

function meetsUnevaluatedItems(
  { evaluated, schema }: Of<'unevaluatedItems'>,
  list: readonly JsonValue[],
  { matches }: AssertionTests,
): boolean {
  const parts = selectedParts(evaluated, (condition) => matches(condition, list));
  const isEvaluated = (index: number, item: JsonValue, part: Plain<EvaluatedItems>): boolean => {
    if (part.kind === 'all') return true;
    return part.kind === 'prefix' ? index < part.count : matches(part.schema, item);
  };
  return list.every(
    (item, index) => parts.some((part) => isEvaluated(index, item, part)) || matches(schema, item),
  );
}

type Plain<Part> = Exclude<Part, EvaluatedWhen<Part>>;

/** Replaces each condition by the parts that it selects for this value. */
function selectedParts<Part extends { readonly kind: string }>(
  parts: readonly (Part | EvaluatedWhen<Part>)[],
  holds: (condition: Schema) => boolean,
): readonly Plain<Part>[] {
  return parts.flatMap((part) => {
    // The compiler does not narrow a type parameter.
    if (!isConditional(part)) return [part as Plain<Part>];
    return selectedParts(holds(part.schema) ? part.whenTrue : part.whenFalse, holds);
  });
}

function isConditional<Part extends { readonly kind: string }>(
  part: Part | EvaluatedWhen<Part>,
): part is EvaluatedWhen<Part> {
  return part.kind === 'when';
}

/** A schema of the API model → the same as JSON Schema 2020-12. */
import type { JsonObject, JsonValue } from '../api/json.ts';
import type {
  Assertion,
  EvaluatedItems,
  EvaluatedProperties,
  LiteralSchema,
  ObjectSchema,
  Property,
  RecordSchema,
  Schema,
  TupleSchema,
} from '../api/schema.ts';

/** Context of the schema of a model. */
export interface JsonSchemaContext {
  /** The key of a model among the definitions. */
  readonly keyOf: (model: string) => string;
  /** Which side's own properties belong to the type. */
  readonly side: 'read' | 'write';
}

/** Returns the schema as JSON Schema. Enums and unions list the known members only. Models are in `$defs`. */
export function jsonSchemaOf(schema: Schema, context: JsonSchemaContext): JsonObject {
  const { description } = schema.docs;
  return { ...(description === null ? {} : { description }), ...bodyOf(schema, context) };
}

function bodyOf(schema: Schema, context: JsonSchemaContext): JsonObject {
  const inner = (each: Schema): JsonObject => jsonSchemaOf(each, context);
  switch (schema.kind) {
    case 'unknown':
      return {};
    case 'never':
      return { not: {} };
    case 'null':
    case 'boolean':
      return { type: schema.kind };
    case 'number':
      return { type: schema.integer ? 'integer' : 'number', ...formatOf(schema), ...schema.limits };
    case 'string':
      return { type: 'string', ...formatOf(schema), ...schema.limits };
    case 'literal':
      return literalOf(schema);
    case 'enum':
      return { enum: schema.members.map(({ value }) => value) };
    case 'array':
      return { type: 'array', items: inner(schema.items), ...schema.limits };
    case 'tuple':
      return tupleOf(schema, inner);
    case 'record':
      return recordOf(schema, inner);
    case 'object':
      return objectOf(schema, context);
    case 'union':
      return { [schema.exclusive ? 'oneOf' : 'anyOf']: schema.members.map(inner) };
    case 'intersection':
      return { allOf: schema.members.map(inner) };
    case 'refined': {
      const assertions = schema.assertions.map((each) => schemaOfAssertion(each, inner));
      return { ...bodyOf(schema.schema, context), allOf: [...partsOf(schema.schema, inner), ...assertions] };
    }
    case 'model':
      return { $ref: `#/$defs/${context.keyOf(schema.model)}` };
  }
}

/** An intersection that is refined has its members beside the assertions. */
function partsOf(schema: Schema, inner: (schema: Schema) => JsonObject): readonly JsonValue[] {
  return schema.kind === 'intersection' ? schema.members.map(inner) : [];
}

function formatOf({ format }: { readonly format: string | null }): JsonObject {
  return format === null ? {} : { format };
}

function literalOf({ value }: LiteralSchema): JsonObject {
  return value === null ? { type: 'null' } : { const: value };
}

function tupleOf(
  { items, required, rest, limits }: TupleSchema,
  inner: (schema: Schema) => JsonObject,
): JsonObject {
  const minItems = Math.max(required, limits.minItems ?? 0);
  return {
    type: 'array',
    ...(items.length > 0 ? { prefixItems: items.map(inner) } : {}),
    items: inner(rest),
    ...limits,
    ...(minItems > 0 ? { minItems } : {}),
  };
}

function recordOf({ keys, values, limits }: RecordSchema, inner: (schema: Schema) => JsonObject): JsonObject {
  const isAnyKey =
    keys.kind === 'unknown' || (keys.kind === 'string' && Object.keys(keys.limits).length === 0);
  return {
    type: 'object',
    additionalProperties: inner(values),
    ...(isAnyKey ? {} : { propertyNames: inner(keys) }),
    ...limits,
  };
}

function objectOf(
  { properties, patterns, rest, limits }: ObjectSchema,
  context: JsonSchemaContext,
): JsonObject {
  const inner = (schema: Schema): JsonObject => jsonSchemaOf(schema, context);
  const own = properties.filter(({ access }) => access === 'both' || access === context.side);
  const required = own.filter((property) => property.required).map(({ name }) => name);
  return {
    type: 'object',
    ...(own.length > 0 ? { properties: entries(own, (each) => [each.name, propertyOf(each, inner)]) } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(patterns.length > 0
      ? { patternProperties: entries(patterns, (each) => [each.pattern, inner(each.schema)]) }
      : {}),
    ...(rest === null || rest.kind === 'unknown'
      ? {}
      : { additionalProperties: rest.kind !== 'never' && inner(rest) }),
    ...limits,
  };
}

/** Docs of the property override those of its type. */
function propertyOf(
  { schema, docs: { description }, default: content, required }: Property,
  inner: (schema: Schema) => JsonObject,
): JsonObject {
  return {
    ...inner(schema),
    ...(description === null ? {} : { description }),
    ...(content === undefined || required ? {} : { default: content }),
  };
}

/** Keys are text of the document, also `__proto__`. */
function entries<T>(list: readonly T[], entryOf: (each: T) => readonly [string, JsonValue]): JsonObject {
  return Object.fromEntries(list.map(entryOf));
}

type Inner = (schema: Schema) => JsonObject;

/** One member of `allOf`. */
function schemaOfAssertion(assertion: Assertion, inner: Inner): JsonObject {
  switch (assertion.kind) {
    case 'typed':
      return { anyOf: [{ not: { type: assertion.type } }, inner(assertion.schema)] };
    case 'matches':
      return inner(assertion.schema);
    case 'not':
      return { not: inner(assertion.schema) };
    case 'exactlyOne':
      return { oneOf: assertion.schemas.map(inner) };
    case 'conditional':
      return conditional(inner(assertion.condition), inner(assertion.whenTrue), inner(assertion.whenFalse));
    case 'contains':
      return {
        contains: inner(assertion.schema),
        ...(assertion.minimum === 1 ? {} : { minContains: assertion.minimum }),
        ...(assertion.maximum === null ? {} : { maxContains: assertion.maximum }),
      };
    case 'dependentRequired':
      return { dependentRequired: Object.fromEntries([[assertion.property, assertion.required]]) };
    case 'dependentSchema':
      return { dependentSchemas: Object.fromEntries([[assertion.property, inner(assertion.schema)]]) };
    case 'propertyNames':
      return { propertyNames: inner(assertion.schema) };
    case 'unevaluatedProperties':
      return {
        ...allOf(assertion.evaluated.map((part) => evaluatedKeys(part, inner))),
        unevaluatedProperties: inner(assertion.schema),
      };
    case 'unevaluatedItems':
      return {
        ...allOf(assertion.evaluated.map((part) => evaluatedItems(part, inner))),
        unevaluatedItems: inner(assertion.schema),
      };
  }
}

/** Made of entries, as an object with a member `then` is taken for a promise. */
function conditional(condition: JsonValue, whenTrue: JsonValue, whenFalse: JsonValue): JsonObject {
  return Object.fromEntries([
    ['if', condition],
    ['then', whenTrue],
    ['else', whenFalse],
  ]);
}

/** A schema that every object passes, and that speaks of just these keys. */
function evaluatedKeys(part: EvaluatedProperties, inner: Inner): JsonObject {
  switch (part.kind) {
    case 'all':
      return { additionalProperties: true };
    case 'names':
      return { properties: Object.fromEntries(part.names.map((name) => [name, true])) };
    case 'pattern':
      return { patternProperties: Object.fromEntries([[part.pattern, true]]) };
    case 'when': {
      const of = (parts: readonly EvaluatedProperties[]): JsonObject =>
        allOf(parts.map((each) => evaluatedKeys(each, inner)));
      return conditional(inner(part.schema), of(part.whenTrue), of(part.whenFalse));
    }
  }
}

/** The same of items. */
function evaluatedItems(part: EvaluatedItems, inner: Inner): JsonObject {
  switch (part.kind) {
    case 'all':
      return { items: true };
    case 'prefix':
      return part.count === 0 ? {} : { prefixItems: Array.from({ length: part.count }, () => true) };
    case 'containing':
      return { contains: inner(part.schema), minContains: 0 };
    case 'when': {
      const of = (parts: readonly EvaluatedItems[]): JsonObject =>
        allOf(parts.map((each) => evaluatedItems(each, inner)));
      return conditional(inner(part.schema), of(part.whenTrue), of(part.whenFalse));
    }
  }
}

/** The keyword may not be empty. */
function allOf(schemas: readonly JsonObject[]): JsonObject {
  return schemas.length > 0 ? { allOf: schemas } : {};
}

/** A schema of the API model → the same as JSON Schema 2020-12. */
import type { JsonObject, JsonValue } from '../api/json.ts';
import type {
  LiteralSchema,
  ObjectSchema,
  Property,
  RecordSchema,
  Schema,
  TupleSchema,
} from '../api/schema.ts';
import { schemaOfAssertion } from './json-schema-of-assertion.ts';

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

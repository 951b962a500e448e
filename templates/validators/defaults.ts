/** Fills in the default of a property, as a whole value of its type. */
import {
  call,
  childrenOf,
  code,
  holdsDefault,
  isInherited,
  literal,
  member,
  ownMember,
  reaches,
  runtimeValue,
  setMember,
  unrefined,
  withoutNull,
  type Code,
  type JsonObject,
  type JsonValue,
  type Model,
  type ObjectSchema,
  type Property,
  type Schema,
  type TupleSchema,
} from '../../generator/index.ts';
import type { ValidatorContext } from './check-context.ts';
import { conversionFunction, convertedRepresentations, type ConversionOptions } from './conversions.ts';

/** Default that is filled in. The server assumes the defaults of what it is sent. */
export function filledDefault(
  { required, default: missing }: Property,
  { direction }: ConversionOptions,
): JsonValue | undefined {
  return direction === 'request' || required ? undefined : missing;
}

/** `asDate(value.at ?? '2020-01-01T00:00:00Z')`; `null`: the default is assigned by a statement of its own. */
export function convertedDefault(property: Property, item: Code, options: ConversionOptions): Code | null {
  const missing = filledDefault(property, options);
  const { schema, isNullable } = withoutNull(property.schema);
  const convert = missing === undefined ? null : conversionFunction(schema, options);
  if (missing === undefined || convert === null) return null;
  if (missing === null) return code`${item} == null ? null : ${convert}(${item})`;
  const content = code`${convert}(${item} ?? ${literal(missing)})`;
  return isNullable ? code`${item} === null ? null : ${content}` : content;
}

/** `value.kind ??= 'plain';`: a `null` of the server stays. */
export function defaultAssignment(
  property: Property,
  object: Code,
  options: ConversionOptions,
): readonly Code[] {
  const { context } = options;
  const missing = filledDefault(property, options);
  const { schema, isNullable } = withoutNull(property.schema);
  if (missing === undefined || conversionFunction(schema, options) !== null) return [];
  const content = defaultContent(missing, schema, context);
  const { name } = property;
  if (!isNullable && !isInherited(name)) return [code`${member(object, name)} ??= ${content};`];
  const assigned = setMember({ object, name, content }, context);
  return [code`if (${ownMember(object, name, context)} === undefined) ${assigned}`];
}

/** The statements behind the assignment convert and complete what only looks like a value of the type. */
function defaultContent(missing: JsonValue, schema: Schema, context: ValidatorContext): Code {
  if (missing === null) return literal(missing);
  const whole = completeDefault(missing, schema, context);
  const isConverted =
    context.api.types !== undefined && reaches(schema, convertedRepresentations.response, context);
  if (whole !== undefined && !isConverted) return literal(whole);
  return call(runtimeValue('receivedDefault', context), [literal(whole ?? missing)]);
}

/**
 * `{}` for a model whose `kind` has the default `"a"` becomes `{ kind: "a" }`.
 *
 * `undefined`: only a check of the received value finds the schema of something inside it.
 */
function completeDefault(
  content: JsonValue,
  outer: Schema,
  context: ValidatorContext,
): JsonValue | undefined {
  if (typeof content !== 'object' || content === null) return content;
  const { schema } = withoutNull(outer);
  switch (schema.kind) {
    case 'model':
      return completeDefault(content, receivedSchema(context.model(schema.model)), context);
    case 'refined':
      return completeDefault(content, schema.schema, context);
    case 'array':
      return isArray(content) ? completeItems(content, () => schema.items, context) : content;
    case 'tuple':
      return isArray(content) ? completeItems(content, positionIn(schema), context) : content;
    case 'record':
      return isArray(content) ? content : completeMembers(content, () => schema.values, context);
    case 'object':
      return isArray(content) ? content : completeObject(content, schema, context);
    case 'intersection':
      return schema.members.reduce<JsonValue | undefined>(
        (whole, part) => (whole === undefined ? whole : completeDefault(whole, part, context)),
        content,
      );
    case 'union':
      return isFilled(schema, context) ? undefined : content;
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return content;
  }
}

function isFilled(schema: Schema, context: ValidatorContext): boolean {
  if (schema.kind === 'model') return context.functions.fill(context.model(schema.model)) !== null;
  return holdsDefault(schema) || childrenOf(schema).some((child) => isFilled(child.schema, context));
}

/** Schema of a model in a value that is filled in: the server does not complete values that are only sent. */
export function receivedSchema({ schema, usage }: Model): Schema {
  return usage.request && !usage.response ? withoutReadOnly(schema) : schema;
}

function withoutReadOnly(schema: Schema): Schema {
  const body = unrefined(schema);
  if (body.kind === 'intersection') return { ...body, members: body.members.map(withoutReadOnly) };
  if (body.kind !== 'object') return schema;
  const sent = body.properties.filter(({ access }) => access !== 'read');
  return { ...body, properties: sent.map((property) => ({ ...property, access: 'both' })) };
}

function positionIn({ items, rest }: TupleSchema): (index: number) => Schema {
  return (index) => items[index] ?? rest;
}

function completeItems(
  content: readonly JsonValue[],
  schemaAt: (index: number) => Schema,
  context: ValidatorContext,
): JsonValue | undefined {
  const items = content.flatMap((item, index) => {
    const whole = completeDefault(item, schemaAt(index), context);
    return whole === undefined ? [] : [whole];
  });
  return items.length === content.length ? items : undefined;
}

function completeMembers(
  content: JsonObject,
  schemaOf: (name: string) => Schema | null,
  context: ValidatorContext,
): JsonObject | undefined {
  const given = Object.entries(content);
  const members = given.flatMap(([name, member]) => {
    const schema = schemaOf(name);
    const whole = schema === null ? member : completeDefault(member, schema, context);
    return whole === undefined ? [] : [[name, whole] as const];
  });
  return members.length === given.length ? Object.fromEntries(members) : undefined;
}

function completeObject(
  content: JsonObject,
  schema: ObjectSchema,
  context: ValidatorContext,
): JsonObject | undefined {
  const { properties, patterns, rest } = schema;
  const members = new Map(Object.entries(content));
  for (const { name, required, access, default: missing } of properties) {
    const isFilledIn = !members.has(name) && !required && access !== 'write';
    if (isFilledIn && missing !== undefined) members.set(name, missing);
  }
  const declared = new Map(properties.map((property) => [property.name, property.schema]));
  // A pattern of a document may take forever, so it is not run here.
  const isUnclear = patterns.some((each) => isFilled(each.schema, context));
  if (isUnclear && [...members.keys()].some((name) => !declared.has(name))) return undefined;
  return completeMembers(Object.fromEntries(members), (name) => declared.get(name) ?? rest, context);
}

function isArray(content: JsonValue): content is readonly JsonValue[] {
  return Array.isArray(content);
}

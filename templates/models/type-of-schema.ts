/** The TypeScript type of a schema's values, for one direction. */
import {
  array,
  code,
  isOpenEnum,
  isOpenUnion,
  isRepresented,
  join,
  key,
  literal,
  objectType,
  referencesOf,
  runtimeType,
  type,
  union,
  unrefined,
  type Code,
  type Direction,
  type EnumMember,
  type EnumSchema,
  type NumberSchema,
  type ObjectSchema,
  type Property,
  type RecordSchema,
  type RenderContext,
  type Schema,
  type StringSchema,
  type TupleSchema,
  type UnionSchema,
} from '../../generator/index.ts';

/** Context of a type. `typeOf` is the whole function again, because a user's part may replace it. */
export interface TypeContext extends RenderContext {
  readonly direction: Direction;
  readonly typeOf: (schema: Schema, context: TypeContext) => Code;
}

/** The type of a schema. Never `any`: what cannot be said is `unknown`. */
export function typeOfSchema(schema: Schema, context: TypeContext): Code {
  const typeOf = (inner: Schema): Code => context.typeOf(inner, context);
  switch (schema.kind) {
    case 'unknown':
      return code`unknown`;
    case 'never':
      return code`never`;
    case 'null':
      return code`null`;
    case 'boolean':
      return code`boolean`;
    case 'number':
    case 'string':
      return typeOfScalar(schema, context);
    case 'literal':
      return literal(schema.value);
    case 'enum':
      return openIn(schema, typeOfMembers(schema.members), context);
    case 'array':
      return arrayOf(typeOf(schema.items), context.direction);
    case 'tuple':
      return tupleOf(schema, context);
    case 'object':
      return objectOf(schema, context);
    case 'record':
      return recordOf(schema, context);
    case 'union':
      return schema.members.some(({ kind }) => kind === 'unknown')
        ? code`unknown`
        : union([...schema.members.map(typeOf), ...laterVariant(schema, context)]);
    case 'intersection':
      return join(
        schema.members.map((part) => parenthesised(part, typeOf(part))),
        code` & `,
      );
    case 'refined':
      return typeOf(schema.schema);
    case 'model':
      return typeOfModel(schema.model, context);
  }
}

/** Type of a number or string. On the wire it is the type of the JSON value. */
function typeOfScalar(schema: NumberSchema | StringSchema, context: TypeContext): Code {
  const plain = schema.kind === 'number' ? code`number` : code`string`;
  if (schema.kind === 'string' && schema.format === 'binary') return code`Blob`;
  if (!isRepresented(schema)) return plain;
  // A JSON reader that keeps all digits may give a bigint.
  if (context.direction === 'wire') return schema.kind === 'number' ? code`number | bigint` : plain;
  switch (schema.representation) {
    case 'text':
      return code`string`;
    case 'bigint':
      return code`bigint`;
    case 'date':
      return code`Date`;
    case 'instant':
      return runtimeType('Instant', context);
  }
}

/** The API may have variants that came after this client. */
function laterVariant(schema: UnionSchema, context: TypeContext): readonly Code[] {
  if (!isOpenUnion(schema, context)) return [];
  const name = runtimeType('LaterVariant', context);
  return [code`${name}<${literal(schema.discriminator.property)}>`];
}

/** `'test' | 'live'` */
function typeOfMembers(members: readonly EnumMember[]): Code {
  return union(members.map((known) => literal(known.value)));
}

/** Returns whether the property is absent, optional or required in that direction. */
export function presenceOf(property: Property, direction: Direction): 'absent' | 'optional' | 'required' {
  if (property.access === (direction === 'request' ? 'read' : 'write')) return 'absent';
  const isFilled = direction === 'response' && property.default !== undefined;
  return property.required || isFilled ? 'required' : 'optional';
}

/** The type of a property; what is sent may also be left out by saying `undefined`. */
export function typeOfProperty(property: Property, context: TypeContext): Code {
  const plain = context.typeOf(property.schema, context);
  const mayBeUndefined = context.direction === 'request' && presenceOf(property, 'request') === 'optional';
  return mayBeUndefined ? code`${plain} | undefined` : plain;
}

function typeOfModel(id: string, context: TypeContext): Code {
  const model = context.model(id);
  const name = type(context.slots.model.type(model, context.direction));
  const body = unrefined(model.schema);
  return body.kind === 'enum' ? openIn(body, name, context) : name;
}

/** The API may have members that came after this client. A caller who has read one may send it back. */
function openIn(schema: EnumSchema, members: Code, context: TypeContext): Code {
  return isOpenEnum(schema, context) ? code`${runtimeType('Open', context)}<${members}>` : members;
}

/** Parentheses that are not needed are gone once the file is formatted. */
function arrayOf(items: Code, direction: Direction): Code {
  return direction === 'request' ? code`readonly (${items})[]` : code`(${items})[]`;
}

function tupleOf(schema: TupleSchema, context: TypeContext): Code {
  const items = schema.items.map((item, index) => {
    const itemType = context.typeOf(item, context);
    return index < schema.required ? itemType : code`(${itemType})?`;
  });
  const rest = schema.rest.kind === 'never' ? null : code`...(${context.typeOf(schema.rest, context)})[]`;
  return array([...items, rest]);
}

/** An object that has no name of its own, which is rare: most were promoted. */
function objectOf(schema: ObjectSchema, context: TypeContext): Code {
  const members = schema.properties.flatMap((property) => {
    const presence = presenceOf(property, context.direction);
    if (presence === 'absent') return [];
    const mark = presence === 'optional' ? code`?` : null;
    return [code`${key(property.name)}${mark}: ${typeOfProperty(property, context)}`];
  });
  const index = typeOfIndex(schema, context);
  const all = [...members, index === null ? null : code`[key: string]: ${index}`];
  if (members.length === 0 && index === null)
    return schema.rest?.kind === 'never' ? code`Record<string, never>` : code`Record<string, unknown>`;
  return objectType(all);
}

/**
 * Returns the index signature for other keys, or `null` if the schema does not describe them.
 *
 * TypeScript asks that it covers the declared properties as well.
 */
export function typeOfIndex(schema: ObjectSchema, context: TypeContext): Code | null {
  const { patterns, rest } = schema;
  if (patterns.length === 0 && (rest === null || rest.kind === 'never')) return null;
  if (rest === null || rest.kind === 'unknown') return code`unknown`;
  const others = [...patterns.map((entry) => entry.schema), ...(rest.kind === 'never' ? [] : [rest])];
  const types = [
    ...others.map((other) => context.typeOf(other, context)),
    ...schema.properties.map((property) => typeOfProperty(property, context)),
    ...(schema.properties.some((property) => presenceOf(property, context.direction) !== 'required')
      ? [code`undefined`]
      : []),
  ];
  return union(types);
}

function recordOf(schema: RecordSchema, context: TypeContext): Code {
  const values = context.typeOf(schema.values, context);
  const keys = unrefined(
    schema.keys.kind === 'model' ? context.model(schema.keys.model).schema : schema.keys,
  );
  const isCircular = mayBeCircular(schema.values, context);
  if (keys.kind === 'enum') {
    const names = typeOfMembers(keys.members);
    return isCircular ? code`{ [key in ${names}]?: ${values} }` : code`Partial<Record<${names}, ${values}>>`;
  }
  return isCircular ? code`{ [key: string]: ${values} }` : code`Record<string, ${values}>`;
}

/** An alias may refer to itself inside an object type, but not as an argument of `Record`. */
function mayBeCircular(schema: Schema, context: TypeContext): boolean {
  return referencesOf(schema).some((id) => unrefined(context.model(id).schema).kind !== 'object');
}

function parenthesised(schema: Schema, text: Code): Code {
  return unrefined(schema).kind === 'union' ? code`(${text})` : text;
}

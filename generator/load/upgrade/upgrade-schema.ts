/** A schema object of Swagger 2.0 or OpenAPI 3.0 → what it means, said in the JSON Schema of OpenAPI 3.1. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { impliedTypes, keywords, keywordsThat } from '../../api/keywords.ts';
import type { Origin } from '../document.ts';
import { referenceIn } from '../references.ts';

type Rule = (schema: JsonObject) => JsonObject;

export interface SchemaUpgrade {
  /** Filled with the pointers of the schemas that were moved. */
  readonly origins: Map<string, Origin>;
  /** Called with the keywords that a reference makes void. */
  readonly onIgnored: (pointer: string, keywords: readonly string[]) => void;
}

/** Upgrades this object alone; the schemas in it are upgraded before it. */
export function upgradeSchema(schema: JsonObject, pointer: string, upgrade: SchemaUpgrade): JsonObject {
  const upgraded = rules.reduce((current, rule) => rule(current), schema);
  const alone = referenceIn(upgraded) === null ? upgraded : besideReference(upgraded, pointer, upgrade);
  const { nullable, ...rest } = nullableByMember(alone);
  return nullable === true ? allowNull(rest, pointer, upgrade.origins) : rest;
}

/** Siblings of `$ref` are ignored (OpenAPI 3.0.3, section 4.7.23). Descriptions do no harm, and authors mean `nullable`. */
function besideReference(schema: JsonObject, pointer: string, { onIgnored }: SchemaUpgrade): JsonObject {
  const ignored = Object.keys(schema).filter(
    (key) => key !== '$ref' && key !== 'nullable' && !isAnnotation(key),
  );
  if (ignored.length === 0) return schema;
  const written = ignored.filter((key) => keywords.get(key)?.role !== 'annotation');
  if (written.length > 0) onIgnored(pointer, written);
  return Object.fromEntries(Object.entries<JsonValue>(schema).filter(([key]) => !ignored.includes(key)));
}

/** `allOf: [{ $ref }, { nullable: true }]` allows null for the whole. */
function nullableByMember(schema: JsonObject): JsonObject {
  const { allOf } = schema;
  if (!isJsonArray(allOf) || !allOf.some(isOnlyNullable)) return schema;
  const members = allOf.map((member) => (isOnlyNullable(member) ? withoutNullable(member) : member));
  return { ...schema, allOf: members, nullable: true };
}

function isOnlyNullable(member: JsonValue): member is JsonObject {
  if (!isJsonObject(member) || member['nullable'] !== true) return false;
  return Object.keys(member).every((key) => key === 'nullable' || isAnnotation(key));
}

function withoutNullable({ nullable: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

const rules: readonly Rule[] = [
  extensionToNullable,
  discriminatorToObject,
  fileToBinary,
  (schema) => exclusiveBound(schema, 'minimum', 'exclusiveMinimum'),
  (schema) => exclusiveBound(schema, 'maximum', 'exclusiveMaximum'),
  exampleToExamples,
  formatToContent,
];

/** Swagger 2.0 has no `nullable`; vendors and tools agreed on this extension. */
function extensionToNullable(schema: JsonObject): JsonObject {
  if (schema['x-nullable'] === undefined) return schema;
  const { 'x-nullable': nullable, ...rest } = schema;
  return nullable === true && rest['nullable'] === undefined ? { ...rest, nullable } : rest;
}

/** Swagger 2.0: the name of the property alone. */
function discriminatorToObject(schema: JsonObject): JsonObject {
  const { discriminator } = schema;
  return typeof discriminator === 'string'
    ? { ...schema, discriminator: { propertyName: discriminator } }
    : schema;
}

/** Swagger 2.0: a type of its own. */
function fileToBinary(schema: JsonObject): JsonObject {
  return schema['type'] === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}

/** Booleans beside the bound until 3.0 (JSON Schema draft 5), the bound itself since 3.1. */
function exclusiveBound(schema: JsonObject, bound: string, exclusive: string): JsonObject {
  const flag = schema[exclusive];
  if (typeof flag !== 'boolean') return schema;
  const { [exclusive]: _flag, [bound]: limit, ...rest } = schema;
  if (limit === undefined) return rest;
  return { ...rest, [flag ? exclusive : bound]: limit };
}

function exampleToExamples(schema: JsonObject): JsonObject {
  if (schema['example'] === undefined) return schema;
  const { example, ...rest } = schema;
  return isJsonArray(rest['examples']) || example === undefined ? rest : { ...rest, examples: [example] };
}

/** The keywords of 3.1 are added and `format` stays: documents of 3.1 use both ways, often at once. */
function formatToContent(schema: JsonObject): JsonObject {
  if (schema['format'] === 'byte') return { contentEncoding: 'base64', ...schema };
  if (schema['format'] === 'binary') return { contentMediaType: 'application/octet-stream', ...schema };
  return schema;
}

/**
 * OpenAPI 3.0.3 gives `nullable` a meaning only beside `type`, and says that it adds nothing to `enum` or
 * `allOf`; but whoever writes it means that null may come. Refusing a null that the author has announced
 * would be the worse reading.
 */
function allowNull(schema: JsonObject, pointer: string, origins: Map<string, Origin>): JsonObject {
  const { constraints, annotations } = split(schema);
  const keys = Object.keys(constraints).filter((key) => key !== 'discriminator');
  if (keys.length === 0) return aloneNullable(schema, pointer);
  const [only = ''] = keys;
  if (keys.length === 1 && (only === 'oneOf' || only === 'anyOf')) return withNullMember(schema, only);
  if (keys.some((key) => composing.has(key))) {
    origins.set(`${pointer}/anyOf/0`, pointer);
    return { ...annotations, anyOf: [constraints, { type: 'null' }] };
  }
  return withNullType(schema);
}

/** Among alternatives `{ nullable: true }` is null; in `allOf` it waits for the schema around it; elsewhere anything goes. */
function aloneNullable(schema: JsonObject, pointer: string): JsonObject {
  if (/\/(?:anyOf|oneOf)\/\d+$/.test(pointer)) return { ...schema, type: 'null' };
  return /\/allOf\/\d+$/.test(pointer) ? { ...schema, nullable: true } : schema;
}

const composing = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'not']);

function withNullMember(schema: JsonObject, keyword: string): JsonObject {
  const members = schema[keyword];
  if (!isJsonArray(members) || members.some(isNullSchema)) return schema;
  return { ...schema, [keyword]: [...members, { type: 'null' }] };
}

function isNullSchema(schema: JsonValue): boolean {
  return isJsonObject(schema) && schema['type'] === 'null';
}

function withNullType(schema: JsonObject): JsonObject {
  const { enum: members } = schema;
  const enumeration = isJsonArray(members) && !members.includes(null) ? { enum: [...members, null] } : {};
  // Keywords of one type do not ask for that type; beside `nullable` the author means it.
  const implied = isJsonArray(members) ? [] : impliedTypes(schema);
  const { type = implied } = schema;
  const types = isJsonArray(type) ? type : [type];
  if (types.length === 0) return { ...schema, ...enumeration };
  return { ...schema, ...enumeration, type: types.includes('null') ? types : [...types, 'null'] };
}

function split(schema: JsonObject): { constraints: JsonObject; annotations: JsonObject } {
  const entries = Object.entries<JsonValue>(schema);
  return {
    constraints: Object.fromEntries(entries.filter(([key]) => !isAnnotation(key))),
    annotations: Object.fromEntries(entries.filter(([key]) => isAnnotation(key))),
  };
}

function isAnnotation(key: string): boolean {
  return annotationKeys.has(key) || key.startsWith('x-');
}

/** A format belongs to the type beside it, a discriminator to the union. */
const annotationKeys = new Set(
  keywordsThat(({ role, holds, type }) => role === 'annotation' && holds === 'value' && type === null).filter(
    (keyword) => keyword !== 'format',
  ),
);

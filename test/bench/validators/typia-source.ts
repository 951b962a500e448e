/** The schema of a response → the type that typia makes its validator from, its limits as tags. */
import { isJsonArray, isJsonObject } from '../../../generator/api/json.ts';
import type { JsonObject, JsonValue } from '../../../generator/api/json.ts';

/** What typia's transformer compiles. */
export function typiaSource(schema: JsonValue): string {
  return [
    `import typia, { type tags } from 'typia';`,
    `export const validate = typia.createValidate<${typeOf(schema)}>();`,
  ].join('\n');
}

/** Of the keywords that this document uses; others throw, as a bench of half a schema would say nothing. */
function typeOf(schema: JsonValue | undefined): string {
  if (!isJsonObject(schema)) throw new Error('not a schema');
  const { anyOf, enum: members, type } = schema;
  if (isJsonArray(anyOf)) return anyOf.map((each) => `(${typeOf(each)})`).join(' | ');
  if (isJsonArray(members)) return members.map((each) => JSON.stringify(each)).join(' | ');
  if (type === undefined) return 'unknown';
  const write = typeof type === 'string' ? byType.get(type) : undefined;
  if (write === undefined) throw new Error(`no type for ${JSON.stringify(type)}`);
  return write(schema);
}

const byType: ReadonlyMap<string, (schema: JsonObject) => string> = new Map([
  ['string', typeOfString],
  ['number', () => 'number'],
  ['boolean', () => 'boolean'],
  ['null', () => 'null'],
  ['integer', typeOfInteger],
  ['array', ({ items }: JsonObject) => `(${typeOf(items)})[]`],
  ['object', typeOfObject],
]);

function typeOfString({ format, minLength }: JsonObject): string {
  const uuid = format === 'uuid' ? ` & tags.Format<'uuid'>` : '';
  return `string${uuid}${typeof minLength === 'number' ? ` & tags.MinLength<${minLength}>` : ''}`;
}

/** Its bounds are those of safe integers, or leave out what is below zero. */
function typeOfInteger({ minimum }: JsonObject): string {
  return `number & tags.Type<'int64'>${minimum === 0 ? ' & tags.Minimum<0>' : ''}`;
}

function typeOfObject({ properties, required, additionalProperties }: JsonObject): string {
  const names = isJsonArray(required) ? required : [];
  const members = Object.entries(isJsonObject(properties) ? properties : {}).map(
    ([name, schema]) => `${name}${names.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  const rest = additionalProperties === undefined ? '' : `[key: string]: ${typeOf(additionalProperties)};`;
  return `{ ${members.join(' ')} ${rest} }`;
}

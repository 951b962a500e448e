/** Decides whether a value of the document (a default, an enum member) is valid against a schema. */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { canonicalJson } from '../../api/hash.ts';
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import type { ArraySchema, ObjectSchema, Schema, TupleSchema } from '../../api/schema.ts';
import { memberOf } from '../source.ts';

/** The schema of a model; `null`: not known, and then every value is accepted. */
type Expand = (model: string) => Schema | null;

/** Checks types and fixed values; limits are left to the validators. The value is of bounded depth. */
export function accepts(schema: Schema, value: JsonValue, expand: Expand): boolean {
  return acceptsWithin(schema, value, { expand, models: MOST_MODELS, isFilledIn: false });
}

/** The same for a default, which validators fill in unchecked: formats count, and integers are safe ones. */
export function acceptsDefault(schema: Schema, value: JsonValue, expand: Expand): boolean {
  return acceptsWithin(schema, value, { expand, models: MOST_MODELS, isFilledIn: true });
}

/** References are followed at most so often in one another: models may refer to themselves. */
const MOST_MODELS = 32;

interface Left {
  readonly expand: Expand;
  readonly models: number;
  readonly isFilledIn: boolean;
}

function acceptsWithin(schema: Schema, value: JsonValue, left: Left): boolean {
  const within = (child: Schema, inner: JsonValue): boolean => acceptsWithin(child, inner, left);
  switch (schema.kind) {
    case 'unknown':
      return true;
    case 'never':
      return false;
    case 'null':
    case 'boolean':
      return typeAllows(schema.kind, value);
    case 'string':
      return typeof value === 'string' && (!left.isFilledIn || isOfFormat(schema.format, value));
    case 'number':
      if (schema.integer && left.isFilledIn) return Number.isSafeInteger(value);
      return typeAllows(schema.integer ? 'integer' : 'number', value);
    case 'literal':
      return canonicalJson(schema.value) === canonicalJson(value);
    case 'enum':
      return schema.members.some((member) => member.value === value);
    case 'array':
    case 'tuple':
      return isJsonArray(value) && value.every((item, index) => within(itemAt(schema, index), item));
    case 'object':
      return isJsonObject(value) && acceptsObject(schema, value, within);
    case 'record':
      return isJsonObject(value) && Object.values(value).every((entry) => within(schema.values, entry));
    case 'union':
      return schema.members.some((member) => within(member, value));
    case 'intersection':
      return schema.members.every((member) => within(member, value));
    case 'refined':
      return within(schema.schema, value);
    case 'model':
      return acceptsModel(left.expand(schema.model), value, left);
  }
}

/** A reference costs one of a bounded number, as models may refer to themselves without a value getting smaller. */
function acceptsModel(schema: Schema | null, value: JsonValue, left: Left): boolean {
  if (schema === null || left.models === 0) return true;
  return acceptsWithin(schema, value, { ...left, models: left.models - 1 });
}

function itemAt(schema: ArraySchema | TupleSchema, index: number): Schema {
  return schema.kind === 'array' ? schema.items : (schema.items[index] ?? schema.rest);
}

function acceptsObject(
  schema: ObjectSchema,
  value: JsonObject,
  within: (child: Schema, inner: JsonValue) => boolean,
): boolean {
  const named = new Set(schema.properties.map(({ name }) => name));
  const others = Object.keys(value).filter((key) => !named.has(key));
  const properties = schema.properties.every((property) => {
    const inner = memberOf(value, property.name);
    return inner === undefined ? !property.required : within(property.schema, inner);
  });
  // Which of the others match a pattern is left to the validators, as the limits are.
  if (others.length === 0 || schema.patterns.length > 0) return properties;
  const { rest } = schema;
  // A server may send more than is named; a value that the document itself gives with other keys is a mistake.
  if (rest === null) return properties && named.size === 0;
  return properties && others.every((key) => within(rest, memberOf(value, key) ?? null));
}

/** Values deeper than this are no default and no enum member of a real document. */
const DEEPEST_VALUE = 64;

/** 1.0 is an integer (JSON Schema Validation, section 6.1.1); an unknown type allows everything. */
export function typeAllows(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'array':
      return isJsonArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return true;
  }
}

/** Guards every recursion over a value of the document. */
export function nestsTooDeep(value: JsonValue, allowed = DEEPEST_VALUE): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (allowed === 0) return true;
  return Object.values(value).some((child: JsonValue) => nestsTooDeep(child, allowed - 1));
}

/** Formats that validators check by default. Any text is valid for the others. */
const checked: ReadonlySet<string> = new Set([
  'date',
  'date-time',
  'duration',
  'email',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
  'time',
  'uri',
  'uuid',
] satisfies (keyof typeof fullFormats)[]);

/** Returns true if validators take the text for one of that format. */
function isOfFormat(name: string | null, text: string): boolean {
  if (name === null || !checked.has(name)) return true;
  const format = Object.entries(fullFormats).find(([each]) => each === name)?.[1];
  const test = typeof format === 'object' && 'validate' in format ? format.validate : format;
  if (test instanceof RegExp) return test.test(text);
  // Formats of numbers are not among them.
  return typeof test !== 'function' || Boolean(test(text as never));
}

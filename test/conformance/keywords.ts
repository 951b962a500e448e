/** A schema of the suite → whether it stands alone, and the same schema at another place of a document. */
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';

/** Keywords whose value maps names to schemas: the names are no keywords. */
const maps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);

/** Keywords whose value is said of instances, whatever it looks like. */
const literals: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples']);

const dialect = /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;

const named: ReadonlySet<string> = new Set([
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$vocabulary',
]);

/** `false`: it gives itself or a part of it a name, refers to such a name, to another document or to another dialect. */
export function standsAlone(schema: JsonValue): boolean {
  if (!isJsonObject(schema)) return isJsonArray(schema) ? schema.every(standsAlone) : true;
  return Object.entries(schema).every(([keyword, value]) => {
    if (literals.has(keyword)) return true;
    if (maps.has(keyword) && isJsonObject(value)) return Object.values(value).every(standsAlone);
    if (named.has(keyword)) return false;
    if (keyword === '$ref' && typeof value === 'string') return value === '#' || value.startsWith('#/');
    if (keyword === '$schema' && typeof value === 'string') return dialect.test(value);
    return standsAlone(value);
  });
}

/** The schema, its pointers starting at `root` of the document that it now stands in. */
export function rebase(schema: JsonValue, root: string): JsonValue {
  if (isJsonArray(schema)) return schema.map((item) => rebase(item, root));
  if (!isJsonObject(schema) || isResource(schema)) return schema;
  return mapValues(schema, (value, keyword) => {
    if (literals.has(keyword)) return value;
    if (maps.has(keyword) && isJsonObject(value)) return mapValues(value, (each) => rebase(each, root));
    const isReference = keyword === '$ref' || keyword === '$dynamicRef';
    return isReference && isPointer(value) ? `${root}${value.slice(1)}` : rebase(value, root);
  });
}

/** With an identifier of its own, a schema is what its pointers start at, wherever it stands. */
function isResource({ $id }: JsonObject): boolean {
  return typeof $id === 'string' && !$id.startsWith('#');
}

function isPointer(value: JsonValue): value is string {
  return value === '#' || (typeof value === 'string' && value.startsWith('#/'));
}

/** `Object.fromEntries` defines, so that a key `__proto__` stays one. */
function mapValues(object: JsonObject, change: (value: JsonValue, key: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

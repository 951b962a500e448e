/** Finds the JSON types that the values of a schema may have. */
import { isJsonArray, type JsonValue } from '../../api/json.ts';
import type { TypeFamily } from '../../api/keywords.ts';
import type { Schema } from '../../api/schema.ts';
import type { Intersection } from './intersect.ts';

export type JsonType = TypeFamily | 'boolean' | 'null';

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

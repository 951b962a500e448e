/** Joins two objects to one that has the properties of both. */
import type { JsonValue } from '../../api/json.ts';
import type { Access, ObjectSchema, Property, RecordSchema, Schema } from '../../api/schema.ts';
import { mergeDocs } from '../docs.ts';
import { stricter, type Within } from './intersect-limits.ts';
import { keepBoth } from './union.ts';

export type KeyedSchema = ObjectSchema | RecordSchema;

export function isKeyed(schema: Schema): schema is KeyedSchema {
  return schema.kind === 'object' || schema.kind === 'record';
}

/** Joins two objects to one, or keeps both where what one side says of other keys applies to names of the other. */
export function intersectKeyed(left: KeyedSchema, right: KeyedSchema, how: Within): Schema {
  if (isFreeForm(left)) return right;
  if (isFreeForm(right)) return left;
  if (left.kind === 'record' && right.kind === 'record') {
    const keys = how.intersect(left.keys, right.keys);
    const values = how.intersect(left.values, right.values);
    return { ...left, keys, values, limits: stricter(left.limits, right.limits) };
  }
  if (!hasAnyKey(left) || !hasAnyKey(right)) return keepBoth(left, right, how.place);
  const [one, two] = [asObject(left), asObject(right)];
  return describeSameKeys(one, two) ? intersectObjects(one, two, how) : keepBoth(left, right, how.place);
}

/** Returns the map as an object without named properties. The schema of its keys is left out. */
export function asObject(schema: KeyedSchema): ObjectSchema {
  if (schema.kind === 'object') return schema;
  const { values, limits, docs, place } = schema;
  const rest = values.kind === 'unknown' ? null : values;
  return { kind: 'object', properties: [], patterns: [], rest, limits, docs, place };
}

function hasAnyKey(schema: KeyedSchema): boolean {
  return schema.kind === 'object' || isAnyText(schema.keys);
}

function isAnyText(keys: Schema): boolean {
  return keys.kind === 'string' && Object.keys(keys.limits).length === 0;
}

/** Returns true if no key is named by one side and another key to the other side. */
function describeSameKeys(left: ObjectSchema, right: ObjectSchema): boolean {
  if (isOpen(left) && isOpen(right)) return true;
  const names = new Set(left.properties.map(({ name }) => name));
  const patterns = left.patterns.map(({ pattern }) => pattern);
  return (
    names.size === right.properties.length &&
    right.properties.every(({ name }) => names.has(name)) &&
    patterns.length === right.patterns.length &&
    right.patterns.every(({ pattern }, index) => pattern === patterns[index])
  );
}

/** Returns true if keys that are not named may have any value. */
export function isOpen({ patterns, rest }: ObjectSchema): boolean {
  return rest === null && patterns.length === 0;
}

/** Required if either side requires it. Of two defaults, the later one wins. */
function intersectObjects(left: ObjectSchema, right: ObjectSchema, how: Within): ObjectSchema {
  const names = new Set(left.properties.map(({ name }) => name));
  const added = right.properties.filter(({ name }) => !names.has(name));
  const byName = new Map(right.properties.map((property) => [property.name, property]));
  const kept = left.properties.map((property) => {
    const other = byName.get(property.name);
    return other === undefined ? property : intersectProperties(property, other, how);
  });
  return {
    kind: 'object',
    properties: how.inOrder([...kept, ...added]),
    patterns: left.patterns.map(({ pattern, schema }, index) => {
      const other = right.patterns[index]?.schema;
      return { pattern, schema: other === undefined ? schema : how.intersect(schema, other) };
    }),
    rest: intersectRest(left.rest, right.rest, how),
    limits: stricter(left.limits, right.limits),
    docs: mergeDocs(left.docs, right.docs),
    place: how.place,
  };
}

/** `type: object` and nothing more: any object at all. */
export function isFreeForm(schema: Schema): boolean {
  return (
    schema.kind === 'record' &&
    schema.values.kind === 'unknown' &&
    isAnyText(schema.keys) &&
    Object.keys(schema.limits).length === 0
  );
}

function intersectProperties(left: Property, right: Property, how: Within): Property {
  return {
    name: left.name,
    required: left.required || right.required,
    schema: how.intersect(left.schema, right.schema),
    default: firstDefined(right.default, left.default),
    access: intersectAccess(left.access, right.access),
    docs: mergeDocs(right.docs, left.docs),
    place: right.place,
  };
}

function firstDefined(first: JsonValue | undefined, second: JsonValue | undefined): JsonValue | undefined {
  return first === undefined ? second : first;
}

/** Whatever one side restricts stays restricted; where they disagree the later one decides. */
function intersectAccess(left: Access, right: Access): Access {
  return right === 'both' ? left : right;
}

function intersectRest(left: Schema | null, right: Schema | null, how: Within): Schema | null {
  if (left === null || right === null) return left ?? right;
  if (left.kind === 'never') return left;
  return right.kind === 'never' ? right : how.intersect(left, right);
}

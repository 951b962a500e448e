/** Joins two objects to one that has the properties of both. */
import type { JsonValue } from '../../api/json.ts';
import type { Access, ObjectSchema, Property, RecordSchema, Schema } from '../../api/schema.ts';
import { mergeDocs } from '../docs.ts';
import { stricter } from './intersect-limits.ts';
import type { Within } from './intersect-limits.ts';

/** Required if either side requires it. Of two defaults, the later one wins. */
export function intersectObjects(left: ObjectSchema, right: ObjectSchema, how: Within): ObjectSchema {
  const names = new Set(left.properties.map(({ name }) => name));
  const added = right.properties.filter(({ name }) => !names.has(name));
  const byName = new Map(right.properties.map((property) => [property.name, property]));
  const kept = left.properties.map((property) => {
    const other = byName.get(property.name);
    return other === undefined ? property : intersectProperties(property, other, how);
  });
  if (addsToClosed(left, right, names)) how.extendsClosed();
  return {
    kind: 'object',
    properties: how.inOrder([...kept, ...added]),
    patterns: [...left.patterns, ...right.patterns],
    rest: intersectRest(left.rest, right.rest, how),
    limits: stricter(left.limits, right.limits),
    docs: mergeDocs(left.docs, right.docs),
    place: how.place,
  };
}

/** A record beside an object describes the object's other keys. Two records merge their keys and values. */
export function intersectWithRecord(left: Schema, right: Schema, how: Within): Schema | null {
  if (left.kind === 'record' && right.kind === 'record') {
    if (isFreeForm(left)) return right;
    if (isFreeForm(right)) return left;
    const keys = how.intersect(left.keys, right.keys);
    const values = how.intersect(left.values, right.values);
    return { ...left, keys, values, limits: stricter(left.limits, right.limits) };
  }
  if (left.kind === 'object' && right.kind === 'record') return withRest(left, right, how);
  if (left.kind === 'record' && right.kind === 'object') return withRest(right, left, how);
  return null;
}

/** `type: object` and nothing more: any object at all. */
export function isFreeForm(schema: Schema): boolean {
  return (
    schema.kind === 'record' &&
    schema.values.kind === 'unknown' &&
    schema.keys.kind === 'string' &&
    Object.keys(schema.keys.limits).length === 0 &&
    Object.keys(schema.limits).length === 0
  );
}

function withRest(object: ObjectSchema, record: RecordSchema, how: Within): ObjectSchema {
  if (isFreeForm(record)) return object;
  const limits = stricter(object.limits, record.limits);
  if (record.values.kind === 'unknown') return { ...object, limits };
  return { ...object, rest: intersectRest(object.rest, record.values, how), limits };
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

/** Closed only where both are: `additionalProperties: false` cannot see the other member's properties. */
function intersectRest(left: Schema | null, right: Schema | null, how: Within): Schema | null {
  if (left?.kind === 'never' && right?.kind === 'never') return left;
  const openLeft = left?.kind === 'never' ? null : left;
  const openRight = right?.kind === 'never' ? null : right;
  if (openLeft === null || openRight === null) return openLeft ?? openRight;
  return how.intersect(openLeft, openRight);
}

function addsToClosed(left: ObjectSchema, right: ObjectSchema, leftNames: ReadonlySet<string>): boolean {
  const rightNames = new Set(right.properties.map(({ name }) => name));
  const addsRight = right.properties.some(({ name }) => !leftNames.has(name));
  const addsLeft = left.properties.some(({ name }) => !rightNames.has(name));
  return (left.rest?.kind === 'never' && addsRight) || (right.rest?.kind === 'never' && addsLeft);
}

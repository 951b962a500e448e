/** Small facts about schemas that comparisons ask for. */
import type { Docs } from '../api/docs.ts';
import { canonicalJson, shapeText } from '../api/hash.ts';
import type { JsonValue } from '../api/json.ts';
import { placeKey } from '../api/place.ts';
import type {
  Assertion,
  EnumSchema,
  LiteralSchema,
  ObjectSchema,
  Property,
  RecordSchema,
  Schema,
} from '../api/schema.ts';
import type { ChangeKind, Direction } from './change.ts';

export function isFixed(schema: Schema): schema is LiteralSchema | EnumSchema {
  return schema.kind === 'literal' || schema.kind === 'enum';
}

export function isKeyed(schema: Schema): schema is ObjectSchema | RecordSchema {
  return schema.kind === 'object' || schema.kind === 'record';
}

/** A map as an object that lists no property. */
export function asObject(schema: ObjectSchema | RecordSchema): ObjectSchema {
  if (schema.kind === 'object') return schema;
  const { docs, place, values, limits } = schema;
  return { kind: 'object', properties: [], patterns: [], rest: values, limits, docs, place };
}

export function bodyOf(schema: Schema): Schema {
  return schema.kind === 'refined' ? schema.schema : schema;
}

/** Assertions by their text, without places. */
export function assertionsOf(schema: Schema): ReadonlyMap<string, Assertion> {
  if (schema.kind !== 'refined') return new Map();
  return new Map(
    schema.assertions.map((assertion) => [shapeText(refinedAs(schema.schema, [assertion])), assertion]),
  );
}

export function refinedAs(body: Schema, assertions: readonly Assertion[]): Schema {
  if (body.kind === 'refined') return body;
  return { kind: 'refined', schema: body, assertions, docs: body.docs, place: body.place };
}

/** Describes the keys that the schema allows without listing them. */
export function restText({ rest, patterns }: ObjectSchema): string {
  const others = rest === null ? 'not described' : rest.kind === 'never' ? 'refused' : 'described';
  return [others, ...patterns.map(({ pattern }) => pattern)].join(', ');
}

/** Returns true if `after` allows more keys than `before`. */
export function isMoreOpen(before: ObjectSchema, after: ObjectSchema): boolean {
  const openness = ({ rest }: ObjectSchema): number => (rest === null ? 1 : rest.kind === 'never' ? 0 : 2);
  if (openness(before) !== openness(after)) return openness(after) > openness(before);
  return after.patterns.length > before.patterns.length;
}

export interface PropertyPair {
  readonly before: Property | null;
  readonly after: Property | null;
  readonly objectBefore: ObjectSchema;
  readonly objectAfter: ObjectSchema;
}

/** Returns true if values of that direction never have the property. */
export function isHidden(property: Property | null, direction: Direction): boolean {
  return property !== null && property.access === (direction === 'request' ? 'read' : 'write');
}

/** Kind of the change of a property's presence; `null`: it is as it was, or hidden on both sides. */
export function presenceKind({ before, after }: PropertyPair, direction: Direction): ChangeKind | null {
  if (before === null || after === null) {
    if (isHidden(before ?? after, direction)) return null;
    return before === null ? 'property-added' : 'property-removed';
  }
  if (isHidden(before, direction) && isHidden(after, direction)) return null;
  if (before.access !== after.access && (isHidden(before, direction) || isHidden(after, direction))) {
    if (after.access === 'both') return 'property-shared';
    return after.access === 'read' ? 'property-read-only' : 'property-write-only';
  }
  if (before.required === after.required) return null;
  return after.required ? 'property-required' : 'property-optional';
}

/** A pair of places, whichever files they are in. */
export function placeText({ place }: Schema): string {
  return placeKey(place);
}

export function jsonText(value: JsonValue | undefined): string | null {
  return value === undefined ? null : canonicalJson(value);
}

/** The texts that become comments. Deprecation is a change of its own. */
export function docsText({ summary, description, externalUrl, externalDescription, examples }: Docs): string {
  return JSON.stringify([summary, description, externalUrl, externalDescription, examples]);
}

/** Small facts about schemas that comparisons ask for, and their texts as people read them in a report. */
import { canonicalJson, shapeText } from '../api/hash.ts';
import type { JsonValue } from '../api/json.ts';
import { type Docs, placeKey } from '../api/place.ts';
import type {
  Assertion,
  EnumSchema,
  LiteralSchema,
  ObjectSchema,
  Property,
  RecordSchema,
  Schema,
} from '../api/schema.ts';
import type { ModelSource } from '../api/unions.ts';
import type { ChangeKind, Direction } from './change.ts';
import { listed } from './compare-scalars.ts';
import { fixedValues } from './fits-scalar.ts';

export function isFixed(schema: Schema): schema is LiteralSchema | EnumSchema {
  return schema.kind === 'literal' || schema.kind === 'enum';
}

export function isKeyed(schema: Schema): schema is ObjectSchema | RecordSchema {
  return schema.kind === 'object' || schema.kind === 'record';
}

/** Returns true for a model that is written at one place alone. */
export function isWrittenOnce(schema: Schema, models: ModelSource): boolean {
  if (schema.kind !== 'model') return false;
  const { origin, otherPlaces } = models.model(schema.model);
  return origin === 'derived' && otherPlaces.length === 0;
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

const longestText = 80;

/** `string (uuid)`, `array of Order`, `"open" | "paid"`. `nameOf`: name of a model by its id. */
export function schemaWords(schema: Schema, nameOf: (model: string) => string): string {
  const text = wordsOf(schema, nameOf);
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function wordsOf(schema: Schema, nameOf: (model: string) => string): string {
  switch (schema.kind) {
    case 'unknown':
      return 'any value';
    case 'never':
      return 'no value';
    case 'null':
    case 'boolean':
      return schema.kind;
    case 'number':
      return withFormat(schema.integer ? 'integer' : 'number', schema.format);
    case 'string':
      return withFormat('string', schema.format);
    case 'literal':
    case 'enum':
      return listed(fixedValues(schema) ?? []);
    case 'array':
      return `array of ${wordsOf(schema.items, nameOf)}`;
    case 'tuple':
      return `tuple of ${schema.items.length}`;
    case 'object':
      return 'object';
    case 'record':
      return `map of ${wordsOf(schema.values, nameOf)}`;
    case 'union':
      return schema.members.map((member) => wordsOf(member, nameOf)).join(' or ');
    case 'intersection':
      return schema.members.map((member) => wordsOf(member, nameOf)).join(' and ');
    case 'refined':
      return wordsOf(schema.schema, nameOf);
    case 'model':
      return nameOf(schema.model);
  }
}

function withFormat(type: string, format: string | null): string {
  return format === null ? type : `${type} (${format})`;
}

/** `['200', 'steps', '[]', 'status']` → `200 → steps[].status` */
export function pathWords(path: readonly string[], separateFirst: boolean): string {
  const [first, ...rest] = path;
  if (first === undefined) return '';
  if (!separateFirst) return joined(path);
  return rest.length === 0 ? first : `${first} → ${joined(rest)}`;
}

function joined(steps: readonly string[]): string {
  return steps.reduce((text, step) => {
    if (text === '' || step.startsWith('[')) return text + step;
    return `${text}.${step}`;
  }, '');
}

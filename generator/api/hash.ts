/** Turns a schema into a text or a short hash that is equal for schemas of the same meaning. */
import { createHash } from 'node:crypto';
import { compareText, isJsonArray, isJsonObject, type JsonValue, sortedBy } from './json.ts';
import type { Assertion, Schema } from './schema.ts';

/** Text that stands for a nested schema. `null`: the schema is written out. */
export type Abbreviate = (schema: Schema) => string | null;

const noAbbreviation: Abbreviate = () => null;

/**
 * Returns the meaning of a schema as text, without docs, places and the order of properties.
 *
 * A model reference counts by its id, so the text ends where recursion would begin.
 */
export function shapeText(schema: Schema, abbreviate: Abbreviate = noAbbreviation): string {
  const within = (child: Schema): string => abbreviate(child) ?? shapeText(child, abbreviate);
  switch (schema.kind) {
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
      return schema.kind;
    case 'number':
      return call('number', [String(schema.integer), json(schema.format), limits(schema.limits)]);
    case 'string':
      return call('string', [json(schema.format), limits(schema.limits)]);
    case 'literal':
      return call('literal', [canonicalJson(schema.value)]);
    case 'enum':
      return call('enum', [json(schema.members.map((member) => member.value))]);
    case 'model':
      return call('model', [json(schema.model)]);
    case 'array':
      return call('array', [within(schema.items), limits(schema.limits)]);
    case 'tuple': {
      const rest = within(schema.rest);
      return call('tuple', [
        ...schema.items.map(within),
        rest,
        String(schema.required),
        limits(schema.limits),
      ]);
    }
    case 'object':
      return objectText(schema, within);
    case 'record':
      return call('record', [within(schema.keys), within(schema.values), limits(schema.limits)]);
    case 'union':
      return unionText(schema, within);
    case 'intersection':
      return call('intersection', schema.members.map(within));
    case 'refined':
      return call('refined', [bodyText(schema.schema, abbreviate), ...schema.assertions.map(assertionText)]);
  }
}

/** A refined schema is abbreviated as a whole; its body is abbreviated only if it is a reference. */
function bodyText(body: Schema, abbreviate: Abbreviate): string {
  return (body.kind === 'model' ? abbreviate(body) : null) ?? shapeText(body, abbreviate);
}

/** Schemas in assertions are written after the rest: inside it they would be escaped once for each level. */
function assertionText(assertion: Assertion): string {
  const schemas: string[] = [];
  const rest = JSON.stringify(assertion, (_, part: unknown) => {
    if (!isSchema(part)) return part;
    schemas.push(shapeText(part));
    return null;
  });
  return call(rest, schemas);
}

function isSchema(part: unknown): part is Schema {
  return isJsonObject(part) && Object.hasOwn(part, 'docs') && Object.hasOwn(part, 'place');
}

/** Returns a hash that is equal where `shapeText` is. */
export function shapeHash(schema: Schema): string {
  return hashText(shapeText(schema));
}

/** 16 hexadecimal digits: collisions within one document are practically impossible. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** JSON with the keys of every object sorted: equal values give equal texts. */
export function canonicalJson(value: JsonValue | undefined): string {
  if (value === undefined) return '-';
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => compareText(left, right));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

/** The same value with the keys of every object sorted, so that it is printed the same however it was written. */
export function withSortedKeys(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withSortedKeys);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, withSortedKeys(entry)] as const);
  return Object.fromEntries(sortedBy(entries, ([key]) => key));
}

type Within = (child: Schema) => string;

function objectText(schema: Extract<Schema, { kind: 'object' }>, within: Within): string {
  const properties = sortedBy(schema.properties, ({ name }) => name).map(
    ({ name, required, schema: value, default: fallback, access }) =>
      [json(name), required ? '!' : '?', within(value), canonicalJson(fallback), access].join(' '),
  );
  const patterns = schema.patterns.map(({ pattern, schema: value }) => `${json(pattern)} ~ ${within(value)}`);
  const rest = schema.rest === null ? '-' : within(schema.rest);
  return call('object', [...properties, ...patterns, rest, limits(schema.limits)]);
}

function unionText(schema: Extract<Schema, { kind: 'union' }>, within: Within): string {
  const discriminator = schema.discriminator;
  const told = discriminator === null ? '-' : json([discriminator.property, discriminator.mapping]);
  return call('union', [...schema.members.map(within), String(schema.exclusive), told]);
}

function call(kind: string, parts: readonly string[]): string {
  return `${kind}(${parts.join('; ')})`;
}

function limits(values: object): string {
  return JSON.stringify(Object.entries(values).sort(([left], [right]) => compareText(left, right)));
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

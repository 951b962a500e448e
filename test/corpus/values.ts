/** A schema → values that a server could send: one with as little as it may hold, two with as much. */
import { isJsonObject, type JsonValue } from '../../generator/api/json.ts';
import type {
  ArraySchema,
  NumberSchema,
  ObjectSchema,
  Schema,
  StringSchema,
} from '../../generator/api/schema.ts';
import { textsMatching } from '../../templates/mocks/pattern-text.ts';

/** `most` takes the first of several alternatives, `last` the last. */
export type Amount = 'least' | 'most' | 'last';

export const amounts: readonly Amount[] = ['least', 'most', 'last'];

interface Making {
  readonly amount: Amount;
  /** True for a value that a client sends. Default: the server sends it. */
  readonly isSent?: boolean;
  /** Text where the schema allows any. */
  readonly text?: string;
  /** Text in place of bytes. Default: no value is found. */
  readonly bytes?: string;
  /** Number of items of a list, unless `least` is asked for or the schema asks for more. Default: 1. */
  readonly count?: number;
  readonly schemaOf: (model: string) => Schema;
  /** How many more schemas may stand in one another. */
  readonly depth: number;
}

/** `undefined`: none is found, as where patterns ask for something, or models never end. */
export function valueOf(schema: Schema, making: Omit<Making, 'depth'>): JsonValue | undefined {
  return made(schema, { ...making, depth: 8 });
}

function made(schema: Schema, making: Making): JsonValue | undefined {
  if (making.depth === 0) return undefined;
  const inner: Making = { ...making, depth: making.depth - 1 };
  switch (schema.kind) {
    case 'unknown':
      return { anything: [1] };
    case 'never':
      return undefined;
    case 'null':
      return null;
    case 'boolean':
      return true;
    case 'number':
      return numberOf(schema);
    case 'string':
      return textOf(schema, making);
    case 'literal':
      return schema.value;
    case 'enum':
      return schema.members[0]?.value;
    case 'array':
      return listOf(schema, inner);
    case 'tuple':
      return complete(schema.items.map((item) => made(item, inner)));
    case 'object':
      return objectOf(schema, inner);
    case 'record':
      return schema.keys.kind === 'string' ? mapOf(schema.values, inner) : {};
    case 'union':
      return oneOf(schema.members, inner);
    case 'intersection':
      return together(schema.members.map((member) => made(member, inner)));
    case 'refined':
      return made(schema.schema, inner);
    case 'model':
      return made(making.schemaOf(schema.model), inner);
  }
}

function numberOf({ integer, limits }: NumberSchema): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 } = limits;
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + multipleOf);
  const most = maximum ?? (exclusiveMaximum === undefined ? undefined : exclusiveMaximum - multipleOf);
  const value = Math.ceil((least ?? most ?? 3) / multipleOf) * multipleOf;
  return integer ? Math.ceil(value) : value;
}

const texts: ReadonlyMap<string, string> = new Map([
  ['date', '2020-01-02'],
  ['date-time', '2020-01-02T03:04:05Z'],
  ['duration', 'P1D'],
  ['email', 'ada@example.org'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['json-pointer', '/a'],
  ['regex', 'a'],
  ['time', '03:04:05Z'],
  ['uri', 'https://example.org/'],
  ['uuid', '018f2f3e-0000-7000-8000-000000000000'],
]);

/** Bytes are no JSON. */
function textOf({ format, limits }: StringSchema, { bytes, text }: Making): string | undefined {
  if (format === 'binary') return bytes;
  const { minLength = 0, maxLength = Infinity, pattern } = limits;
  if (format === null && pattern === undefined && text !== undefined)
    if (text.length >= minLength && text.length <= maxLength) return text;
  const fitting = format === null && pattern !== undefined ? matchingText(pattern) : undefined;
  if (fitting !== undefined && fitting.length >= minLength && fitting.length <= maxLength) return fitting;
  return texts.get(format ?? '') ?? 'x'.repeat(Math.min(limits.minLength ?? 1, 1_000));
}

/** A text that a pattern matches; `undefined`: the first few candidates do not, or the pattern is no regular expression. */
function matchingText(pattern: string): string | undefined {
  try {
    const expression = new RegExp(pattern, 'u');
    let tries = 16;
    for (const text of textsMatching(pattern, 0)) {
      if (text.length < 1_000 && expression.test(text)) return text;
      tries -= 1;
      if (tries === 0) return undefined;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function listOf({ items, limits }: ArraySchema, making: Making): JsonValue | undefined {
  const { minItems: least = 0, maxItems: most = Infinity } = limits;
  const wanted = limits.uniqueItems === true ? 1 : Math.min(making.count ?? 1, most);
  const count = Math.min(making.amount === 'least' ? least : Math.max(least, wanted), 100);
  const values = complete(Array.from({ length: count }, () => made(items, making)));
  return values ?? (least === 0 ? [] : undefined);
}

function mapOf(values: Schema, making: Making): JsonValue {
  const value = making.amount === 'least' ? undefined : made(values, making);
  return value === undefined ? {} : { key: value };
}

/** What has a default is left out, to be filled in. */
function objectOf({ properties, patterns, rest }: ObjectSchema, making: Making): JsonValue | undefined {
  const entries: [string, JsonValue][] = [];
  const foreign = making.isSent === true ? 'read' : 'write';
  for (const { name, schema, required, default: filled, access } of properties) {
    const isWanted = required || (making.amount !== 'least' && filled === undefined);
    const value = isWanted && access !== foreign ? made(schema, making) : undefined;
    if (value !== undefined) entries.push([name, value]);
    else if (required && access !== foreign) return undefined;
  }
  const other =
    making.amount === 'least' || patterns.length > 0 || rest === null ? undefined : made(rest, making);
  return Object.fromEntries(other === undefined ? entries : [...entries, ['undeclared', other]]);
}

function oneOf(members: readonly Schema[], making: Making): JsonValue | undefined {
  const order = making.amount === 'last' ? members.toReversed() : members;
  const nulls = order.filter(({ kind }) => kind === 'null');
  for (const member of [...order.filter(({ kind }) => kind !== 'null'), ...nulls]) {
    const value = made(member, making);
    if (value !== undefined) return value;
  }
  return undefined;
}

function together(values: readonly (JsonValue | undefined)[]): JsonValue | undefined {
  return complete(values)?.reduce((all, value) =>
    isJsonObject(all) && isJsonObject(value) ? { ...all, ...value } : all,
  );
}

function complete(values: readonly (JsonValue | undefined)[]): JsonValue[] | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === values.length ? there : undefined;
}

/** Compares numbers, strings and lists: do the limits, formats and constants of one schema fit another one? */
import { canonicalJson } from '../api/hash.ts';
import type { JsonValue } from '../api/json.ts';
import { quickMatch } from '../api/pattern.ts';
import type {
  EnumSchema,
  LiteralSchema,
  NumberLimits,
  NumberSchema,
  Schema,
  StringSchema,
} from '../api/schema.ts';

/**
 * How a reader sees values. `exact`: as the document, which is what a server accepts and `exact` validates.
 * `tolerant`: as a validator of responses. `type`: as the compiler.
 */
export type View = 'exact' | 'tolerant' | 'type';

/** Formats that validators assert in responses too. All others are text. */
const assertedFormats: ReadonlySet<string> = new Set([
  'uuid',
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'uri',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
]);

export function stringFits(values: StringSchema, reader: StringSchema, view: View): boolean {
  if ((values.format === 'binary') !== (reader.format === 'binary')) return false;
  if (view === 'type') return values.representation === reader.representation;
  const isAsserted = assertedFormats.has(reader.format ?? '') || reader.representation !== undefined;
  if (isAsserted && values.format !== reader.format) return false;
  return view === 'tolerant' || limitsFit(values.limits, reader.limits);
}

export function numberFits(values: NumberSchema, reader: NumberSchema, view: View): boolean {
  if (view === 'type') return typeOfNumber(values) === typeOfNumber(reader);
  if (reader.integer && !values.integer) return false;
  return view === 'tolerant' || limitsFit(values.limits, reader.limits);
}

function typeOfNumber({ representation }: NumberSchema): string {
  return representation === undefined || representation === 'rounded' ? 'number' : representation;
}

/** Limits as the schemas of all types have them. */
type AnyLimits = Readonly<Partial<Record<string, number | string | boolean>>>;

/** Returns true if every limit of the reader follows from one of the values. */
export function limitsFit(values: object, reader: object): boolean {
  const own = new Map<string, unknown>(Object.entries(values));
  return Object.entries(reader).every(([name, limit]: [string, unknown]) => limitFits(name, own, limit));
}

function limitFits(name: string, values: ReadonlyMap<string, unknown>, limit: unknown): boolean {
  const given = values.get(name);
  if (limit === false || given === limit) return true;
  if (typeof limit !== 'number') return false;
  if (name === 'multipleOf') return typeof given === 'number' && given % limit === 0;
  if (name.startsWith('max')) return atMost(values, name, limit);
  if (name.startsWith('min')) return atLeast(values, name, limit);
  return typeof given === 'number' && (name === 'exclusiveMaximum' ? given <= limit : given >= limit);
}

function atMost(values: ReadonlyMap<string, unknown>, name: string, limit: number): boolean {
  const bounds = [values.get(name), name === 'maximum' ? values.get('exclusiveMaximum') : undefined];
  return bounds.some((bound) => typeof bound === 'number' && bound <= limit);
}

function atLeast(values: ReadonlyMap<string, unknown>, name: string, limit: number): boolean {
  const bounds = [values.get(name), name === 'minimum' ? values.get('exclusiveMinimum') : undefined];
  return limit <= 0 && name !== 'minimum'
    ? true
    : bounds.some((bound) => typeof bound === 'number' && bound >= limit);
}

/** `tightened`: the new limit accepts less. Both sides may be absent. */
export function limitChange(name: string, before: AnyLimits, after: AnyLimits): 'tightened' | 'loosened' {
  const only = (limits: AnyLimits): AnyLimits => (name in limits ? { [name]: limits[name] } : {});
  return limitsFit(only(before), only(after)) ? 'loosened' : 'tightened';
}

/** Fixed values of a schema; `null`: it has others. */
export function fixedValues(schema: Schema): readonly JsonValue[] | null {
  switch (schema.kind) {
    case 'literal':
      return [schema.value];
    case 'enum':
      return schema.members.map(({ value }) => value);
    case 'null':
      return [null];
    case 'boolean':
      return [true, false];
    case 'unknown':
    case 'never':
    case 'number':
    case 'string':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'union':
    case 'intersection':
    case 'refined':
    case 'model':
      return null;
  }
}

/** `isOpen`: values of the same type pass too. */
export function valueFits(value: JsonValue, reader: EnumSchema | LiteralSchema, isOpen: boolean): boolean {
  if (reader.kind === 'literal') return canonicalJson(value) === canonicalJson(reader.value);
  if (reader.members.some((member) => member.value === value)) return true;
  return isOpen && typeof value === typeof reader.members[0]?.value;
}

/** Returns true if one fixed value passes a schema of a whole type. */
export function valueFitsScalar(value: JsonValue, reader: NumberSchema | StringSchema, view: View): boolean {
  if (reader.kind === 'string') return typeof value === 'string' && textFits(value, reader, view);
  if (typeof value !== 'number') return false;
  if (view === 'type') return typeOfNumber(reader) === 'number';
  if (reader.integer && !Number.isSafeInteger(value)) return false;
  return view === 'tolerant' || isWithin(value, reader.limits);
}

function textFits(text: string, { format, representation, limits }: StringSchema, view: View): boolean {
  if (format === 'binary') return false;
  if (view === 'type') return representation === undefined;
  if (assertedFormats.has(format ?? '')) return false;
  if (view === 'tolerant') return true;
  const { minLength = 0, maxLength = Infinity, pattern } = limits;
  const length = Array.from(text).length;
  const matches = pattern === undefined || quickMatch(pattern, text) === true;
  return length >= minLength && length <= maxLength && matches;
}

function isWithin(value: number, limits: NumberLimits): boolean {
  const { minimum = -Infinity, maximum = Infinity } = limits;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity, multipleOf } = limits;
  const isBetween =
    value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;
  return isBetween && (multipleOf === undefined || value % multipleOf === 0);
}

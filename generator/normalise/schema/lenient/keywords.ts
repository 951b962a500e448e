/**
 * Rewrites of the keywords of one schema object: what its author meant, as a schema that says so by the standard.
 *
 * Each function is a row of the table in docs/json-schema.md. It returns the schema itself where the row does not apply.
 */
import { canonicalJson } from '../../../api/hash.ts';
import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../../api/json.ts';
import { impliedTypes, keywords, keywordsThat } from '../../../api/keywords.ts';
import type { DiagnosticCode } from '../../../diagnostics/catalogue.ts';
import { shownValue } from '../../scope.ts';
import { memberOf } from '../../source.ts';
import { nestsTooDeep, typeAllows } from '../accepts.ts';
import { knownType } from '../typed.ts';

export interface Rewritten {
  readonly schema: JsonObject;
  readonly findings: readonly Found[];
}

/** A finding, and the steps from the schema to its place. */
interface Found {
  readonly at: readonly (string | number)[];
  readonly code: DiagnosticCode;
  readonly message: string;
}

type Rewrite = (schema: JsonObject) => Rewritten;

/** Applies all rewrites. The order counts: `enum` decides which types are left to imply. */
export function rewriteKeywords(written: JsonObject): Rewritten {
  return inOrder.reduce<Rewritten>(
    ({ schema, findings }, rewrite) => {
      const next = rewrite(schema);
      return { schema: next.schema, findings: [...findings, ...next.findings] };
    },
    { schema: written, findings: [] },
  );
}

const inOrder: readonly Rewrite[] = [
  dropEnumBesideConst,
  dropEmptyEnum,
  moveNullOut,
  dropContainerType,
  dropMisfits,
  dropLimitsOfConstants,
  addImpliedType,
  addIntegerOfFormat,
  dropBoundsOfIntegers,
  closeSinglePattern,
];

/** An `enum` beside a `const` is dropped: the constant is one of its members, or replaces them. */
export function dropEnumBesideConst(schema: JsonObject): Rewritten {
  const [fixed, list] = [memberOf(schema, 'const'), memberOf(schema, 'enum')];
  if (fixed === undefined || list === undefined) return silent(schema);
  const isMember = isJsonArray(list) && membersOf([...list, fixed]).length === membersOf(list).length;
  const message = `The enum beside it does not have the constant ${shownValue(fixed)}.`;
  return {
    schema: without(schema, ['enum']),
    findings: isMember ? [] : [{ at: ['const'], code: 'CW2010', message }],
  };
}

/** `enum: []` is dropped. */
export function dropEmptyEnum(schema: JsonObject): Rewritten {
  const list = memberOf(schema, 'enum');
  if (list === undefined || (isJsonArray(list) && list.length > 0)) return silent(schema);
  const message = 'A list of at least one value is expected here.';
  return { schema: without(schema, ['enum']), findings: [{ at: ['enum'], code: 'CW2002', message }] };
}

/**
 * A type that lists null beside other keywords: null is allowed, whatever they say. It becomes `nullable: true`.
 *
 * Upgraders of older documents write `nullable` without a type as `type: 'null'` beside a combination.
 */
export function moveNullOut(schema: JsonObject): Rewritten {
  if (!allowsNull(schema) || allowsOnlyNull(schema)) return silent(schema);
  const types = writtenTypes(schema).filter((type) => type !== 'null');
  const typed = types.length === 0 ? {} : { type: types };
  return silent({ ...without(schema, ['type']), ...typed, nullable: true });
}

/** `type: object` or `array` beside an `enum` of texts, numbers or booleans: the `enum` decides. */
export function dropContainerType(schema: JsonObject): Rewritten {
  const types = knownTypes(schema);
  const isContainer = types.length > 0 && types.every((type) => type === 'object' || type === 'array');
  if (!isContainer) return silent(schema);
  const constants = constantsOf(schema);
  if (constants.some(({ value }) => fits(value, types))) return silent(schema);
  if (!constants.some(({ value }) => isPlain(value))) return silent(schema);
  return { schema: { ...schema, type: [...plainTypes] }, findings: misfitsOf(constants, types) };
}

const plainTypes = ['string', 'number', 'boolean'] as const;

function isPlain(value: JsonValue): boolean {
  return plainTypes.some((type) => typeof value === type);
}

/**
 * Members of an `enum` that the `type` excludes are ignored, as the standard has it, and reported.
 *
 * With at most one member left, the `enum` is dropped: a constant would refuse the values that the others stand for.
 */
export function dropMisfits(schema: JsonObject): Rewritten {
  const types = knownTypes(schema);
  if (types.length === 0) return silent(schema);
  const isNullable = memberOf(schema, 'nullable') === true;
  const constants = constantsOf(schema).filter(({ value }) => value !== null || !isNullable);
  const misfits = constants.filter(({ value }) => !fits(value, types));
  if (misfits.length === 0) return silent(schema);
  const fitting = constants.length - misfits.length;
  return {
    schema: fitting < 2 ? without(schema, ['enum', 'const']) : schema,
    findings: misfitsOf(misfits, types),
  };
}

/** Limits beside an `enum` or `const` are ignored: the values are what the author lists. */
export function dropLimitsOfConstants(schema: JsonObject): Rewritten {
  return hasConstants(schema) ? silent(without(schema, limiting)) : silent(schema);
}

const limiting: readonly string[] = [
  'format',
  ...keywordsThat(({ type, refines }) => type !== null && refines !== true),
];

/**
 * A keyword of one type without a `type` adds the type; keywords of several types add a choice of them.
 *
 * A `format` that belongs to no known type is dropped.
 */
export function addImpliedType(schema: JsonObject): Rewritten {
  if (hasConstants(schema) || knownTypes(schema).length > 0) return silent(schema);
  const implied = impliedTypes(schema);
  if (implied.length === 0) return silent(has(schema, 'format') ? without(schema, ['format']) : schema);
  // Unknown types stay, to be reported.
  return silent({ ...schema, type: [...implied, ...writtenTypes(schema)] });
}

/** `format: int32` or `int64` on a number: it is an integer. */
export function addIntegerOfFormat(schema: JsonObject): Rewritten {
  const format = memberOf(schema, 'format');
  if (format !== 'int32' && format !== 'int64') return silent(schema);
  const types = writtenTypes(schema).map((type) => (type === 'number' ? 'integer' : type));
  return types.includes('integer') ? silent({ ...schema, type: types }) : silent(schema);
}

/** Bounds of an integer at or beyond ±(2^53−1) are ignored: they only describe the largest integer of a language. */
export function dropBoundsOfIntegers(schema: JsonObject): Rewritten {
  const types = knownTypes(schema);
  if (!types.includes('integer') || types.includes('number')) return silent(schema);
  const isBeyond = (bound: string): boolean => {
    const value = memberOf(schema, bound);
    return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) >= Number.MAX_SAFE_INTEGER;
  };
  const beyond = bounds.filter(isBeyond);
  return beyond.length === 0 ? silent(schema) : silent(without(schema, beyond));
}

const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** `patternProperties` with one pattern and nothing else: every key matches the pattern. */
export function closeSinglePattern(schema: JsonObject): Rewritten {
  const patterns = memberOf(schema, 'patternProperties');
  const isSingle = isJsonObject(patterns) && Object.keys(patterns).length === 1;
  const properties = memberOf(schema, 'properties');
  const required = memberOf(schema, 'required');
  const namesKeys =
    (isJsonObject(properties) && Object.keys(properties).length > 0) ||
    (isJsonArray(required) && required.length > 0);
  const hasRest = has(schema, 'additionalProperties') || has(schema, 'unevaluatedProperties');
  if (!isSingle || namesKeys || hasRest) return silent(schema);
  return silent({ ...schema, additionalProperties: false });
}

/** `{ nullable: true }` and nothing that limits values: a habit of OpenAPI 3.0 that means null. */
export function saysOnlyNullable(schema: JsonValue | undefined): boolean {
  if (!isJsonObject(schema) || memberOf(schema, 'nullable') !== true) return false;
  return Object.keys(schema).every(
    (key) => key === 'nullable' || key.startsWith('x-') || keywords.get(key)?.role === 'annotation',
  );
}

/** Returns true if null is valid, in any spelling of any version. */
function allowsNull(schema: JsonObject): boolean {
  if (memberOf(schema, 'nullable') === true) return true;
  const members = memberOf(schema, 'allOf');
  if (isJsonArray(members) && members.some(saysOnlyNullable)) return true;
  const types = knownTypes(schema);
  if (types.includes('null')) return true;
  return memberOf(schema, 'type') === undefined && constantsOf(schema).some(({ value }) => value === null);
}

function allowsOnlyNull(schema: JsonObject): boolean {
  const constants = constantsOf(schema);
  if (constants.length > 0) return constants.every(({ value }) => value === null);
  const types = knownTypes(schema);
  const isTypeNull = types.length > 0 && types.every((type) => type === 'null');
  return isTypeNull && !combining.some((keyword) => has(schema, keyword));
}

const combining = ['$ref', 'allOf', 'anyOf', 'oneOf', 'properties'];

interface Constant {
  readonly value: JsonValue;
  readonly at: readonly (string | number)[];
}

/** The values of `const` or `enum`, each once. */
function constantsOf(schema: JsonObject): readonly Constant[] {
  const fixed = memberOf(schema, 'const');
  return fixed === undefined ? membersOf(memberOf(schema, 'enum')) : [{ value: fixed, at: ['const'] }];
}

/** The members of an `enum`, each once. */
function membersOf(list: JsonValue | undefined): readonly Constant[] {
  const byText = new Map<string, Constant>();
  for (const [index, value] of (isJsonArray(list) ? list : []).entries()) {
    const text = nestsTooDeep(value) ? `${index}` : canonicalJson(value);
    if (!byText.has(text)) byText.set(text, { value, at: ['enum', index] });
  }
  return [...byText.values()];
}

function hasConstants(schema: JsonObject): boolean {
  return has(schema, 'const') || has(schema, 'enum');
}

/** Reports once for each schema: a member of the wrong type rarely is the only one. */
function misfitsOf(misfits: readonly Constant[], types: readonly string[]): readonly Found[] {
  const [first] = misfits;
  if (first === undefined) return [];
  const text = shownValue(first.value);
  const others = misfits.length - 1;
  const subject = others === 0 ? `${text} is` : `${text} and ${others} more members are`;
  return [{ at: first.at, code: 'CW2007', message: `${subject} not of type ${types.join(' or ')}.` }];
}

function fits(value: JsonValue, types: readonly string[]): boolean {
  return types.some((type) => typeAllows(type, value));
}

/** The values of `type` as they are written, unknown ones too. */
function writtenTypes(schema: JsonObject): JsonArray {
  const type = memberOf(schema, 'type');
  if (isJsonArray(type)) return type;
  return type === undefined ? [] : [type];
}

function knownTypes(schema: JsonObject): readonly string[] {
  return writtenTypes(schema)
    .map(knownType)
    .filter((type) => type !== null);
}

function has(schema: JsonObject, keyword: string): boolean {
  return Object.hasOwn(schema, keyword);
}

function without(schema: JsonObject, dropped: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !dropped.includes(keyword)));
}

/** Without a message. */
function silent(schema: JsonObject): Rewritten {
  return { schema, findings: [] };
}

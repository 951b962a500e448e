/**
 * A schema as a document writes it → the same in JSON Schema 2020-12, with what docs/json-schema.md and
 * docs/generated-package.md promise.
 */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import {
  decoded,
  followed,
  memberOf,
  stepOf,
  type DescribedDocument,
  type Located,
} from './described-document.ts';
import { joinedAlternatives, withOtherKeys } from './other-keys.ts';
import { isMixed, isRepeated, withMembers } from './policy-alternatives.ts';
import {
  assertedFormats,
  dropped,
  impliedTypes,
  isClosedFor,
  isOfRequest,
  limits,
  type Policy,
} from './policy-keywords.ts';
import { partsOf, tagsOf, withOwnTags, type Tags } from './tagged-schemas.ts';

/** `isBase`: as a member of an `allOf`, where a discriminator does not lead to the schemas that inherit. */
export interface Written {
  readonly pointer: string;
  readonly isBase: boolean;
}

export interface PolicyRequest {
  readonly written: Written;
  readonly value: JsonValue;
  readonly policy: Policy;
  readonly idOf: (written: Written) => string;
}

export interface PolicySchema {
  readonly schema: JsonValue;
  readonly references: readonly Written[];
}

export function policySchema(document: DescribedDocument, request: PolicyRequest): PolicySchema {
  const references: Written[] = [];
  const refer = (written: Written): JsonObject => {
    references.push(written);
    return { $ref: request.idOf(written) };
  };
  const reading: Reading = { document, policy: request.policy, refer, isMember: false };
  const { pointer, isBase } = request.written;
  return { schema: read({ value: request.value, pointer }, isBase, reading), references };
}

export interface Reading {
  readonly document: DescribedDocument;
  readonly policy: Policy;
  readonly refer: (written: Written) => JsonObject;
  /** Of an `allOf`, which decides for all of its members whether other keys are valid. */
  readonly isMember: boolean;
}

export function read({ value, pointer }: Located, isBase: boolean, within: Reading): JsonValue {
  const reading = { ...within, isMember: isBase };
  if (!isJsonObject(value)) return typeof value === 'boolean' ? value : true;
  const reference = value['$ref'];
  if (typeof reference === 'string') return readReference({ value, pointer }, reference, reading, isBase);
  const tags = tagsOf(reading.document, { value, pointer });
  if (tags !== null && !(isBase && tags.isInherited)) return readTagged({ value, pointer }, tags, reading);
  // The lenient reading: `additionalProperties` of a member applies to keys that no member names.
  if (isBase) return readKeywords(withoutAdditional(value), pointer, reading);
  return withOwnTags(reading.document, { value, pointer }, readKeywords(value, pointer, reading));
}

function readReference(
  { value, pointer }: { readonly value: JsonObject; readonly pointer: string },
  reference: string,
  reading: Reading,
  isBase: boolean,
): JsonValue {
  if (!reference.startsWith('#')) throw new Error(`The reference ${reference} is not a pointer.`);
  const target = reading.refer({ pointer: decoded(reference.slice(1)), isBase });
  const { $ref: _, ...beside } = value;
  // Authors mean it, also where the standard ignores what stands beside a reference.
  if (isNullable(value, reading.document.dialect)) return orNull(target);
  // Before OpenAPI 3.1, what stands beside a reference is ignored.
  if (reading.document.dialect !== '3.1' || Object.keys(beside).length === 0) return target;
  return { allOf: [target, readKeywords(beside, pointer, reading)] };
}

/** The tag decides on the variant; in a response, a tag that the document does not list is one that came later. */
function readTagged(
  located: Located & { readonly value: JsonObject },
  tags: Tags,
  reading: Reading,
): JsonValue {
  const { property, variants, isInherited } = tags;
  const plain = readKeywords(located.value, located.pointer, reading);
  const has = (values: readonly JsonValue[]): JsonObject => ({
    type: 'object',
    required: [property],
    properties: { [property]: { enum: values } },
  });
  const known = [...variants.keys()];
  // Of a variant that came later, only the tag is known.
  const chosen = [...variants].map(([tag, variant]) =>
    conditional(
      has([tag]),
      variant === located.pointer ? true : reading.refer({ pointer: variant, isBase: false }),
      true,
    ),
  );
  const { anyOf: _, oneOf: __, ...rest } = isJsonObject(plain) ? plain : {};
  const others = otherVariants(tags, reading);
  // The lenient reading, as in `read`: the variant names more keys than its base.
  const base = isInherited && isJsonObject(plain) ? withoutAdditional(plain) : plain;
  if (isInherited) return conditional(has(known), { allOf: [base, ...chosen] }, others);
  const ofObjects = conditional(has(known), { allOf: [{ ...rest }, ...chosen] }, others);
  return conditional({ type: 'object' }, ofObjects, plain);
}

/** Tags that the document does not list: those of the default mapping, or of variants that came later. */
function otherVariants({ property, variants, fallback }: Tags, reading: Reading): JsonValue {
  if (fallback !== null) return reading.refer({ pointer: fallback, isBase: false });
  const isOpen = [...variants.keys()].every((tag) => typeof tag === 'string');
  if (isClosedFor(reading.policy) || !isOpen) return false;
  return { type: 'object', required: [property], properties: { [property]: { type: 'string' } } };
}

/** An object with `then` must not be a literal: `await` would take it for a promise. */
function conditional(condition: JsonValue, whenTrue: JsonValue, whenFalse: JsonValue): JsonObject {
  const parts = [condition, whenTrue, whenFalse];
  return Object.fromEntries(['if', 'then', 'else'].map((keyword, index) => [keyword, parts[index] ?? true]));
}

function readKeywords(schema: JsonObject, pointer: string, reading: Reading): JsonValue {
  const { dialect } = reading.document;
  if (schema['$dynamicRef'] !== undefined || schema['$recursiveRef'] !== undefined)
    throw new Error('A reference by name.');
  const isOpen = reading.policy === 'open';
  const isJoined = joinedAlternatives({ value: schema, pointer }, reading.document) !== null;
  const read: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (dropped.includes(keyword) || keyword.startsWith('x-')) continue;
    if (isOpen && limits.includes(keyword)) continue;
    // A value that fits two alternatives is refused by `exact` alone.
    const isCounted = reading.policy === 'exact' && !isMixed(schema, pointer);
    const name = keyword === 'oneOf' && !isCounted && schema['anyOf'] === undefined ? 'anyOf' : keyword;
    const at = { keyword, value, pointer: `${pointer}/${stepOf(keyword)}`, isJoined };
    read[name] = readKeyword(at, reading);
  }
  if (isJsonArray(read['type'])) read['type'] = read['type'].map((each) => each ?? 'null');
  withBounds(schema, read, dialect);
  withType(schema, read, reading);
  withFittingType(schema, read);
  withEnum(read, reading.policy);
  if (schema['type'] === 'null' && (schema['oneOf'] ?? schema['anyOf']) !== undefined) delete read['type'];
  withMembers(schema, read, reading);
  withTuple(schema, read);
  withRequired(schema, { read, pointer }, reading);
  withOtherKeys({ value: schema, pointer }, read, reading);
  if (!assertedFormats.has(String(read['format'])) || !isText(read['type'])) delete read['format'];
  if (schema['type'] === 'file') return true;
  return isNullable(schema, dialect) ? orNull(read) : read;
}

function isText(type: JsonValue | undefined): boolean {
  return type === undefined || type === 'string' || (isJsonArray(type) && type.includes('string'));
}

function readKeyword(
  { keyword, value, pointer, isJoined }: Located & { readonly keyword: string; readonly isJoined: boolean },
  reading: Reading,
): JsonValue {
  const schemaAt = (each: JsonValue, steps: string, isBase = false): JsonValue =>
    read({ value: each, pointer: pointer + steps }, isBase, reading);
  const alternativeAt = (each: JsonValue, index: number): JsonValue =>
    isOnlyNullable(each) ? { type: 'null' } : schemaAt(each, `/${index}`, isJoined);
  switch (keyword) {
    case 'properties':
    case 'patternProperties':
    case 'dependentSchemas':
      return !isJsonObject(value)
        ? {}
        : Object.fromEntries(
            Object.entries(value).map(([key, each]) => [
              key,
              isRemoved({ value: each, pointer: `${pointer}/${stepOf(key)}` }, reading)
                ? true
                : schemaAt(each, `/${stepOf(key)}`),
            ]),
          );
    case 'allOf':
      return !isJsonArray(value) ? [true] : value.map((each, index) => schemaAt(each, `/${index}`, true));
    case 'oneOf':
      return !isJsonArray(value)
        ? [true]
        : value.flatMap((each, index) => (isRepeated(value, index) ? [] : [alternativeAt(each, index)]));
    case 'anyOf':
      return !isJsonArray(value) ? [true] : value.map(alternativeAt);
    case 'prefixItems':
      return !isJsonArray(value) ? [true] : value.map((each, index) => schemaAt(each, `/${index}`));
    case 'items':
    case 'additionalProperties':
    case 'not':
    case 'if':
    case 'then':
    case 'else':
    case 'contains':
    case 'propertyNames':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
      return isJsonArray(value) ? true : schemaAt(value, '');
    default:
      return value;
  }
}

/** Read-only properties are removed from what is sent, whatever they hold. */
function isRemoved(property: Located, { policy, document }: Reading): boolean {
  return isOfRequest(policy) && hasFlag(property, 'readOnly', document);
}

/** The lenient reading: it applies to keys that no member names. */
function withoutAdditional(member: JsonObject): JsonObject {
  const { additionalProperties: _, unevaluatedProperties: __, ...rest } = member;
  return rest;
}

/** Before OpenAPI 3.1, an exclusive bound is a flag beside the bound. */
function withBounds(
  schema: JsonObject,
  read: Record<string, JsonValue>,
  dialect: DescribedDocument['dialect'],
): void {
  if (dialect === '3.1') return;
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const isExclusive = schema[exclusive] === true && typeof read[bound] === 'number';
    if (isExclusive) read[exclusive] = read[bound] ?? 0;
    else if (typeof schema[exclusive] === 'boolean') delete read[exclusive];
    if (isExclusive) delete read[bound];
  }
}

/** The lenient reading: a keyword of one type implies it, unless the alternatives beside it write theirs. */
function withType(schema: JsonObject, read: Record<string, JsonValue>, { document }: Reading): void {
  const alternatives = [schema['oneOf'] ?? schema['anyOf'] ?? []].flat();
  const isWritten = alternatives.some((each) => {
    const member = followed(document, { value: each, pointer: '' })?.value;
    return isJsonObject(member) && member['type'] !== undefined;
  });
  const implied = impliedTypes.filter(([, keywords]) =>
    keywords.some(
      (each) => Object.hasOwn(schema, each) && !(each === 'uniqueItems' && schema[each] === false),
    ),
  );
  const [first] = implied;
  if (schema['type'] === undefined && first !== undefined && !isWritten)
    read['type'] = implied.length === 1 ? first[0] : implied.map(([type]) => type);
  if (/^int(?:32|64)$/.test(String(schema['format'])) && schema['type'] === 'number')
    read['type'] = 'integer';
  if (schema['type'] === 'object' && isOfOtherType(schema['allOf'], document, 8)) delete read['type'];
}

/** The lenient reading: tools write `type: object` beside any `allOf`. */
function isOfOtherType(members: JsonValue | undefined, document: DescribedDocument, depth: number): boolean {
  return (
    depth > 0 &&
    isJsonArray(members) &&
    members.some((each) => {
      const member = followed(document, { value: each, pointer: '' })?.value;
      if (!isJsonObject(member)) return false;
      const isOther = /^(?:string|number|integer|boolean|array)$/.test(String(member['type']));
      return isOther || isOfOtherType(member['allOf'], document, depth - 1);
    })
  );
}

/** An enum of plain values overrides a type of containers; null in the type is a member of the enum. */
function withFittingType(schema: JsonObject, read: Record<string, JsonValue>): void {
  const members = schema['enum'];
  if (!isJsonArray(members)) return;
  const isPlain = members.every((each) => typeof each !== 'object');
  if (isPlain && /^(?:object|array)$/.test(String(schema['type']))) delete read['type'];
  else withoutMisfits(schema, members, read);
  if (isJsonArray(read['type']) && read['type'].includes('null')) read['enum'] = [...members, null];
}

/** Members that one type excludes are ignored, and the enum where at most one of the others is left. */
function withoutMisfits(
  { type, nullable }: JsonObject,
  members: readonly JsonValue[],
  read: Record<string, JsonValue>,
): void {
  if (!/^(?:string|number|integer|boolean)$/.test(String(type))) return;
  const own = type === 'integer' ? 'number' : type;
  const fits = (each: JsonValue): boolean =>
    typeof each === own && (type !== 'integer' || Number.isInteger(each));
  const fitting = members.filter(fits);
  if (members.every((each) => each === null || fits(each))) return;
  if (new Set(fitting).size < 2) delete read['enum'];
  else read['enum'] = nullable === true ? [...fitting, ...members.filter((each) => each === null)] : fitting;
}

/** In responses and requests, later members pass; `exact` closes the enum. Members of several types, and one, are fixed. */
function withEnum(read: Record<string, JsonValue>, policy: Policy): void {
  const members = read['enum'];
  if (!isJsonArray(members)) return;
  if (members.length === 0) delete read['enum'];
  if (isClosedFor(policy)) return;
  const some = members.filter((each) => each !== null);
  const types = new Set(some.map((each) => typeof each));
  const [type] = types;
  if (types.size !== 1 || some.length < 2 || (type !== 'string' && type !== 'number')) return;
  delete read['enum'];
  const hasNull =
    members.includes(null) &&
    (read['type'] === undefined || (isJsonArray(read['type']) && read['type'].includes('null')));
  // A later member of an enum of integers is a number: the type of the enum has no integers.
  const own = type;
  read['type'] = hasNull
    ? [own, 'null']
    : isJsonArray(read['type']) && read['type'].includes('null')
      ? read['type']
      : own;
}

/** `maxItems` at the length of the tuple closes it, and `minItems` requires its items: both are its type. */
function withTuple(schema: JsonObject, read: Record<string, JsonValue>): void {
  const { prefixItems, minItems, maxItems } = schema;
  if (!isJsonArray(prefixItems)) return;
  if (typeof minItems === 'number') read['minItems'] = Math.min(minItems, prefixItems.length);
  if (typeof maxItems === 'number' && maxItems <= prefixItems.length && schema['items'] === undefined)
    read['maxItems'] = maxItems;
}

/** A property of the other direction is not required. */
function withRequired(
  schema: JsonObject,
  { read, pointer }: { readonly read: Record<string, JsonValue>; readonly pointer: string },
  reading: Reading,
): void {
  const required = read['required'];
  if (!isJsonArray(required)) return (delete read['required'], undefined);
  const access = isOfRequest(reading.policy) ? 'readOnly' : 'writeOnly';
  const parts = partsOf(reading.document, { value: schema, pointer }, 8);
  read['required'] = required.filter((name) => {
    if (typeof name !== 'string') return false;
    const declared = parts.flatMap((part) => {
      const properties = memberOf(reading.document, part, 'properties')?.value;
      const own = isJsonObject(properties) ? properties[name] : undefined;
      const at = `${part.pointer}/properties/${stepOf(name)}`;
      return own === undefined ? [] : [{ value: own, pointer: at }];
    });
    return !declared.some((each) => hasFlag(each, access, reading.document));
  });
  withUndeclared(schema, read);
}

/** The lenient reading: a required key of a closed object has any value where no property describes it. */
function withUndeclared({ additionalProperties }: JsonObject, read: Record<string, JsonValue>): void {
  const { properties = {}, required } = read;
  if (additionalProperties !== false || !isJsonObject(properties) || !isJsonArray(required)) return;
  const names = required.map(String).filter((name) => !Object.hasOwn(properties, name));
  read['properties'] = { ...properties, ...Object.fromEntries(names.map((name) => [name, true])) };
}

export function hasFlag(located: Located, flag: string, document: DescribedDocument): boolean {
  const target = followed(document, located);
  return [located.value, target?.value].some((each) => isJsonObject(each) && each[flag] === true);
}

/** Authors of OpenAPI 3.1 keep `nullable`, which the client reads as they mean it. */
function isNullable(schema: JsonObject, dialect: DescribedDocument['dialect']): boolean {
  // Converters write `type: null` beside alternatives.
  const isNull = schema['type'] === 'null' && (schema['oneOf'] ?? schema['anyOf']) !== undefined;
  const members = isJsonArray(schema['allOf']) ? schema['allOf'] : [];
  return (
    isNull ||
    members.some(isOnlyNullable) ||
    schema['nullable'] === true ||
    (dialect !== '3.1' && schema['x-nullable'] === true)
  );
}

/** The lenient reading: in a combination, it means null. */
function isOnlyNullable(member: JsonValue): boolean {
  if (!isJsonObject(member) || member['nullable'] !== true) return false;
  return Object.keys(member).every((keyword) => dropped.includes(keyword) || keyword.startsWith('x-'));
}

function orNull(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'null' }] };
}

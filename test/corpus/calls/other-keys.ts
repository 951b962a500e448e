/** Keys that no property of an object names: what `additionalProperties` means for them beside `allOf` and alternatives. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import { followed, type DescribedDocument, type Located } from './described-document.ts';
import { dropped } from './policy-keywords.ts';
import type { Reading } from './policy-schema.ts';

/**
 * The lenient reading: of all members of an `allOf`, `additionalProperties` applies to keys that none of them names.
 * `false` is dropped where other members name further keys. In responses, undeclared keys are kept; a schema for
 * them is a type. Each alternative is such a member, with the schema that it stands in.
 */
export function withOtherKeys(
  schema: { readonly value: JsonObject; readonly pointer: string },
  read: Record<string, JsonValue>,
  reading: Reading,
): void {
  if (schema.value['allOf'] !== undefined) {
    delete read['additionalProperties'];
    Object.assign(read, otherKeys(membersOf(reading.document, schema), reading));
    return;
  }
  const alternatives = joinedAlternatives(schema, reading.document);
  if (alternatives !== null) withKeysOfAlternatives(read, alternatives, reading);
  else if (reading.policy === 'open' && schema.value['additionalProperties'] === false)
    delete read['additionalProperties'];
}

/** `null`: nothing is written of other keys, or there are no alternatives beside the properties. */
export function joinedAlternatives(
  { value, pointer }: { readonly value: JsonObject; readonly pointer: string },
  document: DescribedDocument,
): readonly (readonly Located[])[] | null {
  const { anyOf, oneOf, ...own } = value;
  const keyword = isJsonArray(oneOf) ? 'oneOf' : 'anyOf';
  const alternatives = isJsonArray(oneOf) ? oneOf : anyOf;
  if (!isJsonArray(alternatives) || own['allOf'] !== undefined || own['discriminator'] !== undefined)
    return null;
  if (!['properties', 'additionalProperties'].some((each) => own[each] !== undefined)) return null;
  const joined = alternatives.map((each, index) => {
    const target = followed(document, { value: each, pointer: `${pointer}/${keyword}/${index}` });
    return [{ value: own, pointer }, ...(target === undefined ? [] : [target])];
  });
  const isWritten = joined.flat().some(({ value: each }) => {
    return isJsonObject(each) && (each['additionalProperties'] ?? true) !== true;
  });
  return isWritten ? joined : null;
}

/** Names of properties beside the alternatives count in each of them. */
function withKeysOfAlternatives(
  read: Record<string, JsonValue>,
  alternatives: readonly (readonly Located[])[],
  reading: Reading,
): void {
  delete read['additionalProperties'];
  const keyword = isJsonArray(read['oneOf']) ? 'oneOf' : 'anyOf';
  const { properties = {}, patternProperties = {}, [keyword]: schemas } = read;
  if (!isJsonArray(schemas)) return;
  read[keyword] = schemas.map((schema, index) => ({
    allOf: [{ properties, patternProperties }, schema],
    ...otherKeys(alternatives[index] ?? [], reading),
  }));
}

function otherKeys(members: readonly Located[], reading: Reading): JsonObject {
  const others = members.flatMap(({ value, pointer }): readonly JsonObject[] => {
    const rest = isJsonObject(value) ? value['additionalProperties'] : undefined;
    if (rest === undefined || typeof rest === 'boolean') return [];
    return [reading.refer({ pointer: `${pointer}/additionalProperties`, isBase: false })];
  });
  if (others.length > 0) return { unevaluatedProperties: { allOf: others } };
  if (reading.policy === 'open' || reading.isMember || !isClosed(reading.document, members, 8)) return {};
  return { unevaluatedProperties: false };
}

/** The schema itself and the members of its `allOf`, without those that assert nothing. */
function membersOf(
  document: DescribedDocument,
  { value, pointer }: { readonly value: JsonObject; readonly pointer: string },
): readonly Located[] {
  const { allOf, ...own } = value;
  const members = (isJsonArray(allOf) ? allOf : []).flatMap((member, index): readonly Located[] => {
    const target = followed(document, { value: member, pointer: `${pointer}/allOf/${index}` });
    return target === undefined ? [] : [target];
  });
  return [{ value: own, pointer }, ...members].filter((each) => asserts(each.value));
}

function asserts(schema: JsonValue): boolean {
  const keys = isJsonObject(schema) ? Object.keys(schema) : [];
  return keys.some((key) => key !== 'type' && !dropped.includes(key) && !key.startsWith('x-'));
}

/** Closed members name all keys of the others. */
function isClosed(document: DescribedDocument, members: readonly Located[], depth: number): boolean {
  const some = members.filter(({ value }) => asserts(value));
  const closed = some.filter((member) => isClosedAlone(document, member, depth));
  const names = new Set(closed.flatMap((member) => namesOf(document, member, depth)));
  const isExtended = some.some(
    (member) =>
      !closed.includes(member) && !namesOf(document, member, depth).every((name) => names.has(name)),
  );
  return closed.length > 0 && !isExtended;
}

function isClosedAlone(document: DescribedDocument, { value, pointer }: Located, depth: number): boolean {
  if (!isJsonObject(value) || depth === 0) return false;
  if (value['allOf'] === undefined) return value['additionalProperties'] === false;
  return isClosed(document, membersOf(document, { value, pointer }), depth - 1);
}

/** Keys of properties, required ones included. A pattern stands for itself. */
function namesOf(document: DescribedDocument, { value, pointer }: Located, depth: number): readonly string[] {
  if (!isJsonObject(value) || depth === 0) return [];
  const { properties = {}, patternProperties = {}, required = [], allOf } = value;
  const own = [properties, patternProperties].flatMap((each) => Object.keys(isJsonObject(each) ? each : {}));
  const all = [...own, ...(isJsonArray(required) ? required.map(String) : [])];
  if (allOf === undefined) return all;
  const members = membersOf(document, { value, pointer });
  return [...all, ...members.flatMap((member) => namesOf(document, member, depth - 1))];
}

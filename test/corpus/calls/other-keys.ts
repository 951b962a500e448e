/** Keys that no property of an object names: what `additionalProperties` means for them beside `allOf`. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import { followed, type DescribedDocument, type Located } from './described-document.ts';
import { dropped } from './policy-keywords.ts';
import type { Reading } from './policy-schema.ts';

/**
 * The lenient reading: of all members of an `allOf`, `additionalProperties` applies to keys that none of them names.
 * `false` is dropped, unless every member has it. In responses, undeclared keys are kept; a schema for them is a type.
 */
export function withOtherKeys(
  schema: { readonly value: JsonObject; readonly pointer: string },
  read: Record<string, JsonValue>,
  reading: Reading,
): void {
  const isOpened = reading.policy === 'open';
  if (schema.value['allOf'] === undefined) {
    if (isOpened && schema.value['additionalProperties'] === false) delete read['additionalProperties'];
    return;
  }
  delete read['additionalProperties'];
  const members = membersOf(reading.document, schema);
  const others = members.flatMap(({ value, pointer }): readonly JsonObject[] => {
    const rest = isJsonObject(value) ? value['additionalProperties'] : undefined;
    if (rest === undefined || typeof rest === 'boolean') return [];
    return [reading.refer({ pointer: `${pointer}/additionalProperties`, isBase: false })];
  });
  if (others.length > 0) read['unevaluatedProperties'] = { allOf: others };
  else if (!isOpened && isClosed(reading.document, members, 8)) read['unevaluatedProperties'] = false;
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

function isClosed(document: DescribedDocument, members: readonly Located[], depth: number): boolean {
  return (
    members.length > 0 &&
    members.every(({ value, pointer }) => {
      if (!isJsonObject(value) || depth === 0) return false;
      if (value['allOf'] === undefined) return value['additionalProperties'] === false;
      return isClosed(document, membersOf(document, { value, pointer }), depth - 1);
    })
  );
}

/** `anyOf` and `oneOf` as docs/json-schema.md and docs/generated-package.md promise to read them. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../generator/api/json.ts';
import { followed } from './described-document.ts';
import { isClosedFor } from './policy-keywords.ts';
import type { Reading } from './policy-schema.ts';

/** The lenient reading: alternatives inside of alternatives are one list, of which a value may match several. */
export function isMixed({ oneOf }: JsonObject, pointer: string): boolean {
  const members = isJsonArray(oneOf) ? oneOf : [];
  return /\/(?:any|one)Of\/\d+$/.test(pointer) || members.some(mayOverlap);
}

/** The lenient reading: equal members count once. The last one of them may be nullable. */
export function isRepeated(members: readonly JsonValue[], index: number): boolean {
  const textOf = (member: JsonValue | undefined): string =>
    JSON.stringify(isJsonObject(member) ? { ...member, nullable: false } : member) ?? '';
  const later = members.slice(index + 1).map(textOf);
  return later.includes(textOf(members[index]));
}

/** Members of different types exclude each other. */
function mayOverlap(member: JsonValue): boolean {
  const inner = isJsonObject(member) ? (member['oneOf'] ?? member['anyOf']) : undefined;
  if (!isJsonObject(member) || !isJsonArray(inner) || member['discriminator'] !== undefined) return false;
  const types = inner.map((each) => (isJsonObject(each) ? each['type'] : undefined));
  return types.includes(undefined) || new Set(types).size < types.length;
}

/** Alternatives that are members of one enum, such as constants with descriptions, are one open enum. */
export function withMembers(
  schema: JsonObject,
  read: Record<string, JsonValue>,
  { policy, document }: Reading,
): void {
  const keyword = ['anyOf', 'oneOf'].find((each) => isJsonArray(schema[each]));
  if (keyword === undefined || isClosedFor(policy)) return;
  const members = schema[keyword];
  const all = (isJsonArray(members) ? members : []).map(
    (each) => followed(document, { value: each, pointer: '' })?.value ?? null,
  );
  const scalars = all.filter(
    (each) => isJsonObject(each) && (each['enum'] !== undefined || each['const'] !== undefined),
  );
  const values = scalars.flatMap((each) =>
    isJsonObject(each)
      ? isJsonArray(each['enum'])
        ? each['enum']
        : each['const'] === undefined
          ? [null]
          : [each['const']]
      : [null],
  );
  const types = new Set(values.map((each) => (each === null ? 'null' : typeof each)));
  const [type] = types;
  if (types.size !== 1 || new Set(values).size < 2 || (type !== 'string' && type !== 'number')) return;
  const others = isJsonArray(read['anyOf'])
    ? read['anyOf'].filter((_, index) => !scalars.includes(all[index] ?? null))
    : [];
  read['anyOf'] = [...others, { type }];
}

/** A document and edits by JSON pointer → another document. */
import { isJsonArray, isJsonObject, type JsonValue } from '../../generator/api/json.ts';
import { pointerKeys } from '../../generator/api/place.ts';

/** From pointer to new value. `undefined` removes, and `-` as the last step appends to a list. */
export type Edits = Readonly<Record<string, JsonValue | undefined>>;

/** Later edits see the earlier ones. The given document stays as it is. */
export function edited(document: JsonValue, edits: Edits): JsonValue {
  return Object.entries(edits).reduce(
    (value: JsonValue, [pointer, content]) => withEdit(value, pointerKeys(pointer), content),
    document,
  );
}

/** The value at a pointer, for edits that move a part. */
export function partAt(document: JsonValue, pointer: string): JsonValue {
  return pointerKeys(pointer).reduce((value: JsonValue, key) => childOf(value, key) ?? null, document);
}

function childOf(value: JsonValue, key: string): JsonValue | undefined {
  if (isJsonArray(value)) return value[Number(key)];
  return isJsonObject(value) ? value[key] : undefined;
}

function withEdit(value: JsonValue, keys: readonly string[], content: JsonValue | undefined): JsonValue {
  const [key, ...rest] = keys;
  if (key === undefined) return content ?? null;
  if (isJsonArray(value)) {
    if (key === '-') return [...value, content ?? null];
    const index = Number(key);
    if (value[index] === undefined) throw new Error(`There is no item ${key}.`);
    const changed = rest.length === 0 && content === undefined ? [] : [withEdit(value[index], rest, content)];
    return value.toSpliced(index, 1, ...changed);
  }
  if (!isJsonObject(value)) throw new Error(`There is nothing at ${key}.`);
  if (rest.length > 0) return { ...value, [key]: withEdit(value[key] ?? {}, rest, content) };
  if (content !== undefined) return { ...value, [key]: content };
  if (!Object.hasOwn(value, key)) throw new Error(`There is no ${key} to remove.`);
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
}

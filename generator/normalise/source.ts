/** A value of the document together with where it stands, and safe ways from one to the next. */
import { compareText } from '../api/compare.ts';
import { isJsonArray, isJsonObject } from '../api/json.ts';
import type { JsonObject, JsonValue } from '../api/json.ts';
import { pointerKeys, pointerStep } from '../api/place.ts';

export interface Source {
  readonly value: JsonValue | undefined;
  readonly pointer: string;
}

/** The own member `key`: never anything that an object inherits, as keys are text of the document. */
export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (isJsonArray(value)) return /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** One or more steps down; the value is `undefined` where nothing stands there. */
export function childOf(source: Source, ...keys: readonly (string | number)[]): Source {
  let { value, pointer } = source;
  for (const key of keys) {
    value = memberOf(value, String(key));
    pointer += stepTo(key);
  }
  return { value, pointer };
}

/** The members of an object by key, in code-point order; none where it is no object. */
export function entriesOf(source: Source): readonly (readonly [string, Source])[] {
  return writtenEntriesOf(source).toSorted(([left], [right]) => compareText(left, right));
}

/** The members of an object in the order of the document. */
export function writtenEntriesOf(source: Source): readonly (readonly [string, Source])[] {
  if (!isJsonObject(source.value)) return [];
  return Object.entries(source.value).map(
    ([key, value]) => [key, { value, pointer: source.pointer + stepTo(key) }] as const,
  );
}

/** The items of an array; none where it is no array. */
export function itemsOf(source: Source): readonly Source[] {
  if (!isJsonArray(source.value)) return [];
  return source.value.map((value, index) => ({ value, pointer: `${source.pointer}/${index}` }));
}

/** The own member where it is a string; numbers are not turned into text. */
export function textAt(source: Source, key: string): string | null {
  const value = memberOf(source.value, key);
  return typeof value === 'string' ? value : null;
}

/** The value where it is an object; lists and null are none. */
export function objectOf(source: Source): JsonObject | null {
  return isJsonObject(source.value) ? source.value : null;
}

/** Returns true if the key is written, whatever its value. */
export function hasKey(source: Source, key: string): boolean {
  return isJsonObject(source.value) && Object.hasOwn(source.value, key);
}

/** Most keys need no escape; this is called for each value of the document. */
function stepTo(key: string | number): string {
  return typeof key === 'string' && /[~/]/.test(key) ? pointerStep(key) : `/${key}`;
}

/** The value at a pointer of the document; `undefined` where a step leads nowhere. */
export function sourceAt(root: JsonValue, pointer: string): Source {
  return childOf({ value: root, pointer: '' }, ...pointerKeys(pointer));
}

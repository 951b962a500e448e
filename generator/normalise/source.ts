/** A value of the document with its pointer: safe access to its members, and to the braces of its URLs. */
import { compareText, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../api/json.ts';
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

/** Goes one or more steps down. The value is `undefined` if it is absent. */
export function childOf(source: Source, ...keys: readonly (string | number)[]): Source {
  let { value, pointer } = source;
  for (const key of keys) {
    value = memberOf(value, String(key));
    pointer += stepTo(key);
  }
  return { value, pointer };
}

/** Returns the members of an object, sorted by key; empty if the value is not an object. */
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

/** Returns the items of an array; empty if the value is not an array. */
export function itemsOf(source: Source): readonly Source[] {
  if (!isJsonArray(source.value)) return [];
  return source.value.map((value, index) => ({ value, pointer: `${source.pointer}/${index}` }));
}

/** Returns the member if it is a string. Numbers are not converted. */
export function textAt(source: Source, key: string): string | null {
  const value = memberOf(source.value, key);
  return typeof value === 'string' ? value : null;
}

/** Returns the value if it is an object; arrays and null are not. */
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

/** The names in braces, in the order of the URL, each once. */
export function variablesIn(url: string): readonly string[] {
  return [...new Set(allVariablesIn(url))];
}

/** The same with those that come again. */
export function allVariablesIn(url: string): readonly string[] {
  return [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** Returns the first braces that enclose no name; `null`: there are none. */
export function strayBraces(url: string): string | null {
  return url.replaceAll(/\{[^{}]+\}/g, '').match(/[{}]+/)?.[0] ?? null;
}

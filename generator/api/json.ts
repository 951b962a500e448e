/** JSON as data: the types of every value that a document may hold, their order, and data that cannot change. */

type JsonPrimitive = string | number | boolean | null;
export type JsonValue = JsonPrimitive | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Lists and null are no objects here, unlike for `typeof`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` that keeps the list read-only. */
export function isJsonArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}

/** An object or a list: what holds other values. */
export function isContainer(value: unknown): value is JsonObject | JsonArray {
  return typeof value === 'object' && value !== null;
}

/** The same order on every machine: by code unit, never by locale. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** A copy of `items` in the order of a text that each of them has. */
export function sortedBy<Item>(items: Iterable<Item>, textOf: (item: Item) => string): readonly Item[] {
  return [...items]
    .map((item) => ({ item, text: textOf(item) }))
    .sort((left, right) => compareText(left.text, right.text))
    .map(({ item }) => item);
}

/** Freezes `root` and everything in it; a list of work instead of recursion, as documents may nest deeply. */
export function deepFreeze<Root>(root: Root): Root {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) continue;
    Object.freeze(value);
    pending.push(...Object.values(value));
  }
  return root;
}

/** JSON as data: the types of every value that a document may hold. */

export type JsonPrimitive = string | number | boolean | null;
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

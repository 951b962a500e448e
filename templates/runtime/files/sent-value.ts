/** Copies what a caller passes, and removes from the copy what only the server sends. */

/** Deepest nesting that is copied: that of validation. */
const deepestCopy = 500;

/** Returns a copy that `write` has changed. The caller's value stays the same. */
export function written<T>(value: T, write: (copy: NonNullable<T>) => unknown): T {
  const copy = deepCopy(value);
  if (copy !== undefined && copy !== null) write(copy);
  return copy;
}

/** Removes properties that only the server sends. */
export function omit(value: object, names: readonly string[]): void {
  for (const name of names) Reflect.deleteProperty(value, name);
}

/** Copies objects and lists. Keeps files, bytes, and values with `toJSON`. */
export function deepCopy<T>(value: T, depth: number = deepestCopy): T {
  if (typeof value !== 'object' || value === null || isWhole(value)) return value;
  if (depth === 0) throw new RangeError('too deep');
  const copy: unknown = Array.isArray(value)
    ? value.map((item: unknown) => deepCopy(item, depth - 1))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, deepCopy(item, depth - 1)]),
      );
  return copy as T; // the same members of the same types
}

/** Returns true for a value that is sent by more than its members. */
function isWhole(value: object): boolean {
  return (
    typeof Reflect.get(value, 'toJSON') === 'function' ||
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value)
  );
}

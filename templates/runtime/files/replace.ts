/** Puts other values in the place of those in a list or an object. */

/** Every item from a position on. */
export function replaceItems<T = unknown>(
  list: readonly T[],
  replace: (item: T) => unknown,
  from = 0,
): void {
  const items = list as T[]; // that of a response or of a copy, which nobody else has seen
  for (let index = from; index < items.length; index += 1) {
    // The type says already what the item becomes.
    items[index] = replace(items[index] as T) as T;
  }
}

/** Every member but the declared ones. */
export function replaceMembers<T = unknown>(
  record: object,
  replace: (item: T) => unknown,
  declared: readonly string[] = [],
): void {
  for (const [key, item] of Object.entries(record) as [string, T][]) {
    if (declared.includes(key)) continue;
    // An assignment to `__proto__` would change something else.
    Object.defineProperty(record, key, { value: replace(item) });
  }
}

/** A default as JSON has it; what stands behind it turns it into what callers have. */
export function asReceived(value: unknown): never {
  return value as never; // of the type of the property once that is done
}

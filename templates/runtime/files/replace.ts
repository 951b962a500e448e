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

/** Every member but the declared ones; one for which there is nothing else stays. */
export function replaceMembers<T = unknown>(
  record: object,
  replace: (item: T) => unknown,
  declared: readonly string[] = [],
): void {
  for (const [key, item] of Object.entries(record) as [string, T][])
    if (!declared.includes(key)) put(record, key, replace(item));
}

/** What takes the place of the members that an object does not declare. */
export interface MatchingMembers {
  readonly declared: readonly string[];
  /** By what a key is like; without a function, such a member stays. */
  readonly patterns: readonly (readonly [RegExp, Replace?])[];
  /** Of keys that are like none of the patterns. */
  readonly rest?: Replace;
}

/** Its parameter is of the type that a check has found the member to be. */
type Replace = (item: never) => unknown;

/** Every member but the declared ones, by the first pattern that its key is like and that has something to do. */
export function replaceMatching(
  record: object,
  { declared, patterns, rest }: MatchingMembers,
): void {
  for (const [key, item] of Object.entries(record)) {
    if (declared.includes(key)) continue;
    const fitting = patterns.filter(([pattern]) => pattern.test(key));
    const replace = fitting.length === 0 ? rest : fitting.find(([, each]) => each)?.[1];
    if (replace) put(record, key, replace(item as never));
  }
}

function put(record: object, key: string, value: unknown): void {
  // An assignment to `__proto__` would change something else.
  if (value !== undefined) Object.defineProperty(record, key, { value });
}

/** A default as JSON has it; what stands behind it turns it into what callers have. */
export function asReceived(value: unknown): never {
  return value as never; // of the type of the property once that is done
}

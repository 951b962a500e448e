/** Turns points in time, wherever they are in a value, into the texts that stand for them. */

/** The value itself where there are none in it; only plain objects and lists are looked into. */
export function written<T>(value: T): T {
  return writtenWithin(value, deepest) as T; // the same members; who takes it writes texts of everything
}

/** The text of a checked point in time. */
export function timeText(value: unknown): string {
  return String(writtenWithin(value, 0));
}

/** The items of a list as values of JSON that can be told apart. */
export function comparableItems(list: readonly unknown[]): readonly unknown[] {
  return list.map(comparableValue);
}

function comparableValue(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  const text = writtenWithin(value, 0);
  if (typeof text !== 'object' || text === null) return text;
  if (Array.isArray(text)) return text.map(comparableValue);
  return Object.fromEntries(
    Object.entries(text).map(([key, item]) => [key, comparableValue(item)]),
  );
}

/** Deeper values are refused by whoever writes them. */
const deepest = 50;

function writtenWithin(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (Object.prototype.toString.call(value) === '[object Temporal.Instant]')
    return value.toString();
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => writtenWithin(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, writtenWithin(item, depth - 1)]);
  return Object.fromEntries(entries);
}

/** Writes JSON in which a `bigint` is a number with all its digits. */
import { jsonBody, type RequestBody } from './body.js';
import { ApiRequestError } from './request-error.js';
import { secretMark } from './secret-mark.js';

/** As `jsonBody`; `write` turns what JSON would write otherwise, in a copy that is its own to change. */
export function exactBody<T>(
  value: T,
  mediaType = 'application/json',
  write?: (copy: NonNullable<T>) => unknown,
): RequestBody | undefined {
  if (value === undefined) return undefined;
  return { ...jsonBody(null, mediaType), content: exactText(value, write) };
}

/** The JSON text of a value. @throws {ApiRequestError} where it holds itself. */
export function exactText<T>(value: T, write?: (copy: NonNullable<T>) => unknown): string {
  try {
    const copy = write === undefined || value === null ? value : copied(value);
    const replaced: unknown = copy === null || copy === undefined ? copy : write?.(copy);
    return writtenText(replaced ?? copy);
  } catch (cause) {
    throw new ApiRequestError('The body cannot be written as JSON: it holds itself.', { cause });
  }
}

/** As deep as values are checked. */
const deepestCopy = 500;

/** Objects and lists anew, what JSON asks for its text as it is. */
export function copied<T>(value: T, depth: number = deepestCopy): T {
  if (
    typeof value !== 'object' ||
    value === null ||
    typeof Reflect.get(value, 'toJSON') === 'function'
  )
    return value;
  if (depth === 0) throw new RangeError('too deep');
  const copy: unknown = Array.isArray(value)
    ? value.map((item: unknown) => copied(item, depth - 1))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, copied(item, depth - 1)]),
      );
  return copy as T; // the same members of the same types
}

/** What newer platforms have: ECMAScript 2026, Node 21. */
interface RawJson {
  readonly rawJSON?: (text: string) => unknown;
}

function writtenText(value: unknown): string {
  const { rawJSON } = JSON as RawJson; // older libraries of the compiler do not know it
  if (rawJSON !== undefined) {
    return JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'bigint' ? rawJSON(String(item)) : item,
    );
  }
  const mark = secretMark();
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? mark + String(item) : item,
  );
  return text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

/** Reads and writes JSON without losing digits of 64-bit integers. */
import { jsonBody, secretMark, type RequestBody } from './body.js';
import { jsonDecoder, type Decoder } from './decode.js';
import { ApiRequestError } from './errors.js';
import { LongInteger, isInt64 } from './int64.js';
import { setOwn } from './keys.js';
import { multipartBody, type MultipartEncoding, type MultipartOptions } from './multipart-body.js';
import { deepCopy } from './sent-value.js';
import { validated, type Parser } from './validated.js';

/** Decodes like `json`, but keeps the digits of 64-bit integers. Integers that the document does not type become numbers. */
export function exactJson<T>(parser: Parser<T>, mediaType?: string): Decoder<T> {
  return jsonDecoder((value, failure) => {
    const read = readExactly(failure.rawText ?? '', value);
    const result = validated(parser, read.value, failure);
    return read.isLong ? withRoundedIntegers(result) : result;
  }, mediaType);
}

/** A parsed value. `isLong` is true if it contains an integer that a number cannot represent. */
export interface ExactValue {
  readonly value: unknown;
  readonly isLong: boolean;
}

/** Parses a JSON text again if `JSON.parse`, which returned `value`, may have lost digits. */
export function readExactly(text: string, value: unknown): ExactValue {
  // A number represents integers of up to 15 digits exactly.
  if (!/\d{16}/.test(text)) return { value, isLong: false };
  try {
    return hasSources() ? readBySources(text.trim()) : readByMarks(text.trim());
  } catch {
    return { value, isLong: false }; // nested too deeply for a reviver, and so for every schema
  }
}

interface ReviverContext {
  readonly source?: string;
}

/** Returns true if revivers get the source text of a number: ECMAScript 2026, Node 21, Chrome 114, Firefox 135, Safari 18.4. */
function hasSources(): boolean {
  let source: string | undefined;
  JSON.parse('1', (_key, _value, context?: ReviverContext) => (source = context?.source));
  return source === '1';
}

function readBySources(text: string): ExactValue {
  let isLong = false;
  const value: unknown = JSON.parse(text, (_key, item: unknown, context?: ReviverContext) => {
    const digits = context?.source ?? '';
    if (typeof item !== 'number' || !isLongInteger(digits)) return item;
    isLong = true;
    return new LongInteger(digits);
  });
  return { value, isLong };
}

/** Matches a JSON string or number: digits within a string belong to the string. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Turns long integers into marked strings, parses, and finds them by the mark. The mark is random, so the text cannot contain it. */
function readByMarks(text: string): ExactValue {
  const mark = secretMark();
  let isLong = false;
  const marked = text.replace(token, (found) => {
    if (!isLongInteger(found)) return found;
    isLong = true;
    return `"${mark}${found}"`;
  });
  const revive = (_key: string, item: unknown): unknown =>
    typeof item === 'string' && item.startsWith(mark)
      ? new LongInteger(item.slice(mark.length))
      : item;
  return { value: JSON.parse(marked, revive), isLong };
}

function isLongInteger(text: string): boolean {
  return /^-?\d{16,19}$/.test(text) && !Number.isSafeInteger(Number(text)) && isInt64(BigInt(text));
}

/** Replaces remaining long integers by numbers. Uses a list in place of recursion, because bodies may nest deeply. */
function withRoundedIntegers<T>(value: T): T {
  if (value instanceof LongInteger) return Number(value) as T; // the type is `unknown` or `number`
  const pending: unknown[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, item] of Object.entries(next)) {
      if (!(item instanceof LongInteger)) pending.push(item ?? null);
      else setOwn(next, key, Number(item));
    }
  }
  return value;
}

/** Encodes like `jsonBody`. `write` changes values in a copy before they are encoded. */
export function exactBody<T>(
  value: T,
  mediaType = 'application/json',
  write?: (copy: NonNullable<T>) => unknown,
): RequestBody | undefined {
  if (value === undefined) return undefined;
  return { ...jsonBody(null, mediaType), content: exactText(value, write) };
}

/** Returns the JSON text of a value. @throws {ApiRequestError} if it contains a circular reference. */
export function exactText<T>(value: T, write?: (copy: NonNullable<T>) => unknown): string {
  try {
    const copy = write === undefined || value === null ? value : deepCopy(value);
    const replaced: unknown = copy === null || copy === undefined ? copy : write?.(copy);
    return writtenText(replaced ?? copy);
  } catch (cause) {
    throw new ApiRequestError(
      'The body cannot be encoded as JSON: it contains a circular reference.',
      { cause },
    );
  }
}

/** Part of `JSON` in ECMAScript 2026 and Node 21. */
interface RawJson {
  readonly rawJSON?: (text: string) => unknown;
}

function writtenText(value: unknown): string {
  const { rawJSON } = JSON as RawJson; // missing in older `lib` files
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

/** Options of a multipart body. `write` turns strings of digits into numbers in a copy. */
export interface ExactMultipartOptions<T> extends MultipartOptions {
  readonly write?: (copy: T) => void;
}

/** Encodes like `multipartBody`. */
export function exactMultipart<T extends object>(
  value: T,
  encoding: MultipartEncoding = {},
  { write, ...options }: ExactMultipartOptions<T> = {},
): RequestBody {
  const members = Object.entries(value).map(
    ([name, member]: [string, unknown]) =>
      [name, isJson(member) ? deepCopy(member) : member] as const,
  );
  const copy = Object.fromEntries(members) as T; // the same members, with copies of JSON values
  write?.(copy);
  const encodings = new Map(Object.entries(encoding));
  const json = Object.entries(copy).filter(
    ([name, member]) => isJson(member) && typeof encodings.get(name) !== 'function',
  );
  const types = json.map(([name]) => [name, 'application/json'] as const);
  const texts = json.map(([name, member]: [string, unknown]) => {
    const isWhole = typeof encodings.get(name) === 'object';
    return [name, isWhole ? exactText(member) : textsOf(member)] as const;
  });
  return multipartBody(
    { ...copy, ...Object.fromEntries(texts) },
    { ...Object.fromEntries(types), ...encoding },
    options,
  );
}

function textsOf(member: unknown): unknown {
  return Array.isArray(member) ? member.map((item: unknown) => exactText(item)) : exactText(member);
}

/** Returns true for a plain object or a list of plain objects. Files and dates are not JSON. */
function isJson(member: unknown): boolean {
  if (Array.isArray(member)) return member.length > 0 && member.every(isJson);
  if (typeof member !== 'object' || member === null) return false;
  const prototype: unknown = Object.getPrototypeOf(member);
  return prototype === Object.prototype || prototype === null;
}

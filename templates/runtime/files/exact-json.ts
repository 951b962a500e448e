/** Reads and writes JSON without losing digits of 64-bit integers. */
import {
  jsonBody,
  multipartBody,
  secretMark,
  type MultipartEncoding,
  type RequestBody,
} from './body.js';
import { jsonDecoder, type Decoder } from './decode.js';
import { ApiRequestError } from './errors.js';
import { LongInteger, isInt64 } from './int64.js';
import { setOwn } from './keys.js';
import { validated, type Parser } from './validated.js';

/** As deep as values are checked. */
const deepestCopy = 500;

/** As `json`, but that integers of 64 bits keep their digits; where the document says nothing of them, they are numbers. */
export function exactJson<T>(parser: Parser<T>, mediaType?: string): Decoder<T> {
  return jsonDecoder((value, failure) => {
    const read = readExactly(failure.rawText ?? '', value);
    const result = validated(parser, read.value, failure);
    return read.isLong ? rounded(result) : result;
  }, mediaType);
}

/** What was read, and whether it has an integer that a number cannot hold. */
export interface ExactValue {
  readonly value: unknown;
  readonly isLong: boolean;
}

/** Reads a JSON text again where JSON itself may have lost digits: `value` is what it made of it. */
export function readExactly(text: string, value: unknown): ExactValue {
  // Fewer digits in a row are always held.
  if (!/\d{16}/.test(text)) return { value, isLong: false };
  try {
    return hasSources() ? readBySources(text.trim()) : readByMarks(text.trim());
  } catch {
    return { value, isLong: false }; // too deep for a reviver, and so for any type
  }
}

interface ReviverContext {
  readonly source?: string;
}

/** ECMAScript 2026: a reviver is told how a number is written. Node 21, Chrome 114, Firefox 135, Safari 18.4. */
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

/** A text or a number of JSON: what looks like a number within a text is part of the text. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Integers are marked in a text that is JSON by something that nobody who wrote it can know, and found by it afterwards. */
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

/** What is left of long integers where no int64 is due becomes the number that JSON says; a list of work, as bodies may nest deeply. */
function rounded<T>(value: T): T {
  if (value instanceof LongInteger) return Number(value) as T; // only where the type says `unknown` or `number`
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

/** As `multipartBody`; `write` turns digits of text into the numbers that they are, in a copy that is its own to change. */
export function exactMultipart<T extends object>(
  value: T,
  encoding: MultipartEncoding = {},
  write?: (copy: T) => void,
): RequestBody {
  const members = Object.entries(value).map(
    ([name, member]: [string, unknown]) =>
      [name, isJson(member) ? copied(member) : member] as const,
  );
  const copy = Object.fromEntries(members) as T; // the same members, those of JSON anew
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
  );
}

function textsOf(member: unknown): unknown {
  return Array.isArray(member) ? member.map((item: unknown) => exactText(item)) : exactText(member);
}

/** An object, or a list of such: files and points in time are none. */
function isJson(member: unknown): boolean {
  if (Array.isArray(member)) return member.length > 0 && member.every(isJson);
  if (typeof member !== 'object' || member === null) return false;
  const prototype: unknown = Object.getPrototypeOf(member);
  return prototype === Object.prototype || prototype === null;
}

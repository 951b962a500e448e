/** Reads JSON without losing digits: integers of 64 bits that a number cannot hold stay what they are. */
import { jsonDecoder, type Decoder } from './decode.js';
import { isInt64, LongInteger } from './long-integer.js';
import { setOwn } from './own.js';
import { secretMark } from './secret-mark.js';
import { validated, type Parser } from './validated.js';

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

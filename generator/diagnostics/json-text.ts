/** Iterates over the members of JSON text without building values and without recursion. */

export interface JsonMember {
  /** The unescaped key, or the index of an array element. */
  readonly key: string;
  /** Offset of the key, or of an array element. */
  readonly start: number;
  /** Offset of the value. */
  readonly value: number;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/** Returns the offset of the next character that is not white space. A byte order mark counts as white space. */
export function skipBlank(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff;
}

/** Returns the offset after the string whose opening quote is at `start`. */
export function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    if (!isEscaped(text, end)) return end + 1;
  }
  return text.length;
}

function isEscaped(text: string, quoteAt: number): boolean {
  let at = quoteAt - 1;
  while (text.charCodeAt(at) === backslash) at -= 1;
  return (quoteAt - 1 - at) % 2 === 1;
}

/** Yields the members of the object or array that begins at `start`; none for any other value. */
export function* members(text: string, start: number): Generator<JsonMember> {
  const opening = text.charCodeAt(start);
  if (!isOpening(opening)) return;
  let at = skipBlank(text, start + 1);
  for (let index = 0; at < text.length && !isClosing(text.charCodeAt(at)); index++) {
    const member =
      opening === openBrace ? propertyAt(text, at) : { key: String(index), start: at, value: at };
    yield member;
    at = skipBlank(text, valueEnd(text, member.value));
    if (text.charCodeAt(at) === comma) at = skipBlank(text, at + 1);
  }
}

function propertyAt(text: string, start: number): JsonMember {
  const end = stringEnd(text, start);
  const colon = skipBlank(text, end);
  return { key: unquote(text.slice(start, end)), start, value: skipBlank(text, colon + 1) };
}

/** Returns the value of a JSON string literal, or the text between its quotes where the literal is malformed. */
export function unquote(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}

function valueEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code === quote) return stringEnd(text, start);
  if (isOpening(code)) return containerEnd(text, start);
  let at = start;
  while (at < text.length && !isDelimiter(text.charCodeAt(at))) at += 1;
  return at;
}

function containerEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const code = text.charCodeAt(at);
    if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    at = code === quote ? stringEnd(text, at) : at + 1;
  } while (depth > 0 && at < text.length);
  return at;
}

function isDelimiter(code: number): boolean {
  return code === comma || isClosing(code) || isBlank(code);
}

function isOpening(code: number): boolean {
  return code === openBrace || code === openBracket;
}

function isClosing(code: number): boolean {
  return code === closeBrace || code === closeBracket;
}

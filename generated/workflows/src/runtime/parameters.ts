/** Encodes parameters for queries, headers and cookies (RFC 3986). */
import { ApiRequestError } from './errors.js';

/** Deepest nesting that is encoded. It turns a circular reference into an error that names the parameter. */
const deepest = 20;

/** A value without members. */
export type Primitive = string | number | bigint | boolean | Date;

/** Returns one value as text. @throws {ApiRequestError} naming the parameter if the value has no text form. */
export function textOf(name: string, value: unknown): string {
  const isText = ['string', 'boolean', 'bigint'].includes(typeof value);
  if (isText || Number.isFinite(value)) return String(value);
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  throw new ApiRequestError(`The parameter ${name} cannot be encoded as text.`);
}

/** Returns true for an object that is neither a list nor a date. */
export function isKeyed(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** Returns the items or members that are not `undefined` or `null`. A single value is a list of one. */
export function entriesOf(value: unknown): [key: string, item: unknown][] {
  const isSingle = typeof value !== 'object' || value === null || value instanceof Date;
  const entries: [string, unknown][] = isSingle ? [['', value]] : Object.entries(value);
  return entries.filter(([, item]) => item !== undefined && item !== null);
}

/** Percent-encodes all but the unreserved characters. @throws {ApiRequestError} for half a surrogate pair. */
export function encode(name: string, text: string): string {
  try {
    return encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch (cause) {
    throw new ApiRequestError(`The parameter ${name} has half a surrogate pair.`, { cause });
  }
}

/**
 * Percent-encodes all but the unreserved and the reserved characters. Keeps what is percent-encoded already
 * (RFC 6570, section 3.2.3).
 *
 * Encodes `#`, `&` and `+` too: they would end the query, begin another parameter or change the value.
 */
export function encodeReserved(name: string, text: string): string {
  return encode(name, text)
    .replace(/%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/g, decodeURIComponent)
    .replace(/%25(?=[\dA-F]{2})/gi, '%');
}

/** Encodes a text as the whole query. */
export function wholeQuery(name: string, value: unknown): QueryPart {
  return value === undefined ? '' : encode(name, textOf(name, value));
}

/** Part of a query such as `a=1&a=2`. An empty string is not sent. */
export type QueryPart = string;

export interface QueryStyle {
  /** Encodes each item or member as a pair. Default: that of the style in OpenAPI. */
  readonly explode?: boolean;
  /** Keeps reserved characters. */
  readonly allowReserved?: boolean;
}

/** Style `form`: `a=1&a=2`, not exploded `a=1,2`; objects `x=1&y=2`, not exploded `a=x,1,y,2`. */
export function form(name: string, value: unknown, style: QueryStyle = {}): QueryPart {
  return delimited(',', { name, value, style: { explode: true, ...style } });
}

/** Style `spaceDelimited`: `a=1%202`. */
export function spaceDelimited(name: string, value: unknown, style: QueryStyle = {}): QueryPart {
  return delimited('%20', { name, value, style });
}

/** Style `pipeDelimited`: `a=1%7C2`. */
export function pipeDelimited(name: string, value: unknown, style: QueryStyle = {}): QueryPart {
  return delimited('%7C', { name, value, style });
}

/** Style `deepObject`: `a[x]=1&a[y][0]=2`. No standard defines nested values; this is the common form. */
export function deepObject(name: string, value: unknown, style: QueryStyle = {}): QueryPart {
  if (value === undefined || value === null) return '';
  return joined(
    leavesOf(name, value, deepest).map(([key, leaf]) =>
      keyedPair({ name, value, style }, key, leaf),
    ),
  );
}

/** Encodes a parameter with `content` as JSON. */
export function jsonQuery(name: string, value: unknown): QueryPart {
  if (value === undefined) return '';
  return `${encode(name, name)}=${encode(name, JSON.stringify(value))}`;
}

/**
 * The value as JSON in ASCII, for paths, headers and cookies; `undefined`: nothing to send.
 *
 * A header cannot carry other characters, and JSON can escape all of them.
 */
export function jsonText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

interface Parameter {
  readonly name: string;
  readonly value: unknown;
  readonly style: QueryStyle;
}

function delimited(delimiter: string, parameter: Parameter): QueryPart {
  const { name, value, style } = parameter;
  const keyed = isKeyed(value);
  const entries = entriesOf(value);
  if (style.explode)
    return joined(
      entries.flatMap(([key, item]) => {
        // A list in an object repeats its key. RFC 6570 leaves it open.
        const items: unknown[] = keyed && Array.isArray(item) ? item : [item];
        return items.map((each) => keyedPair(parameter, keyed ? key : name, each));
      }),
    );
  const texts = entries.flatMap((entry) => (keyed ? entry : entry.slice(1)));
  if (texts.length === 0) return '';
  return `${encode(name, name)}=${texts.map((text) => encodedText(parameter, text)).join(delimiter)}`;
}

/** Returns the leaves of a value with keys such as `filter[a][0]`. */
function leavesOf(key: string, value: unknown, depth: number): [key: string, leaf: unknown][] {
  if (depth === 0)
    throw new ApiRequestError(`The query parameter ${key.slice(0, 100)} is nested too deeply.`);
  if (typeof value !== 'object' || value instanceof Date) return [[key, value]];
  return entriesOf(value).flatMap(([member, item]) =>
    leavesOf(`${key}[${member}]`, item, depth - 1),
  );
}

function keyedPair(parameter: Parameter, key: string, value: unknown): QueryPart {
  return `${encode(parameter.name, key)}=${encodedText(parameter, value)}`;
}

function encodedText({ name, style }: Parameter, value: unknown): string {
  const text = textOf(name, value);
  return style.allowReserved ? encodeReserved(name, text) : encode(name, text);
}

function joined(parts: readonly QueryPart[]): QueryPart {
  return parts.filter((part) => part !== '').join('&');
}

/** Encodes a single value in the style `form`. Smaller in a bundle than `form`, which handles lists and objects. */
export function pair(name: string, value: unknown): QueryPart {
  if (value === undefined || value === null) return '';
  return `${encode(name, name)}=${encode(name, textOf(name, value))}`;
}

/** Encodes a header: values are joined by commas, without `undefined` and `null`. */
export function headerText(name: string, value: unknown, explode = false): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || value instanceof Date) return textOf(name, value);
  const between = explode ? '=' : ',';
  return entriesOf(value)
    .map(([key, item]) =>
      isKeyed(value) ? `${key}${between}${textOf(name, item)}` : textOf(name, item),
    )
    .join(',');
}

/** Encodes a cookie. Returns an empty string if there is nothing to send. */
export function cookie(name: string, value: unknown, explode = false): string {
  const text = headerText(name, value, explode);
  return text === undefined ? '' : `${name}=${encode(name, text)}`;
}

/** Encodes a cookie, and keeps the reserved characters that a cookie can contain (RFC 6265, section 4.1.1). */
export function reservedCookie(name: string, value: unknown, explode = false): string {
  return cookie(name, value, explode)
    .replace(/%(?:3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B|3D)/g, decodeURIComponent)
    .replace(/%25(?=[\dA-F]{2})/gi, '%');
}

/**
 * Style `cookie`: nothing is escaped, and each value of a list or object is a cookie if it is exploded.
 *
 * @throws {ApiRequestError} if a value contains a character that would end the cookie.
 */
export function plainCookie(name: string, value: unknown, explode = false): string {
  if (!explode || typeof value !== 'object' || value instanceof Date) {
    const text = headerText(name, value);
    return text === undefined ? '' : checkedCookie(name, text);
  }
  return entriesOf(value)
    .map(([key, item]) => checkedCookie(isKeyed(value) ? key : name, textOf(name, item)))
    .join('; ');
}

function checkedCookie(name: string, text: string): string {
  if (/^[\x20-\x3a\x3c-\x7e]*$/.test(text)) return `${name}=${text}`;
  throw new ApiRequestError(`The cookie ${name} contains a character that has to be escaped.`);
}

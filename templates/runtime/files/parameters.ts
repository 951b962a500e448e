/** Writes parameter values as text for queries, headers and cookies, encoded per RFC 3986. */
import { ApiRequestError } from './errors.js';

/** Deeper values are refused, so that a cycle ends in an error with a name. */
const deepest = 20;

/** What a parameter's value is made of. */
export type Primitive = string | number | bigint | boolean | Date;

/** One value as text. @throws {ApiRequestError} naming the parameter where the value has no text. */
export function textOf(name: string, value: unknown): string {
  const isText = ['string', 'boolean', 'bigint'].includes(typeof value);
  if (isText || Number.isFinite(value)) return String(value);
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  throw new ApiRequestError(`The parameter ${name} cannot be written as text.`);
}

/** An object whose members go by their names; a list or a single value is none. */
export function isKeyed(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** The items or members that are there, `undefined` and `null` left out; a single value is a list of one. */
export function entriesOf(value: unknown): [key: string, item: unknown][] {
  const isSingle = typeof value !== 'object' || value === null || value instanceof Date;
  const entries: [string, unknown][] = isSingle ? [['', value]] : Object.entries(value);
  return entries.filter(([, item]) => item !== undefined && item !== null);
}

/** Percent-encodes all but the unreserved characters. @throws {ApiRequestError} at half a surrogate pair. */
export function encode(name: string, text: string): string {
  try {
    return encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch (cause) {
    throw new ApiRequestError(`The parameter ${name} holds half a surrogate pair.`, { cause });
  }
}

/**
 * Percent-encodes all but the unreserved and the reserved characters.
 *
 * `#`, `&`, `+` and `%` would end the query, begin another parameter or change what was meant, so
 * they are encoded all the same.
 */
export function encodeReserved(name: string, text: string): string {
  return encode(name, text).replace(
    /%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/g,
    decodeURIComponent,
  );
}

/** `a=1&a=2`, or the empty string: nothing to send. */
export type QueryPart = string;

export interface QueryStyle {
  /** A pair for each item or member; default: as the style has it in OpenAPI. */
  readonly explode?: boolean;
  /** Leaves reserved characters as they are. */
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

/** Style `deepObject`: `a[x]=1&a[y][0]=2`; how nested values are written is a custom, not a standard. */
export function deepObject(name: string, value: unknown, style: QueryStyle = {}): QueryPart {
  if (value === undefined || value === null) return '';
  return joined(
    leavesOf(name, value, deepest).map(([key, leaf]) =>
      keyedPair({ name, value, style }, key, leaf),
    ),
  );
}

/** A parameter with `content`: its value as one JSON text. */
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
    return joined(entries.map(([key, item]) => keyedPair(parameter, keyed ? key : name, item)));
  const texts = entries.flatMap((entry) => (keyed ? entry : entry.slice(1)));
  if (texts.length === 0) return '';
  return `${encode(name, name)}=${texts.map((text) => written(parameter, text)).join(delimiter)}`;
}

/** The leaves of a value under keys as `filter[a][0]`. */
function leavesOf(key: string, value: unknown, depth: number): [key: string, leaf: unknown][] {
  if (depth === 0)
    throw new ApiRequestError(`The query parameter ${key.slice(0, 100)} is nested too deeply.`);
  if (typeof value !== 'object' || value instanceof Date) return [[key, value]];
  return entriesOf(value).flatMap(([member, item]) =>
    leavesOf(`${key}[${member}]`, item, depth - 1),
  );
}

function keyedPair(parameter: Parameter, key: string, value: unknown): QueryPart {
  return `${encode(parameter.name, key)}=${written(parameter, value)}`;
}

function written({ name, style }: Parameter, value: unknown): string {
  const text = textOf(name, value);
  return style.allowReserved ? encodeReserved(name, text) : encode(name, text);
}

function joined(parts: readonly QueryPart[]): QueryPart {
  return parts.filter((part) => part !== '').join('&');
}

/** What `form` makes of a single value, without what makes pieces of lists and objects. */
export function pair(name: string, value: unknown): QueryPart {
  if (value === undefined || value === null) return '';
  return `${encode(name, name)}=${encode(name, textOf(name, value))}`;
}

/** Several values are joined by commas; `undefined` and `null` are left out. */
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

/** The value of a cookie under its name; the empty string: nothing to send. */
export function cookie(name: string, value: unknown, explode = false): string {
  const text = headerText(name, value, explode);
  return text === undefined ? '' : `${name}=${encode(name, text)}`;
}

/**
 * Turns query parameters into the pieces of a query string, one function for each style of OpenAPI.
 *
 * `undefined` and `null`, as values, items or members, are left out (RFC 6570, section 2.3); so is
 * an empty list or object. The empty string is sent.
 */
import { encode, encodeReserved, entriesOf, isKeyed, textOf } from './primitive.js';
import { ApiRequestError } from './request-error.js';

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
    leavesOf(name, value, deepest).map(([key, leaf]) => pair({ name, value, style }, key, leaf)),
  );
}

/** A parameter with `content`: its value as one JSON text. */
export function jsonQuery(name: string, value: unknown): QueryPart {
  if (value === undefined) return '';
  return `${encode(name, name)}=${encode(name, JSON.stringify(value))}`;
}

interface Parameter {
  readonly name: string;
  readonly value: unknown;
  readonly style: QueryStyle;
}

/** Deeper values are refused, so that a cycle ends in an error with a name. */
const deepest = 20;

function delimited(delimiter: string, parameter: Parameter): QueryPart {
  const { name, value, style } = parameter;
  const keyed = isKeyed(value);
  const entries = entriesOf(value);
  if (style.explode)
    return joined(entries.map(([key, item]) => pair(parameter, keyed ? key : name, item)));
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

function pair(parameter: Parameter, key: string, value: unknown): QueryPart {
  return `${encode(parameter.name, key)}=${written(parameter, value)}`;
}

function written({ name, style }: Parameter, value: unknown): string {
  const text = textOf(name, value);
  return style.allowReserved ? encodeReserved(name, text) : encode(name, text);
}

function joined(parts: readonly QueryPart[]): QueryPart {
  return parts.filter((part) => part !== '').join('&');
}

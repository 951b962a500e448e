/** Turns a parameter's value into text and, per RFC 3986, into text that cannot leave its place in a URL. */
import { ApiRequestError } from './request-error.js';

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

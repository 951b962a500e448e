/** Merges layers of header options into the headers of one request. */
import { ApiRequestError } from './errors.js';

/**
 * Header options. A later layer overrides an earlier one, ignoring case. `null` removes a header, `undefined`
 * changes nothing.
 */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;

/** A header name (RFC 9110, section 5.6.2). */
const token = /^[!#$%&'*+\-.^`|~\w]+$/;

/** A header value: visible Latin-1 and tabs. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Applies one layer to the headers, and adds the lower-case names that it sets or removes to `names`.
 *
 * @throws {ApiRequestError} with the name of the header, never its value.
 */
export function applyHeaders(headers: Headers, layer: HeaderOptions, names?: Set<string>): void {
  for (const [name, value] of Object.entries(layer)) {
    if (!token.test(name))
      throw new ApiRequestError(`Invalid header name ${JSON.stringify(name)}.`);
    if (value === undefined) continue;
    names?.add(name.toLowerCase());
    if (value === null) headers.delete(name);
    else headers.set(name, checkedValue(`header ${name}`, value));
  }
}

/** Returns the trimmed value: a value read from a file often has a line end. */
export function checkedValue(source: string, value: string): string {
  const trimmed = value.trim();
  if (fieldValue.test(trimmed)) return trimmed;
  throw new ApiRequestError(`The ${source} has a line break or a character outside Latin-1.`);
}

/** Adds a cookie to the header. `append` would separate cookies by a comma. */
export function addCookie(headers: Headers, name: string, value: string): void {
  const before = headers.get('cookie');
  const cookie = `${name}=${checkedValue(`cookie ${name}`, value)}`;
  headers.set('cookie', before === null ? cookie : `${before}; ${cookie}`);
}

/** Returns true if the header has a cookie of the name. */
export function hasCookie(headers: Headers, name: string): boolean {
  return `; ${headers.get('cookie')}`.includes(`; ${name}=`);
}

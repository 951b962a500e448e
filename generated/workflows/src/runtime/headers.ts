/** Turns layers of header options into the headers of one request. */
import { ApiRequestError } from './errors.js';

/** A later layer wins over an earlier one in any case of letters; `null` takes a header away. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+\-.^`|~\w]+$/;

/** What a header can carry: visible latin-1 and tabs. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Lays one layer over the headers. @throws {ApiRequestError} naming the header, never showing its value. */
export function applyHeaders(headers: Headers, layer: HeaderOptions): void {
  for (const [name, value] of Object.entries(layer)) {
    if (!token.test(name))
      throw new ApiRequestError(`${JSON.stringify(name)} cannot be the name of a header.`);
    if (value === null) headers.delete(name);
    else if (value !== undefined) headers.set(name, checkedValue(`header ${name}`, value));
  }
}

/** The value without the white space around it, often the line end of a file that it was read from. */
export function checkedValue(source: string, value: string): string {
  const trimmed = value.trim();
  if (fieldValue.test(trimmed)) return trimmed;
  throw new ApiRequestError(`The ${source} holds a line break or a character outside of latin-1.`);
}

/** Adds a cookie to those that are there: `append` would put a comma between them. */
export function addCookie(headers: Headers, name: string, value: string): void {
  const before = headers.get('cookie');
  const cookie = `${name}=${checkedValue(`cookie ${name}`, value)}`;
  headers.set('cookie', before === null ? cookie : `${before}; ${cookie}`);
}

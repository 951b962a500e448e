/** Writes the parts of a `multipart/form-data` body in which a `bigint` is a number with all its digits. */
import { multipartBody, type MultipartEncoding, type RequestBody } from './body.js';
import { copied, exactText } from './exact-body.js';

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
  const json = Object.entries(copy).filter(([, member]) => isJson(member));
  const types = json.map(([name]) => [name, 'application/json'] as const);
  const texts = json.map(([name, member]: [string, unknown]) => [name, textsOf(member)] as const);
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

/** Validates the key `from`: the address of a document, and the headers of its request. */
import { isPlainObject, type ReadValue, type ValueReader } from './values.ts';

export interface AddressSettings {
  readonly url: string;
  readonly headers: readonly HeaderSettings[];
}

export interface HeaderSettings {
  readonly name: string;
  /** The value, or the text before the secret. */
  readonly text: string;
  /** Environment variable that has the secret; `null`: there is none. */
  readonly variable: string | null;
}

/** Refuses addresses that would send secrets in plain text, and user names in an address. */
export const readAddress: ValueReader<AddressSettings> = (value) => {
  if (!isPlainObject(value)) return refused('an object with `url` and `headers`');
  const unknownKey = Object.keys(value).find((key) => key !== 'url' && key !== 'headers');
  if (unknownKey !== undefined) return refused('an object with no other keys than `url` and `headers`');
  const { url, headers = {} } = value;
  if (typeof url !== 'string' || !isSafeAddress(url))
    return refused('an object whose `url` is an `https://` address without a user name');
  if (!isPlainObject(headers)) return refused('an object whose `headers` is an object');
  const read = Object.entries(headers).map(([name, content]) => headerOf(name, content));
  if (read.includes(null))
    return refused('an object whose `headers` are texts, or objects with `env` and `prefix`');
  return { ok: true, value: { url, headers: read.filter((header) => header !== null) } };
};

function headerOf(name: string, content: unknown): HeaderSettings | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return null;
  if (typeof content === 'string')
    return isHeaderText(content) ? { name, text: content, variable: null } : null;
  if (!isPlainObject(content)) return null;
  const { env, prefix = '', ...others } = content;
  const isValid = typeof env === 'string' && env !== '' && typeof prefix === 'string' && isHeaderText(prefix);
  return isValid && Object.keys(others).length === 0 ? { name, text: prefix, variable: env } : null;
}

function isHeaderText(text: string): boolean {
  return !/[\r\n\0]/.test(text);
}

function isSafeAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
}

function refused(expected: string): ReadValue<AddressSettings> {
  return { ok: false, expected };
}

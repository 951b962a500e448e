/** Builds the URL of a request from the base URL, the path template and the query. */
import { ApiRequestError } from './errors.js';
import { encode, entriesOf, isKeyed, textOf, type Primitive } from './parameters.js';

/**
 * Reads the base URL of a client.
 *
 * @throws {ApiRequestError} if it is not an absolute http URL, or contains a user name or password: `fetch`
 * rejects those, and logs would show them.
 */
export function parseBaseUrl(text: string): URL {
  const url = readUrl(text);
  if (url && /^https?:\/\/[^@/]+\//.test(url.href)) return url;
  const message = 'The option baseUrl must be an http URL without a user.';
  throw new ApiRequestError(message, { option: 'baseUrl' });
}

/** Parses a URL; `undefined` if it is invalid. */
export function readUrl(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Appends to the path and the query of the base URL, without doubling a slash. */
export function joinUrl(base: URL, path: string, query: readonly string[]): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + path;
  url.search = [base.search.slice(1), ...query].filter(Boolean).join('&');
  return url;
}

/** A value that `list`, `label` or `matrix` has encoded. */
export interface EncodedPath {
  readonly encoded: string;
}

export type PathValues = Readonly<Record<string, Primitive | EncodedPath | null | undefined>>;

/**
 * Replaces the parameters of a path template by their values.
 *
 * @throws {ApiRequestError} if a value is missing or empty, or makes a segment `.` or `..`, which URL parsers
 * resolve to another path.
 */
export function expandPath(template: string, values: PathValues): string {
  const expanded = template.replace(/\{([^{}]+)\}/g, (_, name: string) => pathText(name, values));
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(expanded)) {
    throw new ApiRequestError(`A path parameter makes a segment of ${template} "." or "..".`);
  }
  return expanded;
}

function pathText(name: string, values: PathValues): string {
  const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? '';
  const isEncoded = typeof value === 'object' && 'encoded' in value;
  const text = isEncoded ? value.encoded : encode(name, textOf(name, value));
  if (text === '') throw new ApiRequestError(`The path parameter ${name} is missing or empty.`);
  return text;
}

/** Style `simple` for lists and objects: `3,4,5`, `R,100,G,200`, exploded `R=100,G=200`. */
export function list(name: string, value: unknown, explode = false): EncodedPath {
  return { encoded: encodedEntries(name, value, explode).join(',') };
}

/** Keeps reserved characters and what is percent-encoded already; `?` and `#` would end the path. */
export function reserved({ encoded }: EncodedPath): EncodedPath {
  return {
    encoded: encoded
      .replace(/%(?:3A|2F|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g, decodeURIComponent)
      .replace(/%25(?=[\dA-F]{2})/gi, '%'),
  };
}

/** Style `label`: `.5`, `.3,4,5`, exploded `.3.4.5` or `.R=100.G=200`. */
export function label(name: string, value: unknown, explode = false): EncodedPath {
  return { encoded: `.${encodedEntries(name, value, explode).join(explode ? '.' : ',')}` };
}

/** Style `matrix`: `;color=3,4,5`, exploded `;color=3;color=4;color=5` or `;R=100;G=200`. */
export function matrix(name: string, value: unknown, explode = false): EncodedPath {
  const texts = encodedEntries(name, value, explode);
  const key = `;${encode(name, name)}=`;
  if (!explode) return { encoded: key + texts.join(',') };
  const before = isKeyed(value) ? ';' : key;
  return { encoded: texts.map((text) => before + text).join('') };
}

function encodedEntries(name: string, value: unknown, explode: boolean): string[] {
  const between = explode ? '=' : ',';
  return entriesOf(value).map(([key, item]) => {
    const text = encode(name, textOf(name, item));
    return isKeyed(value) ? `${encode(name, key)}${between}${text}` : text;
  });
}

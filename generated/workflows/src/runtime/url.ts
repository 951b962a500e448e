/** Turns a base URL, a path and the pieces of a query into the one URL that is asked for. */
import { ApiRequestError } from './request-error.js';

/**
 * Reads the base URL of a client.
 *
 * @throws {ApiRequestError} where it is not absolute, not http, or holds a user name and password, which
 * `fetch` refuses and which logs would show.
 */
export function parseBaseUrl(text: string): URL {
  const url = readUrl(text);
  if (url && /^https?:\/\/[^@/]+\//.test(url.href)) return url;
  const message = 'The option baseUrl must be an http URL without a user.';
  throw new ApiRequestError(message, { option: 'baseUrl' });
}

/** `undefined`: the text is no URL. */
export function readUrl(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Appends to the base's own path and query; neither is lost, no slash is doubled. */
export function joinUrl(base: URL, path: string, query: readonly string[]): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + path;
  url.search = [base.search.slice(1), ...query].filter(Boolean).join('&');
  return url;
}

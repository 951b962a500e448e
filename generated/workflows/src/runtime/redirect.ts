/** Turns a redirect into its target's response, where following it gives no secret away. */

import { readUrl } from './url.js';

/** As many as no sound API needs. */
const mostRedirects = 5;

export interface Hop {
  readonly url: URL;
  readonly init: RequestInit;
}

/**
 * Fetches, and follows redirects within the origin.
 *
 * Platforms that follow by themselves take `authorization` off at another origin, but no header of
 * the API's own, such as a key. Any other redirect is the result as it came; so is one more than `left`.
 */
export async function fetchWithRedirects(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  hop: Hop,
  left: number = mostRedirects,
): Promise<Response> {
  const response = await fetch(hop.url.href, hop.init);
  const next = nextHop(response, hop);
  if (next === undefined || left === 0) return response;
  await response.body?.cancel();
  return fetchWithRedirects(fetch, next, left - 1);
}

/** Whether this is a redirect at all: `304` and others are results. */
export function isRedirect({ status, headers }: Response): boolean {
  return /^30[12378]$/.test(`${status}`) && headers.has('location');
}

function nextHop(response: Response, { url, init }: Hop): Hop | undefined {
  const target = readUrl(response.headers.get('location') ?? '', url);
  if (!isRedirect(response) || target?.origin !== url.origin) return undefined;
  if (!becomesGet(response.status, init.method))
    return init.body instanceof ReadableStream ? undefined : { url: target, init };
  const headers = new Headers(init.headers);
  headers.delete('content-type');
  return { url: target, init: { ...init, method: 'GET', headers, body: null } };
}

/** RFC 9110, section 15.4: 303 always asks for it, 301 and 302 by custom after a POST. */
function becomesGet(status: number, method: string | undefined): boolean {
  return status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
}

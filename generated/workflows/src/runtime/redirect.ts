/** Turns a redirect into its target's response, where following it gives no secret away. */

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
 * the API's own, such as a key. Any other redirect is the result as it came.
 */
export async function fetchWithRedirects(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  first: Hop,
): Promise<Response> {
  let hop = first;
  for (let count = 0; ; count += 1) {
    const response = await fetch(hop.url.href, hop.init);
    const next = count < mostRedirects ? nextHop(response, hop) : undefined;
    if (next === undefined) return response;
    await response.body?.cancel();
    hop = next;
  }
}

/** Whether this is a redirect at all: `304` and others are results. */
export function isRedirect({ status, headers }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.has('location');
}

function nextHop(response: Response, { url, init }: Hop): Hop | undefined {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
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

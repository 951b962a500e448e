/** Downloads one file over HTTP, with limits on time and size. Credentials stay with their origin. */

export type Download =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string };

/** A document that is larger, or takes longer, is no document. */
const largestBytes = 200 * 1024 * 1024;
const longestMs = 120_000;
const mostRedirects = 5;

export async function download(
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<Download> {
  const signal = AbortSignal.timeout(longestMs);
  try {
    const response = await follow(address, { headers, signal });
    if (typeof response === 'string') return { ok: false, reason: response };
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, reason: `the server answered ${response.status}` };
    }
    return await readBody(response);
  } catch (error) {
    return {
      ok: false,
      reason: signal.aborted ? 'the download took longer than two minutes' : reasonOf(error),
    };
  }
}

/** Follows redirects to the same origin only: another one would receive the headers. */
async function follow(address: string, init: RequestInit): Promise<Response | string> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== url.origin) return `it redirects to another origin, ${next.origin}`;
    url = next;
  }
  return 'it redirects too often';
}

async function readBody(response: Response): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestBytes) return { ok: false, reason: 'it is larger than 200 MB' };
    chunks.push(chunk);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return `the connection failed (${String(cause.code)})`;
  return cause instanceof Error ? cause.message : 'the connection failed';
}

/** A web address of an allowed origin → its text, within bounds of time, size and redirects. */
import { maximumBytes } from './limits.ts';
import { decodeText } from './read-text.ts';
import type { TextRead } from './read-text.ts';

const timeoutMs = 30_000;
const maximumRedirects = 5;

/** Redirects are followed by hand: each next origin has to be allowed as the first one was. */
export async function fetchText(url: string, allowedOrigins: readonly string[]): Promise<TextRead> {
  const signal = AbortSignal.timeout(timeoutMs);
  let at = url;
  try {
    for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
      const response = await fetch(at, { redirect: 'manual', signal });
      const next = redirectOf(response, at);
      if (next === null) return await textOf(response);
      await response.body?.cancel();
      if (!allowedOrigins.includes(new URL(next).origin))
        return failed('redirects to an origin that is not allowed');
      at = next;
    }
    return failed(`redirects more than ${maximumRedirects} times`);
  } catch {
    return failed(signal.aborted ? `did not answer within ${timeoutMs / 1000} seconds` : 'cannot be reached');
  }
}

function redirectOf({ status, headers }: Response, base: string): string | null {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null
    ? (URL.parse(location, base)?.href ?? null)
    : null;
}

async function textOf(response: Response): Promise<TextRead> {
  if (!response.ok || response.body === null) return failed(`answered with status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maximumBytes) return failed(`is larger than ${maximumBytes / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks));
}

function failed(reason: string): TextRead {
  return { ok: false, code: 'CW1022', reason };
}

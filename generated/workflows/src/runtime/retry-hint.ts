/** Turns the headers of a failed response into what the server says about trying again. */

/** A zero from a broken server must not make a hot loop. */
const shortestMs = 50;

/** The server's own word on whether to try again, stronger than status and method. */
export function isRetryAsked(headers: Headers): boolean | undefined {
  const word = headers.get('x-should-retry');
  return word === 'false' ? false : word === 'true' || undefined;
}

/**
 * Milliseconds to wait, by the hints from the most to the least precise; what is malformed or past is no hint.
 *
 * The end of a rate limit comes with every response, and only means something where it was passed.
 */
export function retryAfter(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  date: number,
): number | undefined {
  const asked =
    numberIn(headers, 'retry-after-ms', 1) ??
    numberIn(headers, 'retry-after', 1000) ??
    untilDate(headers.get('retry-after') ?? '', date) ??
    (status === 429 ? numberIn(headers, 'ratelimit-reset', 1000) : undefined);
  return asked === undefined ? asked : Math.max(asked, shortestMs);
}

/** Digits alone: `Number` would take `0x10` and `1e9` as well. */
function numberIn(headers: Headers, name: string, unitMs: number): number | undefined {
  const text = headers.get(name) ?? '';
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * unitMs : undefined;
}

/** The forms of RFC 9110, section 5.6.7. */
const httpDate = /^[A-Z][a-z]+(?:, .+ GMT| .+ \d{4})$/;

/** The form of the C library names no zone, so that platforms would read it as local time. */
function untilDate(text: string, date: number): number | undefined {
  const named = httpDate.test(text) ? Date.parse(text.replace(/ \d{4}$/, ' GMT$&')) : 0;
  return named > date ? named - date : undefined;
}

/** Turns the headers of a failed response into what the server says about trying again. */
import { parseHttpDate } from './http-date.js';

export interface RetryHint {
  /** Milliseconds to wait. */
  readonly afterMs: number | undefined;
  /** The server's own word, stronger than status and method. */
  readonly retry: boolean | undefined;
}

/** A zero from a broken server must not make a hot loop. */
const shortestMs = 50;

/**
 * Reads the hints from the most to the least precise; what is malformed or past is no hint.
 *
 * The end of a rate limit comes with every response, and only means something where it was passed.
 */
export function readRetryHint(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  date: number,
): RetryHint {
  const asked =
    numberIn(headers, 'retry-after-ms', 1) ??
    numberIn(headers, 'retry-after', 1000) ??
    untilDate(headers.get('retry-after'), date) ??
    (status === 429 ? numberIn(headers, 'ratelimit-reset', 1000) : undefined);
  return {
    afterMs: asked === undefined ? undefined : Math.max(asked, shortestMs),
    retry: booleans.get(headers.get('x-should-retry') ?? ''),
  };
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function numberIn(headers: Headers, name: string, unitMs: number): number | undefined {
  const text = headers.get(name)?.trim() ?? '';
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * unitMs : undefined;
}

function untilDate(text: string | null, date: number): number | undefined {
  const named = parseHttpDate(text?.trim() ?? '');
  return named !== undefined && named > date ? named - date : undefined;
}

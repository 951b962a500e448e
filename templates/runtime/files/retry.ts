/** Decides whether a failed attempt is retried, and after how long. */
import { ApiError, type ApiStatusError } from './errors.js';
import { restOf, type Attempt } from './request.js';

/** A zero from a broken server must not make a hot loop. */
const shortestMs = 50;

/** An attempt that ended with an error. */
export interface FailedAttempt extends Attempt {
  readonly error: unknown;
  /** The same, where the server answered with an error status. */
  readonly answer: ApiStatusError | undefined;
  readonly elapsedMs: number;
}

/** Milliseconds until the next attempt; `undefined`: the call has failed. */
export function retryDelay(failed: FailedAttempt): number | undefined {
  const { attempt } = failed;
  if (attempt > failed.maxRetries || !mayRepeat(failed)) return undefined;
  if (failed.hold?.isCut(failed)) return 0;
  const askedMs = failed.answer?.retryAfterMs;
  const delayMs = askedMs === undefined ? backoff(attempt) : askedMs * (1 + Math.random() / 5);
  const isInTime = (askedMs ?? 0) <= failed.maxRetryAfter && delayMs < restOf(failed);
  return isInTime ? delayMs : undefined;
}

/** Doubles from half a second up to 8 s; up to half of it is left to chance. */
export function backoff(failures: number): number {
  return Math.min(8_000, 500 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

/** Whether sending the request again may help and does no harm; the server's own word comes first. */
function mayRepeat(failed: FailedAttempt): boolean {
  const { answer } = failed;
  return (
    failed.body?.replayable !== false &&
    isTransient(failed.error) &&
    (failed.idempotent || (answer !== undefined && isRetryAsked(answer.headers) === true))
  );
}

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

/** 520 to 530 are those of content delivery networks; 501 and 505 will not change, 409 and 425 need a decision. */
const transientStatuses: readonly number[] = [
  408, 429, 500, 502, 503, 504, 520, 522, 524, 529, 530,
];

/** How the codes of Node.js and undici begin, then those of Bun; not those of a certificate or a URL that is wrong. */
const transientCode =
  /^(?:E(?:AI_|CONN|HOST|NET|PIPE|TIMED)|UND_ERR_(?:RES_CON|SOCK|.+_TIMEOUT)|Connection|FailedToOpen)/;

/** Whether the status is one that passes. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.includes(status);
}

/**
 * Whether the code is one that passes; platforms without codes get the benefit of the doubt.
 *
 * A host that is not found twice is misspelt, or the network is gone.
 */
export function isTransientCode(code: string | undefined, attempt: number): boolean {
  if (code === 'ENOTFOUND') return attempt === 1;
  return code === undefined || transientCode.test(code);
}

/** Whether an error is one that passes. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError && error.retryable;
}

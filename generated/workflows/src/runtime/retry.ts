/** Decides if a failed attempt is retried, and after which delay. */
import { ApiError, type ApiStatusError } from './errors.js';
import { remainingMs, type Attempt } from './request.js';

/** Shortest delay that a server can ask for: a zero must not make a hot loop. */
const shortestMs = 50;

/** An attempt that ended with an error. */
export interface FailedAttempt extends Attempt {
  readonly error: unknown;
  /** The error, if it is an error status. */
  readonly answer: ApiStatusError | undefined;
  readonly elapsedMs: number;
}

/** Returns the milliseconds until the next attempt; `undefined` if the call must not be retried. */
export function retryDelay(failed: FailedAttempt): number | undefined {
  const { attempt } = failed;
  if (attempt > failed.maxRetries || !mayRepeat(failed)) return undefined;
  if (failed.hold?.isCut(failed)) return 0;
  const askedMs = failed.answer?.retryAfterMs;
  const delayMs = askedMs === undefined ? backoff(attempt) : askedMs * (1 + Math.random() / 5);
  const isInTime = (askedMs ?? 0) <= failed.maxRetryAfter && delayMs < remainingMs(failed);
  return isInTime ? delayMs : undefined;
}

/** Returns a delay that doubles from 0.5 s up to 8 s. Up to half of it is random. */
export function backoff(failures: number): number {
  return Math.min(8_000, 500 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

/** Returns true if a retry may succeed and is safe. The server's header overrides the method. */
function mayRepeat(failed: FailedAttempt): boolean {
  const { answer } = failed;
  return (
    failed.body?.replayable !== false &&
    isTransient(failed.error) &&
    (failed.idempotent || (answer !== undefined && isRetryAsked(answer.headers) === true))
  );
}

/** Reads `x-should-retry`, which overrides status and method. */
export function isRetryAsked(headers: Headers): boolean | undefined {
  const word = headers.get('x-should-retry');
  return word === 'false' ? false : word === 'true' || undefined;
}

/**
 * Returns the milliseconds to wait from the most precise valid header; `undefined` without one.
 *
 * `ratelimit-reset` comes with every response, so it counts only after the limit was exceeded.
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

/** Reads a decimal number. `Number` alone would also accept `0x10` and `1e9`. */
function numberIn(headers: Headers, name: string, unitMs: number): number | undefined {
  const text = headers.get(name) ?? '';
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * unitMs : undefined;
}

/** The date formats of RFC 9110, section 5.6.7. */
const httpDate = /^[A-Z][a-z]+(?:, .+ GMT| .+ \d{4})$/;

/** Adds GMT to the format without a zone, which platforms would read as local time. */
function untilDate(text: string, date: number): number | undefined {
  const named = httpDate.test(text) ? Date.parse(text.replace(/ \d{4}$/, ' GMT$&')) : 0;
  return named > date ? named - date : undefined;
}

/** Statuses that a retry may fix. 520 to 530 come from content delivery networks. 409 and 425 need a decision of the caller. */
const transientStatuses: readonly number[] = [
  408, 429, 500, 502, 503, 504, 520, 522, 524, 529, 530,
];

/** Transient codes of Node.js and undici, then of Bun. Codes for a wrong certificate or URL do not match. */
const transientCode =
  /^(?:E(?:AI_|CONN|HOST|NET|PIPE|TIMED)|UND_ERR_(?:RES_CON|SOCK|.+_TIMEOUT)|Connection|FailedToOpen)/;

/** Returns true if a retry may fix the status. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.includes(status);
}

/**
 * Returns true if a retry may fix the error code. Errors without a code count as transient.
 *
 * A host that is not found is retried once: then it is misspelt, or the network is down.
 */
export function isTransientCode(code: string | undefined, attempt: number): boolean {
  if (code === 'ENOTFOUND') return attempt === 1;
  return code === undefined || transientCode.test(code);
}

/** Returns true if a retry may fix the error. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError && error.retryable;
}

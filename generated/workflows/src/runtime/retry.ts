/** Turns a failed attempt into the delay before the next one, or into none. */
import { restOf, type Attempt } from './prepared-call.js';
import { ApiConnectionError } from './connection-errors.js';
import { readRetryHint, type RetryHint } from './retry-hint.js';
import { ApiStatusError } from './status-error.js';
import { isTransient } from './transient.js';
import { isCut } from './window.js';

/** An attempt that ended with an error. */
export interface FailedAttempt extends Attempt {
  readonly error: unknown;
  readonly elapsedMs: number;
}

/** Milliseconds until the next attempt; `undefined`: the call has failed. */
export function retryDelay(failed: FailedAttempt): number | undefined {
  const { call, number, error, elapsedMs } = failed;
  const { settings, windowMs, transport } = call;
  const hint =
    error instanceof ApiStatusError ? readRetryHint(error, transport.clock.date()) : noHint;
  if (number > settings.maxRetries || !mayRepeat(failed, hint)) return undefined;
  if (windowMs !== undefined && isCut({ error, elapsedMs, windowMs })) return 0;
  const delayMs =
    hint.afterMs === undefined ? backoff(number) : hint.afterMs * (1 + Math.random() / 5);
  const isWaitable = (hint.afterMs ?? 0) <= settings.maxRetryAfter && delayMs < restOf(call);
  return isWaitable ? delayMs : undefined;
}

/** Doubles from half a second up to 8 s; up to half of it is left to chance. */
export function backoff(failures: number): number {
  return Math.min(8_000, 500 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

const noHint: RetryHint = { afterMs: undefined, retry: undefined };

/** Whether sending the request again may help and does no harm; the server's own word comes first. */
function mayRepeat({ call, error, number }: FailedAttempt, { retry }: RetryHint): boolean {
  const { body, idempotent } = call.request;
  if (body?.replayable === false) return false;
  if (retry !== undefined) return retry;
  return idempotent && isTransient(error) && !isUnknownHost(error, number);
}

/** A name that is not found twice is misspelt, or the network is gone. */
function isUnknownHost(error: unknown, number: number): boolean {
  return error instanceof ApiConnectionError && error.code === 'ENOTFOUND' && number > 1;
}

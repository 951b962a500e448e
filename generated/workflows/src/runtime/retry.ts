/** Turns a failed attempt into the delay before the next one, or into none. */
import { restOf, type Attempt } from './prepared-call.js';
import { isRetryAsked } from './retry-hint.js';
import { ApiStatusError } from './status-error.js';
import { isTransient } from './transient.js';

/** An attempt that ended with an error. */
export interface FailedAttempt extends Attempt {
  readonly error: unknown;
  readonly elapsedMs: number;
}

/** Milliseconds until the next attempt; `undefined`: the call has failed. */
export function retryDelay(failed: FailedAttempt): number | undefined {
  const { attempt, error, hold, maxRetries, maxRetryAfter } = failed;
  if (attempt > maxRetries || !mayRepeat(failed)) return undefined;
  if (hold?.isCut(failed)) return 0;
  const askedMs = error instanceof ApiStatusError ? error.retryAfterMs : undefined;
  if ((askedMs ?? 0) > maxRetryAfter) return undefined;
  const delayMs = askedMs === undefined ? backoff(attempt) : askedMs * (1 + Math.random() / 5);
  return delayMs < restOf(failed) ? delayMs : undefined;
}

/** Doubles from half a second up to 8 s; up to half of it is left to chance. */
export function backoff(failures: number): number {
  return Math.min(8_000, 500 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

/** Whether sending the request again may help and does no harm; the server's own word comes first. */
function mayRepeat({ body, idempotent, error }: FailedAttempt): boolean {
  if (body?.replayable === false) return false;
  const word = error instanceof ApiStatusError ? isRetryAsked(error.headers) : undefined;
  return word ?? (idempotent && isTransient(error));
}

/** `undefined`: no response with an error status is behind it. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof ApiStatusError ? error.status : undefined;
}

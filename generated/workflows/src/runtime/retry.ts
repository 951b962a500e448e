/** Turns a failed attempt into the delay before the next one, or into none. */
import { restOf, type Attempt } from './prepared-call.js';
import { isRetryAsked } from './retry-hint.js';
import type { ApiStatusError } from './status-error.js';
import { isTransient } from './transient.js';

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

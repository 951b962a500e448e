/** Turns a call into its result: one attempt after the other, until one succeeds or no other makes sense. */
import { sleep } from './abort.js';
import { runAttempt } from './attempt.js';
import { abortError } from './failure.js';
import type { PreparedCall, Receive } from './prepared-call.js';
import { backoff, retryDelay, type FailedAttempt } from './retry.js';
import { ApiStatusError } from './status-error.js';

/** Makes attempts. @throws {ApiError} the error of the last one. */
export async function makeAttempts<Result, T>(
  call: PreparedCall<Result>,
  receive: Receive<Result, T>,
): Promise<T> {
  const { clock, quota, signal } = call;
  let taken: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    if (signal.aborted) throw abortError(signal.reason, attempt - 1);
    const startedAt = clock.now();
    try {
      const result = await runAttempt({ ...call, attempt }, receive);
      quota?.giveBack(taken);
      return result;
    } catch (error) {
      const answer = error instanceof ApiStatusError ? error : undefined;
      const elapsedMs = clock.now() - startedAt;
      taken = await prepareRetry({ ...call, attempt, error, answer, elapsedMs });
    }
  }
}

/** Waits for as long as the next attempt should, and tells what it takes from the quota. @throws the error itself. */
async function prepareRetry(failed: FailedAttempt): Promise<number | undefined> {
  const { error, clock, quota, signal } = failed;
  if (canRenewCredential(failed)) return undefined;
  const delayMs = retryDelay(failed);
  if (delayMs === undefined) throw error;
  const taken = quota?.take(failed.answer?.status);
  if (quota === undefined || taken !== undefined) {
    await sleep(delayMs, clock, signal);
    return taken;
  }
  // A caller's own loop over a long-poll would spin if the failure came back at once.
  if (failed.hold !== undefined) await sleep(backoff(failed.attempt), clock, signal);
  throw error;
}

/** A credential that a function gave may just have expired: once, it is asked for another. */
function canRenewCredential(failed: FailedAttempt): boolean {
  return (
    failed.attempt === 1 &&
    failed.answer?.status === 401 &&
    failed.body?.replayable !== false &&
    failed.schemes.some((scheme) => scheme.renewable)
  );
}

/** Turns a call into its result: one attempt after the other, until one succeeds or no other makes sense. */
import { sleep } from './abort.js';
import { runAttempt } from './attempt.js';
import { abortError } from './failure.js';
import type { PreparedCall, Receive } from './prepared-call.js';
import { backoff, retryDelay, statusOf, type FailedAttempt } from './retry.js';

/** Makes attempts. @throws {ApiError} the error of the last one. */
export async function makeAttempts<T>(call: PreparedCall, receive: Receive<T>): Promise<T> {
  const { clock, quota } = call.transport;
  let taken: number | undefined;
  for (let number = 1; ; number += 1) {
    if (call.signal.aborted) throw abortError(call.signal.reason, number - 1);
    const startedAt = clock.now();
    try {
      const result = await runAttempt({ call, number }, receive);
      quota?.giveBack(taken);
      return result;
    } catch (error) {
      taken = await prepareRetry({ call, number, error, elapsedMs: clock.now() - startedAt });
    }
  }
}

/** Waits for as long as the next attempt should, and tells what it takes from the quota. @throws the error itself. */
async function prepareRetry(failed: FailedAttempt): Promise<number | undefined> {
  const { call, number, error } = failed;
  const { clock, quota } = call.transport;
  if (canRenewCredential(failed)) return undefined;
  const delayMs = retryDelay(failed);
  if (delayMs === undefined) throw error;
  const taken = quota?.take(statusOf(error));
  if (quota === undefined || taken !== undefined) {
    await sleep(delayMs, clock, call.signal);
    return taken;
  }
  // A caller's own loop over a long-poll would spin if the failure came back at once.
  if (call.windowMs !== undefined) await sleep(backoff(number), clock, call.signal);
  throw error;
}

/** A credential that a function gave may just have expired: once, it is asked for another. */
function canRenewCredential({ call, number, error }: FailedAttempt): boolean {
  const { schemes, body } = call.request;
  return (
    number === 1 &&
    statusOf(error) === 401 &&
    body?.replayable !== false &&
    schemes.some(({ renewable }) => renewable)
  );
}

/** Turns a call into its result: one attempt after the other, until one succeeds or no other makes sense. */
import { sleep } from './abort.js';
import { runAttempt } from './attempt.js';
import type { PreparedCall, Receive } from './prepared-call.js';
import { abortError } from './failure.js';
import { backoff, retryDelay, type FailedAttempt } from './retry.js';
import { ApiStatusError } from './status-error.js';

/** Makes attempts. @throws {ApiError} the error of the last one. */
export async function makeAttempts<T>(call: PreparedCall, receive: Receive<T>): Promise<T> {
  const { clock, quota } = call.transport;
  let taken: number | undefined;
  for (let number = 1; ; number += 1) {
    if (call.signal?.aborted) throw abortError(call.signal.reason, number - 1);
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
  if (canRenewCredential(failed)) return undefined;
  const delayMs = retryDelay(failed);
  if (delayMs === undefined) throw error;
  const { quota } = call.transport;
  const taken = quota?.take(error instanceof ApiStatusError ? error.status : undefined);
  if (quota === undefined || taken !== undefined) {
    await pause(failed, delayMs);
    return taken;
  }
  // A caller's own loop over a long-poll would spin if the failure came back at once.
  if (call.windowMs !== undefined) await pause(failed, backoff(number));
  throw error;
}

/** A credential that a function gave may just have expired: once, it is asked for another. */
function canRenewCredential({ call, number, error }: FailedAttempt): boolean {
  const isRefused = number === 1 && error instanceof ApiStatusError && error.status === 401;
  const { schemes, body } = call.request;
  return isRefused && body?.replayable !== false && schemes.some(({ renewable }) => renewable);
}

async function pause({ call, number }: FailedAttempt, ms: number): Promise<void> {
  try {
    await sleep(ms, call.transport.clock, call.signal);
  } catch (reason) {
    throw abortError(reason, number);
  }
}

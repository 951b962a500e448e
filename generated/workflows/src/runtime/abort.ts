/** Turns abort signals into promises that end at once, and leaves no listener behind. */
import type { Clock } from './clock.js';

/**
 * One signal that aborts with the first of several.
 *
 * `AbortSignal.any` holds its sources weakly and adds no listener to them, so that thousands of
 * calls may share one long-lived signal.
 */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.flatMap((signal) => (signal ? [nativeSignal(signal)] : [])));
}

/** `AbortSignal.any` and `fetch` refuse the signals of a polyfill; this follows one. */
function nativeSignal(signal: AbortSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const follower = new AbortController();
  const structural: AbortSignal = signal;
  const follow = (): void => follower.abort(structural.reason);
  structural.addEventListener('abort', follow);
  if (structural.aborted) follow();
  return follower.signal;
}

/** The work's result, or the signal's reason as soon as it aborts, even where the work ignores it. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits, but not past the signal's abort: whoever waits looks at the signal then. */
export async function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let cancel = (): void => {};
  const time = new Promise<void>((resolve) => (cancel = clock.schedule(ms, resolve)));
  await orAbort(time, signal).catch(() => {});
  cancel();
}

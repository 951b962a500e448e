/** Turns abort signals into promises that end at once, and leaves no listener behind. */
import type { Clock } from './clock.js';

/**
 * One signal that aborts with the first of several.
 *
 * `AbortSignal.any` holds its sources weakly and adds no listener to them, so that thousands of
 * calls may share one long-lived signal.
 */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(
    signals.flatMap((signal) => (signal === undefined ? [] : [nativeSignal(signal)])),
  );
}

/** `AbortSignal.any` and `fetch` refuse the signals of a polyfill; this follows one. */
function nativeSignal(signal: AbortSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const follower = new AbortController();
  const structural: AbortSignal = signal;
  if (structural.aborted) follower.abort(structural.reason);
  else
    structural.addEventListener('abort', () => follower.abort(structural.reason), { once: true });
  return follower.signal;
}

/** The work's result, or the signal's reason as soon as it aborts, even where the work ignores it. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    const settle = (): void => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(settle);
  });
}

/** Waits; rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.schedule(ms, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

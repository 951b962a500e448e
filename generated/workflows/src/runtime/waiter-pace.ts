/** Computes the delays between the requests of a wait, and adapts their window. */
import type { Clock } from './abort.js';
import { ApiTimeoutError } from './errors.js';
import { clampWindow, isCut, type FailedPoll, type Poll } from './long-poll.js';
import { backoff, isTransient } from './retry.js';
import { originOf, remainingIn, type AnySession } from './waiter-session.js';

/** Random delay that keeps clients that wait for the same event from polling at the same moment. */
const jitterMs = 250;

/** Cut requests in a row that are repeated at once. After more, the server behind the intermediary is down. */
const mostCuts = 3;

/** Milliseconds kept for the response to the last request before the deadline. */
const answerMs = 250;

/** Interval of the check for sleep. Connections survive a shorter sleep, or time out soon. */
const everyMs = 5_000;

/** Time of the next request. */
export interface NextRequest {
  readonly delayMs: number;
  /** True if no further request can follow in time. */
  readonly isLast: boolean;
}

/**
 * Schedules the next request after the wanted delay, or at the last moment at which a response can arrive.
 *
 * The last request is sent as late as possible, unless the server holds it until the deadline.
 */
export function nextRequestAfter(wantedMs: number, session: AnySession): NextRequest {
  const isHeld = session.maxMs > 0 && session.waiter.fallback === undefined;
  const restMs = remainingIn(session);
  const latestMs = latestDelay(restMs);
  const isLast = wantedMs > latestMs || restMs - wantedMs < session.minMs;
  return { delayMs: isLast && !isHeld ? latestMs : Math.min(wantedMs, latestMs), isLast };
}

function latestDelay(restMs: number): number {
  return restMs - Math.min(restMs / 2, answerMs);
}

/** Returns the delay after a response that does not end the wait. */
export function delayAfterAnswer({ windowMs, elapsedMs }: Poll, session: AnySession): number {
  const { memory, minDelayMs, maxDelayMs } = session;
  if (windowMs > 0 && elapsedMs >= windowMs / 2) {
    memory.shortReturns = 0;
    return Math.random() * jitterMs;
  }
  // A server that does not hold the request must not be polled without a delay.
  memory.shortReturns += 1;
  const longestMs = Math.min(maxDelayMs, minDelayMs * 2 ** memory.shortReturns);
  return minDelayMs + Math.random() * (longestMs - minDelayMs);
}

/** Returns the delay after a failure; `undefined` if it ends the wait. */
export function delayAfterFailure(failed: FailedPoll, session: AnySession): number | undefined {
  const { memory, transport } = session;
  const { error, answer } = failed;
  if (memory.cuts < mostCuts && isCut(failed)) {
    memory.cuts += 1;
    // The intermediary allows no longer requests to this origin: later waits start with this window.
    memory.windowMs = clampWindow(failed.elapsedMs * 0.8, session);
    transport.windows.set(originOf(session), memory.windowMs);
    return 0;
  }
  memory.errors += 1;
  const isGivenUp =
    !isTransient(error) ||
    memory.errors >= session.maxConsecutiveErrors ||
    (transport.retryQuota && transport.retryQuota.take(answer?.status) === undefined);
  if (isGivenUp) return undefined;
  if (error instanceof ApiTimeoutError) {
    // Nothing arrived after the window: the connection is dead, and the next request opens another.
    memory.windowMs = clampWindow(failed.windowMs / 2, session);
    return 0;
  }
  const askedMs = answer?.retryAfterMs;
  if (askedMs === undefined) return backoff(memory.errors);
  // After a longer delay, no response could arrive before the deadline.
  return askedMs <= latestDelay(remainingIn(session)) ? askedMs : undefined;
}

/**
 * Runs the task after the machine has slept: the date then has advanced, and the clock has not. Returns a
 * function that stops the check.
 *
 * Setting the date forward has the same effect, and costs one request.
 */
export function onWake(clock: Clock, task: () => void): () => void {
  const aheadMs = (): number => clock.date() - clock.now();
  const beforeMs = aheadMs();
  let cancel: () => void;
  const watch = (): void => {
    cancel = clock.schedule(everyMs, () => {
      if (aheadMs() - beforeMs > everyMs) task();
      else watch();
    });
  };
  watch();
  return () => cancel();
}

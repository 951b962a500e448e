/** Delays between the requests of a wait, and the window that the next one asks for. */
import type { Clock } from './abort.js';
import { ApiTimeoutError } from './errors.js';
import { clampWindow, isCut, type FailedPoll, type Poll } from './long-poll.js';
import { backoff, isTransient } from './retry.js';
import { originOf, remainingIn, type AnySession } from './waiter-session.js';

/** Clients that wait for one event must not all come back at the same moment. */
const jitterMs = 250;

/** From the fourth in a row on, nothing on the way is impatient: something behind it is down. */
const mostCuts = 3;

/** What is left for the answer to a request that nothing but the deadline follows. */
const answerMs = 250;

/** A machine that sleeps for less keeps its connections, or its waits end by their own limits soon. */
const everyMs = 5_000;

/** When the next request is made. */
export interface NextRequest {
  readonly delayMs: number;
  /** Whether the time will be too short for another one. */
  readonly isLast: boolean;
}

/**
 * The next request after a delay that is wanted, or at the last moment at which it can be answered in time.
 *
 * The last look comes that late, as it can only be made once; a server that holds the request looks until
 * the deadline by itself.
 */
export function turnAfter(wantedMs: number, session: AnySession): NextRequest {
  const isHeld = session.maxMs > 0 && session.waiter.fallback === undefined;
  const restMs = remainingIn(session);
  const latestMs = latestDelay(restMs);
  const isLast = wantedMs > latestMs || restMs - wantedMs < session.minMs;
  return { delayMs: isLast && !isHeld ? latestMs : Math.min(wantedMs, latestMs), isLast };
}

function latestDelay(restMs: number): number {
  return restMs - Math.min(restMs / 2, answerMs);
}

/** Milliseconds to wait after an answer that is not the end. */
export function delayAfterAnswer({ windowMs, elapsedMs }: Poll, session: AnySession): number {
  const { memory, minDelayMs, maxDelayMs } = session;
  if (windowMs > 0 && elapsedMs >= windowMs / 2) {
    memory.shortReturns = 0;
    return Math.random() * jitterMs;
  }
  // A server that does not hold the request, or holds it no more, must not be asked without a pause.
  memory.shortReturns += 1;
  const longestMs = Math.min(maxDelayMs, minDelayMs * 2 ** memory.shortReturns);
  return minDelayMs + Math.random() * (longestMs - minDelayMs);
}

/** Milliseconds to wait after a failure; `undefined`: it ends the wait. */
export function delayAfterFailure(failed: FailedPoll, session: AnySession): number | undefined {
  const { memory, transport } = session;
  const { error, answer } = failed;
  if (memory.cuts < mostCuts && isCut(failed)) {
    memory.cuts += 1;
    // What lies on the way to an origin lets no request be open for longer: later waits begin there.
    memory.windowMs = clampWindow(failed.elapsedMs * 0.8, session);
    transport.windows.set(originOf(session), memory.windowMs);
    return 0;
  }
  memory.errors += 1;
  const isGivenUp =
    !isTransient(error) ||
    memory.errors >= session.maxConsecutiveErrors ||
    (transport.quota && transport.quota.take(answer?.status) === undefined);
  if (isGivenUp) return undefined;
  if (error instanceof ApiTimeoutError) {
    // Silence past the window: the connection is dead, and the next request opens another.
    memory.windowMs = clampWindow(failed.windowMs / 2, session);
    return 0;
  }
  const askedMs = answer?.retryAfterMs;
  if (askedMs === undefined) return backoff(memory.errors);
  // No answer could come in time after it: that wait is lost already.
  return askedMs <= latestDelay(remainingIn(session)) ? askedMs : undefined;
}

/**
 * Runs the task once the date has moved much more than the clock, which stands still while the machine sleeps.
 *
 * A date that somebody sets forward looks the same, and costs one request. What it returns ends the watch.
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

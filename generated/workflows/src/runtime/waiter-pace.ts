/** Turns what became of one request into the delay before the next one and the window it asks for. */
import { ApiConnectionError, ApiTimeoutError } from './connection-errors.js';
import { backoff } from './retry.js';
import { isTransient } from './transient.js';
import { observe, remainingIn, type AnySession, type WaiterLimits } from './waiter-session.js';
import { clampWindow, isCut, type FailedPoll, type Poll } from './window.js';

/** Clients that wait for one event must not all come back at the same moment. */
const jitterMs = 250;

/** From the fourth in a row on, nothing on the way is impatient: something behind it is down. */
const mostCuts = 3;

/** What is left for the answer to a request that nothing but the deadline follows. */
const answerMs = 250;

/** When the next request is made. */
export interface Turn {
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
export function turnAfter(wantedMs: number, session: AnySession, isHeld: boolean): Turn {
  const latestMs = latestDelay(session);
  const isLast = wantedMs > latestMs || remainingIn(session) - wantedMs < session.minMs;
  return { delayMs: isLast && !isHeld ? latestMs : Math.min(wantedMs, latestMs), isLast };
}

function latestDelay(session: AnySession): number {
  const restMs = remainingIn(session);
  return restMs - Math.min(restMs / 2, answerMs);
}

/** Milliseconds to wait after an answer that is not the end. */
export function delayAfterAnswer({ windowMs, elapsedMs }: Poll, session: AnySession): number {
  const { memory } = session;
  const isHeld = windowMs > 0 && elapsedMs >= windowMs / 2;
  memory.shortReturns = isHeld ? 0 : memory.shortReturns + 1;
  // A server that does not hold the request, or holds it no more, must not be asked without a pause.
  return isHeld ? Math.random() * jitterMs : pause(memory.shortReturns, session);
}

/** Milliseconds to wait after a failure; `undefined`: it ends the wait. */
export function delayAfterFailure(failed: FailedPoll, session: AnySession): number | undefined {
  const { memory } = session;
  const { error, answer } = failed;
  observe(session, nameOf(failed));
  if (memory.cuts < mostCuts && isCut(failed)) {
    memory.cuts += 1;
    shrinkWindow(session, failed.elapsedMs);
    return 0;
  }
  memory.errors += 1;
  const isGivenUp =
    !isTransient(error) ||
    memory.errors >= session.maxErrors ||
    isQuotaSpent(answer?.status, session);
  if (isGivenUp) return undefined;
  if (!(error instanceof ApiTimeoutError)) return hintedDelay(failed, session);
  // Silence past the window: the connection is dead, and the next request opens another.
  memory.windowMs = clampWindow(failed.windowMs / 2, session);
  return 0;
}

/** Milliseconds to wait after a failure that is normal for a while. */
export function toleratedDelay(failed: FailedPoll, session: AnySession): number {
  observe(session, nameOf(failed));
  return pause(Math.max(1, session.memory.tolerated), session);
}

/** What lies on the way to an origin lets no request be open for longer: later waits begin there. */
function shrinkWindow(session: AnySession, elapsedMs: number): void {
  const { transport, memory } = session;
  memory.windowMs = clampWindow(elapsedMs * 0.8, session);
  transport.windows.set(transport.baseUrl.origin, memory.windowMs);
}

/** What the server asks for, unless no answer could come in time after it: that wait is lost already. */
function hintedDelay({ answer }: FailedPoll, session: AnySession): number | undefined {
  const hintMs = answer?.retryAfterMs;
  if (hintMs === undefined) return backoff(session.memory.errors);
  return hintMs <= latestDelay(session) ? hintMs : undefined;
}

/** Anything from the shortest delay to one that doubles each time. */
function pause(times: number, { minDelayMs, maxDelayMs }: WaiterLimits): number {
  const longest = Math.min(maxDelayMs, minDelayMs * 2 ** times);
  return minDelayMs + Math.random() * (longest - minDelayMs);
}

function isQuotaSpent(status: number | undefined, { transport: { quota } }: AnySession): boolean {
  return quota !== undefined && quota.take(status) === undefined;
}

function nameOf({ error, answer }: FailedPoll): string {
  if (answer) return `status ${answer.status}`;
  if (error instanceof ApiConnectionError && error.code !== undefined) return error.code;
  return error instanceof Error ? error.name : 'unknown error';
}

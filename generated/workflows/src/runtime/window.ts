/** Turns what became of a long-poll into the window that the next one asks for. */
import { ApiConnectionError, ApiTimeoutError } from './connection-errors.js';
import type { ApiStatusError } from './status-error.js';

/** The smallest and the largest window that the server takes, in milliseconds. */
export interface WindowLimits {
  readonly minMs: number;
  readonly maxMs: number;
}

/** One request of a long-poll: how long the server was asked to hold it, and how long it took. */
export interface Poll {
  /** 0: it was not asked to. */
  readonly windowMs: number;
  readonly elapsedMs: number;
}

/** One that failed. */
export interface FailedPoll extends Poll {
  readonly error: unknown;
  /** The same, where the server answered with an error status. */
  readonly answer: ApiStatusError | undefined;
}

/** Statuses of what stands before a server when it has waited for it long enough. */
const cutStatuses: readonly number[] = [408, 502, 503, 504, 520, 522, 524];

/**
 * Later than this, a failure is a limit of time: a server that is down says so at once.
 *
 * A little below the 2 s that some proxies wait: timers of either side may be early.
 */
const soonestCutMs = 1_900;

/**
 * Whether something on the way cut a request that the server was still holding.
 *
 * Half of the window would be too late a limit: a proxy that cuts a window of 60 s after 20 s
 * is one of the common ones.
 */
export function isCut({ error, answer, elapsedMs, windowMs }: FailedPoll): boolean {
  if (windowMs === 0 || elapsedMs < Math.min(windowMs / 2, soonestCutMs)) return false;
  if (answer) return cutStatuses.includes(answer.status) && answer.retryAfterMs === undefined;
  return error instanceof ApiConnectionError && !(error instanceof ApiTimeoutError);
}

/** A whole number of milliseconds that the server takes. */
export function clampWindow(windowMs: number, { minMs, maxMs }: WindowLimits): number {
  return Math.floor(Math.max(minMs, Math.min(windowMs, maxMs)));
}

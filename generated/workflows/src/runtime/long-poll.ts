/** Long-polls: how long the server holds a request, and whether something on the way cut it. */
import { ApiConnectionError, ApiTimeoutError, type ApiStatusError } from './errors.js';
import { standardSettings } from './settings.js';
import { warnOnce, type Warning, type WarningKind } from './warning.js';

/**
 * Later than this, a failure is a limit of time: a server that is down says so at once.
 *
 * A little below the 2 s that some proxies wait: timers of either side may be early.
 */
const soonestCutMs = 1_900;

/** Only operations that the server holds bring this into a bundle. */
export function longPoll<Parameters>(
  definition: LongPollDefinition<Parameters>,
): LongPoll<Parameters> {
  return {
    ...definition,
    hold(parameters, { id, timeout, ...warned }) {
      const windowMs = definition.windowOf(parameters) ?? definition.defaultMs;
      const leastMs = windowMs + definition.graceMs;
      if (timeout < leastMs && timeout !== standardSettings.timeout) {
        const message = `${id}: the timeout of ${timeout} ms is raised to ${leastMs}, the window and its grace`;
        warnOnce(warned, { kind: 'timeout', message });
      }
      return {
        // A shorter time would end every long-poll in which nothing happens.
        timeout: Math.max(timeout, leastMs),
        isCut: (failed) => isCut({ ...failed, windowMs }),
      };
    },
  };
}

/** The server holds the request until something happens or a window of time is over. */
export interface LongPoll<Parameters> extends LongPollDefinition<Parameters> {
  /** What it means for one call. */
  readonly hold: (parameters: Parameters, call: HeldCall) => LongPollHold;
}

/** What a long-poll must know of its call. */
export interface HeldCall {
  readonly id: string;
  readonly timeout: number;
  readonly onWarning: (warning: Warning) => void;
  readonly warned: Set<WarningKind>;
}

/** One call that is held. */
export interface LongPollHold {
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  /** Whether something on the way cut it: that is no failure, and there is no reason for a pause. */
  readonly isCut: (failed: Omit<FailedPoll, 'windowMs'>) => boolean;
}

/** What the document says of a long-poll. */
export interface LongPollDefinition<Parameters> {
  /** The parameter that asks for the window. */
  readonly window: string;
  readonly windowOf: (parameters: Parameters) => number | undefined;
  readonly minMs: number;
  readonly maxMs: number;
  /** What the server takes where none is asked for. */
  readonly defaultMs: number;
  /** How much later than the window an answer may come. */
  readonly graceMs: number;
}

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

/** How the window is written. */
export interface WindowText {
  /** What stands before the number, and after it. */
  readonly before: string;
  readonly after: string;
  /** How many milliseconds one of its units has. */
  readonly unitMs: number;
}

/** `undefined`: the text asks for none. */
export function windowIn(
  text: string | undefined,
  { before, after, unitMs }: WindowText,
): number | undefined {
  const start = text?.indexOf(before) ?? -1;
  if (text === undefined || start < 0) return undefined;
  const digits = /^\d+/.exec(text.slice(start + before.length))?.[0];
  const isWhole =
    digits !== undefined && text.startsWith(after, start + before.length + digits.length);
  return isWhole ? Number(digits) * unitMs : undefined;
}

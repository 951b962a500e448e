/** What all attempts of one call share: the transport, with its operation and everything that this call adds. */
import type { LongPollHold } from './operation.js';
import type { GivenCall, PreparedRequest } from './request.js';

export interface PreparedCall<Result = unknown> extends GivenCall<never, Result>, PreparedRequest {
  /** Tells it from other calls in a log. */
  readonly callId: string;
  /** That of a long-poll; `undefined`: the server does not hold the request. */
  readonly hold: LongPollHold | undefined;
  /** Ends the call, and what is left of its response. */
  readonly ending: AbortController;
  /** Aborts with the caller's, and with `ending`. */
  readonly signal: AbortSignal;
  /** When it began, on the transport's clock. */
  readonly startedAt: number;
}

/** One of the attempts of a call. */
export interface Attempt<Result = unknown> extends PreparedCall<Result> {
  /** From 1. */
  readonly attempt: number;
}

/** Reads a response; it throws where the response is an error. */
export type Receive<Result, T> = (response: Response, attempt: Attempt<Result>) => Promise<T>;

/** The part of a call that says when it must be over. */
export type TimedCall = Pick<PreparedCall, 'clock' | 'startedAt' | 'totalTimeout'>;

/** Milliseconds until the whole call must be over. */
export function restOf({ clock, startedAt, totalTimeout = Infinity }: TimedCall): number {
  return totalTimeout - (clock.now() - startedAt);
}

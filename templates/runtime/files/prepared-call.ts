/** What all attempts of one call share. */
import type { Operation } from './operation.js';
import type { PreparedRequest } from './request.js';
import type { Settings } from './settings.js';
import type { Transport } from './transport.js';

export interface PreparedCall {
  readonly transport: Transport;
  /** `never`: the parameters are in the request already. */
  readonly operation: Operation<never, unknown>;
  /** Tells it from other calls in a log. */
  readonly id: string;
  readonly request: PreparedRequest;
  readonly settings: Settings;
  /** How long the server may hold the request; `undefined`: it does not. */
  readonly windowMs: number | undefined;
  /** Aborts with the caller's, and when the client is closed. */
  readonly signal: AbortSignal;
  /** When it began, on the transport's clock. */
  readonly startedAt: number;
}

/** One of the attempts of a call. */
export interface Attempt {
  readonly call: PreparedCall;
  /** From 1. */
  readonly number: number;
}

/** Reads a response; it throws where the response is an error. */
export type Receive<T> = (response: Response, attempt: Attempt) => Promise<T>;

/** Milliseconds until the whole call must be over. */
export function restOf({ transport, settings, startedAt }: PreparedCall): number {
  return (settings.totalTimeout ?? Infinity) - (transport.clock.now() - startedAt);
}

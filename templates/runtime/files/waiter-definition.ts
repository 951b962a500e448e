/** What is waited for and how, as data: the two halves that a waiter is made of. */
import type { ApiPromise } from './api-promise.js';
import type { Call } from './call.js';
import type { ValidationMode } from './decode.js';
import type { HeaderOptions } from './headers.js';
import type { RequestOptions } from './settings.js';
import type { Transport } from './transport.js';

/** What is waited for, as data. */
export interface Waiter<Parameters, Result, Success = unknown, Failure = unknown> {
  /** `ExecutionCompleted` */
  readonly name: string;
  /** `undefined` is an answer without news: the window of a long-poll is over. */
  readonly call: Pick<Call<Parameters, Result | undefined>, 'operation'>;
  /** The parameters of one poll that asks for this window. */
  readonly withWindow?: (parameters: Parameters, windowMs: number) => Parameters;
  /** Reads the same at once, for a rest of time that is shorter than the smallest window. */
  readonly fallback?: (
    transport: Transport,
    parameters: Parameters,
    options: RequestOptions,
  ) => ApiPromise<Result | undefined>;
  /** What is told of the result on the way, and looked up in the lists. */
  readonly state?: (result: Result) => unknown;
  /** Why it failed, where the result says so. */
  readonly reason?: (result: Result) => unknown;
  /** What a list of states cannot say: looked at before the lists, the first that matches decides. */
  readonly acceptors?: readonly WaiterAcceptor<Result>[];
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** States that are known to settle nothing; without them, no state is ever taken for new. */
  readonly pending?: readonly string[];
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  /** Where the caller need not say. */
  readonly maxWaitMs?: number;
  /** Types alone, never there: what the wait ends with. */
  readonly types?: { readonly success: Success; readonly failure: Failure };
}

/** What an answer means for the wait. */
export interface WaiterAcceptor<
  Result,
  State extends string = 'success' | 'failure' | 'retry' | 'stopped',
> {
  readonly state: State;
  /** Looks at a result. */
  readonly when?: (result: Result, status: number) => boolean;
  /** Looks at any answer, also at one with an error status. */
  readonly onStatus?: (status: number) => boolean;
  /** How often in a row it counts: what is normal for a while only. */
  readonly limit?: number;
  /** Why it failed, where the result says so. */
  readonly reason?: (result: Result) => unknown;
}

/** What a caller may add: the types of a success and of a failure stay what the waiter says. */
export type OwnAcceptor<Result> =
  | WaiterAcceptor<Result, 'retry'>
  | (WaiterAcceptor<Result, 'stopped'> & { readonly onStatus?: undefined });

/** What is known at one moment of a wait. */
export interface WaiterProgress<Result> {
  /** The result as it came. */
  readonly state: Result;
  /** The count of requests so far. */
  readonly attempt: number;
  readonly elapsedMs: number;
  readonly remainingMs: number;
  /** Whether its state is another one than before. */
  readonly changed: boolean;
}

/** How one wait goes. */
export interface WaiterOptions<Result> {
  /** The whole time of the wait in milliseconds. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told about every result, also the last one. */
  readonly onProgress?: ((progress: WaiterProgress<Result>) => void) | undefined;
  /** Ends the wait early, at a result that settles nothing but needs someone to act. */
  readonly stopWhen?: ((result: Result) => boolean) | undefined;
  /** Looked at before those of the waiter: `stopped` ends the wait, `retry` goes on. */
  readonly acceptors?: readonly OwnAcceptor<Result>[] | undefined;
  /** The window that the first poll asks for; later ones ask for less where something cuts them. */
  readonly windowMs?: number | undefined;
  /** How much later than the window an answer may come. */
  readonly graceMs?: number | undefined;
  /** The shortest delay after an answer that came too soon. */
  readonly minDelayMs?: number | undefined;
  readonly maxDelayMs?: number | undefined;
  /** How many failures in a row end the wait. Default: 5. */
  readonly maxConsecutiveErrors?: number | undefined;
  readonly headers?: HeaderOptions | undefined;
  readonly validation?: ValidationMode | undefined;
}

/** How a wait may end. */
export type WaiterOutcome<Result, Success, Failure> =
  | { readonly state: 'success'; readonly value: Success }
  | { readonly state: 'failure'; readonly value: Failure; readonly reason: unknown }
  | { readonly state: 'stopped'; readonly value: Result }
  | { readonly state: 'timeout'; readonly value: Result | undefined }
  | { readonly state: 'aborted'; readonly reason: unknown };

/** An outcome as long as no one looks at which of the results it is. */
export type AnyOutcome<Result> = WaiterOutcome<
  Result | undefined,
  Result | undefined,
  Result | undefined
>;

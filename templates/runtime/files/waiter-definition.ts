/** What is waited for and how, as data: the two halves that a waiter is made of. */
import type { Call } from './call.js';
import type { ValidationMode } from './decode.js';
import type { HeaderOptions } from './headers.js';

/** What is waited for, as data. */
export interface Waiter<
  Parameters,
  Result,
  Success extends Result = Result,
  Failure extends Result = Result,
> {
  /** `ExecutionCompleted` */
  readonly name: string;
  readonly call: Pick<Call<Parameters, Result>, 'operation'>;
  /** The parameters of one poll that asks for this window. */
  readonly withWindow: (parameters: Parameters, windowMs: number) => Parameters;
  /** Reads the same at once, for a rest of time that is shorter than the smallest window. */
  readonly fallback?: Pick<Call<Parameters, Result>, 'operation'>;
  readonly state: (result: Result) => string;
  /** Why it failed, where the result says so. */
  readonly reason?: (result: Result) => unknown;
  readonly success: readonly string[];
  readonly failure: readonly string[];
  readonly pending: readonly string[];
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  /** Where the caller need not say. */
  readonly maxWaitMs?: number;
  /** Error statuses that are normal for a while, and how often in a row: `{ 404: 3 }`. */
  readonly tolerated?: Readonly<Record<number, number>>;
  /** Types alone, never there: the results whose states `success` and `failure` name. */
  readonly types?: { readonly success: Success; readonly failure: Failure };
}

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

export interface WaiterOptions<Result> {
  /** The whole time of the wait in milliseconds. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told about every result, also the last one. */
  readonly onProgress?: ((progress: WaiterProgress<Result>) => void) | undefined;
  /** Ends the wait early, at a state that needs someone to act. */
  readonly stopWhen?: ((result: Result) => boolean) | undefined;
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

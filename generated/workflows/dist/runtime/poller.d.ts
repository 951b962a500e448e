/** Pollers: waits that run step by step, and that callers share, store and resume. */
import { type Closable } from "./abort.js";
import type { Transport } from "./transport.js";
import type { AnyOutcome, Waiter, WaiterOptions, WaiterProgress } from "./waiter-definition.js";
import { type Session, type Wait } from "./waiter-session.js";
/** Status of a poller. `stopped`: the caller must act before the wait can succeed. */
export type PollerStatus = "notStarted" | "running" | "succeeded" | "failed" | "stopped" | "timedOut";
/** Options of a poller. `restoreFrom`, the text of an earlier poller, contains the deadline. */
export type PollerOptions<Result> = (WaiterOptions<Result> & {
	readonly restoreFrom?: undefined;
}) | (Partial<WaiterOptions<Result>> & {
	readonly restoreFrom: string;
});
/** Options of one step. The signal ends only this caller's wait: other callers of the poller continue. */
export interface PollOptions {
	readonly signal?: AbortSignal | undefined;
}
/** A wait that sends requests only while a caller polls it. Several callers can share it. */
export interface Poller<
	Result,
	Success
> extends Closable, AsyncIterable<Result> {
	readonly status: PollerStatus;
	/** The last result. */
	readonly state: Result | undefined;
	/** Calls the listener for every result. Returns a function that removes the listener. */
	readonly onProgress: (listener: (progress: WaiterProgress<Result>) => void) => () => void;
	/** Waits for the delay that is due, and sends one request. */
	readonly poll: (options?: PollOptions) => Promise<Result | undefined>;
	/** Polls to the end. @throws {WaiterError} unless it succeeds. */
	readonly pollUntilDone: (options?: PollOptions) => Promise<Success>;
	/** Returns a text for the option `restoreFrom`. It contains the parameters, but no credentials. */
	readonly serialize: () => string;
}
/** Creates a poller, which sends nothing yet. @throws {ApiRequestError} for an invalid option. */
export declare function startPoller<
	Parameters,
	Result,
	Success,
	Failure
>(transport: Transport, waiter: Waiter<Parameters, Result, Success, Failure>, parameters: Parameters, options?: Partial<WaiterOptions<Result>> & {
	readonly restoreFrom?: string | undefined;
}): Poller<Result, Success>;
/** Steps of a wait. Callers that ask at the same time share one step. */
export interface Steps<Result> {
	readonly outcome: () => AnyOutcome<Result> | undefined;
	/** Returns the value of a success. @throws {WaiterError} for any other outcome. */
	readonly success: <Success>() => Success;
	readonly takeStep: (signal: AbortSignal | undefined) => Promise<void>;
	readonly close: () => void;
}
/** Prepares the steps of a wait. Sends nothing yet. */
export declare function sharedSteps<
	Parameters,
	Result
>(session: Session<Parameters, Result>): Steps<Result>;
/** Restores a wait from its text. @throws {ApiRequestError} if the text belongs to another wait or version. */
export declare function restoredWait<
	Parameters,
	Result
>(wait: Wait<Parameters, Result>, text: string): Wait<Parameters, Result>;
/** Copies the parameters, so that JSON encodes each `bigint` as a string of its digits. */
export declare function serializableParameters<Parameters>(parameters: Parameters): Parameters;

/** The definition of a waiter, and the options and outcomes of a wait. */
import type { ApiPromise } from "./api-promise.js";
import type { Call } from "./call.js";
import type { ValidationMode } from "./decode.js";
import type { HeaderOptions } from "./headers.js";
import type { RequestOptions } from "./settings.js";
import type { Transport } from "./transport.js";
/** The definition of a waiter. */
export interface Waiter<
	Parameters,
	Result,
	Success = unknown,
	Failure = unknown
> {
	/** `ExecutionCompleted` */
	readonly name: string;
	/** The call to poll. A result of `undefined` means that the window of a long-poll ended without a change. */
	readonly call: Pick<Call<Parameters, Result | undefined>, "operation">;
	/** Returns the parameters of a poll with this window. */
	readonly withWindow?: (parameters: Parameters, windowMs: number) => Parameters;
	/** Reads the state at once. Used if the remaining time is shorter than the smallest window. */
	readonly fallback?: (transport: Transport, parameters: Parameters, options: RequestOptions) => ApiPromise<Result | undefined>;
	/** Returns the state of a result, which is compared with the lists below. */
	readonly state?: (result: Result) => unknown;
	/** Returns the reason of a failure, if the result contains it. */
	readonly reason?: (result: Result) => unknown;
	/** Conditions that take precedence over the lists. The first match decides. */
	readonly acceptors?: readonly WaiterAcceptor<Result>[];
	readonly success: readonly string[];
	readonly failure: readonly string[];
	/** Known states that do not end the wait. Without this list, unknown states are not reported. */
	readonly pending?: readonly string[];
	readonly minDelayMs: number;
	readonly maxDelayMs: number;
	/** Default of the caller's option. */
	readonly maxWaitMs?: number;
	/** Carries the types of the outcomes. Never present at run time. */
	readonly types?: {
		readonly success: Success;
		readonly failure: Failure;
	};
}
/** A condition that decides how the wait continues. */
export interface WaiterAcceptor<
	Result,
	State extends string = "success" | "failure" | "retry" | "stopped"
> {
	readonly state: State;
	/** Matches a result. */
	readonly when?: (result: Result, status: number) => boolean;
	/** Matches the status of a response, also an error status. */
	readonly onStatus?: (status: number) => boolean;
	/** Number of matches in a row. Later ones are ignored. Default: unlimited. */
	readonly limit?: number;
	/** Returns the reason of a failure, if the result contains it. */
	readonly reason?: (result: Result) => unknown;
}
/** A condition that a caller may add. It cannot cause a success or a failure, whose types the waiter defines. */
export type OwnAcceptor<Result> = WaiterAcceptor<Result, "retry"> | (WaiterAcceptor<Result, "stopped"> & {
	readonly onStatus?: undefined;
});
/** Progress of a wait. */
export interface WaiterProgress<Result> {
	/** The latest result. */
	readonly state: Result;
	/** Number of requests so far. */
	readonly attempt: number;
	readonly elapsedMs: number;
	readonly remainingMs: number;
	/** True if the state has changed. */
	readonly changed: boolean;
}
/** Options of a wait. */
export interface WaiterOptions<Result> {
	/** Milliseconds for the whole wait. */
	readonly maxWaitMs: number;
	readonly signal?: AbortSignal | undefined;
	/** Called for every result, including the last one. */
	readonly onProgress?: ((progress: WaiterProgress<Result>) => void) | undefined;
	/** Ends the wait at a result that needs an action of the caller. */
	readonly stopWhen?: ((result: Result) => boolean) | undefined;
	/** Conditions that take precedence over those of the waiter: `stopped` ends the wait, `retry` continues it. */
	readonly acceptors?: readonly OwnAcceptor<Result>[] | undefined;
	/** Window of the first poll in milliseconds. Later polls use a shorter one if an intermediary cuts them. */
	readonly windowMs?: number | undefined;
	/** Milliseconds after the window in which a response may arrive. */
	readonly graceMs?: number | undefined;
	/** Shortest delay in milliseconds after a response that came before the window ended. */
	readonly minDelayMs?: number | undefined;
	readonly maxDelayMs?: number | undefined;
	/** Number of consecutive failures that end the wait. Default: 5. */
	readonly maxConsecutiveErrors?: number | undefined;
	readonly headers?: HeaderOptions | undefined;
	readonly validation?: ValidationMode | undefined;
}
/** Outcome of a wait. */
export type WaiterOutcome<
	Result,
	Success,
	Failure
> = {
	readonly state: "success";
	readonly value: Success;
} | {
	readonly state: "failure";
	readonly value: Failure;
	readonly reason: unknown;
} | {
	readonly state: "stopped";
	readonly value: Result;
} | {
	readonly state: "timeout";
	readonly value: Result | undefined;
} | {
	readonly state: "aborted";
	readonly reason: unknown;
};
/** An outcome whose value is not narrowed yet. */
export type AnyOutcome<Result> = WaiterOutcome<Result | undefined, Result | undefined, Result | undefined>;

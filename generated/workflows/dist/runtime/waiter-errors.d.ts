/** Errors of waits, and the conversion of an outcome to a value or an error. */
import { ApiError, type HideSecrets } from "./errors.js";
import type { AnyOutcome } from "./waiter-definition.js";
import { type ResultSession } from "./waiter-session.js";
/** State of a wait at its end. */
export interface WaiterReport<Result> {
	readonly hide?: HideSecrets | undefined;
	/** `ExecutionCompleted` */
	readonly waiter: string;
	/** The last state. */
	readonly state: string | undefined;
	/** Number of requests that were sent. */
	readonly attempts: number;
	readonly elapsedMs: number;
	readonly lastResponse: Result | undefined;
	/** Number of times that each state, status and error was observed. */
	readonly observed: Readonly<Record<string, number>>;
	/** Text for the option `restoreFrom` of a poller, which continues the wait, also in another process. */
	readonly resume: string;
}
/** Further properties of a waiter error. */
export interface WaiterErrorDetails {
	readonly cause?: unknown;
	readonly reason?: unknown;
	readonly value?: unknown;
}
/** A wait did not succeed. `cause` is the error of the call that ended it, if any. */
export declare class WaiterError<Result = unknown> extends ApiError implements WaiterReport<Result> {
	static override readonly className: string;
	readonly waiter: string;
	readonly state: string | undefined;
	readonly attempts: number;
	readonly elapsedMs: number;
	readonly observed: Readonly<Record<string, number>>;
	/** Not enumerable: logs do not show it. */
	readonly lastResponse: Result | undefined;
	/** Text for the option `restoreFrom` of a poller. Not enumerable, because it contains parameters. */
	readonly resume: string;
	constructor(message: string, report: WaiterReport<Result>, details?: WaiterErrorDetails);
}
/** The wait reached a state of failure. */
export declare class WaiterFailureError<Value = unknown> extends WaiterError<Value> {
	static override readonly className: string;
	/** Reason of the failure, if the result contains it. Enumerable if it is a text: logs show no other part of a body. */
	readonly reason: unknown;
	/** The result, narrowed to the states of failure. Not enumerable: logs do not show it. */
	readonly value: Value;
	constructor(report: WaiterReport<Value>, { value, reason }: {
		readonly value: Value;
		readonly reason: unknown;
	});
}
/** The wait timed out. The process on the server continues. */
export declare class WaiterTimeoutError<Result = unknown> extends WaiterError<Result> {
	static override readonly className: string;
}
/** The caller's signal ended the wait; `cause` is its reason. The process on the server continues. */
export declare class WaiterAbortedError<Result = unknown> extends WaiterError<Result> {
	static override readonly className: string;
	/** Name of the platform's abort errors, for code that compares it. */
	override get name(): string;
}
/** Returns the current state of a wait. */
export declare function reportOf<Result>(session: ResultSession<Result>): WaiterReport<Result>;
/** Returns the value of a success. @throws {WaiterError} for any other outcome. */
export declare function successOf<Result>(outcome: AnyOutcome<Result>, session: ResultSession<Result>): Result | undefined;

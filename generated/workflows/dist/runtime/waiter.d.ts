import type { Transport } from "./transport.js";
import type { AnyOutcome, Waiter, WaiterOptions, WaiterOutcome } from "./waiter-definition.js";
import { type ResultSession, type Session } from "./waiter-session.js";
/** Waits for a success. @throws {WaiterError} for any other outcome. */
export declare function waitUntil<
	Parameters,
	Result,
	Success,
	Failure
>(transport: Transport, waiter: Waiter<Parameters, Result, Success, Failure>, parameters: Parameters, options?: Partial<WaiterOptions<Result>>): Promise<Success>;
/** Waits for any outcome, and returns it. @throws {WaiterError} only if the calls fail. */
export declare function tryWaitUntil<
	Parameters,
	Result,
	Success,
	Failure
>(transport: Transport, waiter: Waiter<Parameters, Result, Success, Failure>, parameters: Parameters, options?: Partial<WaiterOptions<Result>>): Promise<WaiterOutcome<Result, Success, Failure>>;
/** Runs a wait to its end. @throws {WaiterError} if the calls fail. */
export declare function runWait<
	Parameters,
	Result
>(session: Session<Parameters, Result>): Promise<AnyOutcome<Result>>;
/** Waits for the delay, and sends one request. Returns the outcome, or the delay before the next request. */
export declare function takeTurn<
	Parameters,
	Result
>(session: Session<Parameters, Result>, wantedMs: number): Promise<AnyOutcome<Result> | number>;
/** A response: its status, and its result or its error. */
export interface Answer<Result> {
	readonly status: number;
	readonly result?: Result | undefined;
	readonly error?: unknown;
}
/** Stores the result and calls `onProgress`. An error of the callback is reported once as a warning. */
export declare function recordResult<Result>(session: ResultSession<Result>, result: Result, status: number): void;
/** Returns the outcome, or `retry` to continue; `undefined` if no acceptor matches. */
export declare function decisionOn<Result>(session: ResultSession<Result>, { status, result: value, error }: Answer<Result>): AnyOutcome<Result> | "retry" | undefined;
/** Warns of a state that the document does not name. The wait continues. */
export declare function warnOfNewState<Result>(session: ResultSession<Result>, result: Result): void;

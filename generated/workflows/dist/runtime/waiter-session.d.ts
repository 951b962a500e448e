/** State of one wait: its limits, its history, and the text that resumes it. */
import { type Clock } from "./abort.js";
import type { ServedOperation } from "./operation.js";
import { type WindowLimits } from "./long-poll.js";
import type { Transport } from "./transport.js";
import type { Waiter, WaiterOptions } from "./waiter-definition.js";
import type { WarningState } from "./warning.js";
/** A requested wait. */
export interface Wait<
	Parameters,
	Result
> {
	readonly transport: Transport;
	readonly waiter: Waiter<Parameters, Result>;
	readonly parameters: Parameters;
	readonly options: Partial<WaiterOptions<Result>>;
}
/** Limits of a wait. */
export interface WaiterLimits extends WindowLimits {
	readonly maxWaitMs: number;
	/** Window of the first request, unless an intermediary is known to cut it. */
	readonly windowMs: number;
	readonly graceMs: number;
	readonly minDelayMs: number;
	readonly maxDelayMs: number;
	readonly maxConsecutiveErrors: number;
}
/** State that a wait keeps between requests. */
export interface WaiterMemory<Result> {
	attempts: number;
	/** Window of the next request. */
	windowMs: number;
	state?: string;
	lastResponse?: Result;
	/** Number of times that each state, status and error was observed. */
	readonly observed: Map<string, number>;
	/** Failures in a row. */
	errors: number;
	/** Requests in a row that an intermediary cut. */
	cuts: number;
	/** Responses in a row that came before the window ended. */
	shortReturns: number;
	/** Matches in a row of an acceptor with a limit. */
	tolerated: number;
}
/** A running wait. */
export interface Session<
	Parameters,
	Result
> extends Wait<Parameters, Result>, WaiterLimits, WarningState {
	readonly clock: Clock;
	readonly startedAt: number;
	readonly memory: WaiterMemory<Result>;
	/** Aborts the wait when the transport is closed. */
	readonly ending: AbortController;
	/** Aborts with the caller's signal and with `ending`. */
	readonly signal: AbortSignal;
}
/** A running wait with any parameters. */
export interface ResultSession<Result> extends Omit<Session<never, Result>, "waiter" | "parameters"> {
	readonly waiter: Omit<Waiter<never, Result>, "withWindow">;
	readonly parameters: unknown;
}
/** A running wait with any result: the part that computes delays and reports. */
export interface AnySession extends Pick<Session<never, unknown>, "transport" | "clock" | "startedAt" | "memory" | keyof WaiterLimits> {
	readonly waiter: {
		readonly name: string;
		readonly call: {
			readonly operation: () => ServedOperation & {
				readonly id: string;
			};
		};
		readonly fallback?: unknown;
	};
	readonly parameters: unknown;
}
/** Starts a wait. @throws {ApiRequestError} naming the first invalid option. */
export declare function startSession<
	Parameters,
	Result
>(wait: Wait<Parameters, Result>): Session<Parameters, Result>;
/** Returns the whole milliseconds since the wait began. */
export declare function elapsedIn({ clock, startedAt }: AnySession): number;
/** Returns the whole milliseconds until the deadline of the wait. */
export declare function remainingIn(session: AnySession): number;
/** Returns the origin of the requests. */
export declare function originOf({ transport, waiter }: Pick<AnySession, "transport" | "waiter">): string;
/** Counts an observed state, status or error. */
export declare function observe({ memory: { observed } }: AnySession, seen: string): void;
/** Content of the text of a poller. `v` changes when older clients cannot read it. */
export interface WaiterToken {
	readonly v: 1;
	/** Id of the operation. */
	readonly op: string;
	readonly waiter: string;
	readonly input: unknown;
	/** Milliseconds since 1970. */
	readonly deadline: number;
	readonly window: number;
}
/** Returns the text that resumes a wait. */
export declare function serializeWait(session: AnySession): string;

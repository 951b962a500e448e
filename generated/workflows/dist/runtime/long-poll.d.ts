/** Long-polls: the time that the server holds a request, and requests that an intermediary cut. */
import { type ApiStatusError } from "./errors.js";
import { type Warning, type WarningKind } from "./warning.js";
/** Makes the long-poll of an operation. Bundles without long-polls do not include it. */
export declare function longPoll<Parameters>(definition: LongPollDefinition<Parameters>): LongPoll<Parameters>;
/** The server holds the request until something happens or a window of time is over. */
export interface LongPoll<Parameters> extends LongPollDefinition<Parameters> {
	/** Returns the settings of one call. */
	readonly hold: (parameters: Parameters, call: HeldCall) => LongPollHold;
}
/** The part of a call that a long-poll needs. */
export interface HeldCall {
	readonly id: string;
	readonly timeout: number;
	readonly onWarning: (warning: Warning) => void;
	readonly warned: Set<WarningKind>;
}
/** Settings of one call that the server holds. */
export interface LongPollHold {
	/** Milliseconds for one attempt. */
	readonly timeout: number;
	/** Returns true if an intermediary cut the request: the call repeats it without a delay. */
	readonly isCut: (failed: Omit<FailedPoll, "windowMs">) => boolean;
}
/** The definition of a long-poll in the document. */
export interface LongPollDefinition<Parameters> {
	/** The parameter that asks for the window. */
	readonly window: string;
	readonly windowOf: (parameters: Parameters) => number | undefined;
	readonly minMs: number;
	readonly maxMs: number;
	/** Window of the server if the request asks for none. */
	readonly defaultMs: number;
	/** Milliseconds after the window in which a response may arrive. */
	readonly graceMs: number;
}
/** The smallest and the largest window that the server accepts, in milliseconds. */
export interface WindowLimits {
	readonly minMs: number;
	readonly maxMs: number;
}
/** One request of a long-poll: its window, and the time it took. */
export interface Poll {
	/** 0 if the request asked for no window. */
	readonly windowMs: number;
	readonly elapsedMs: number;
}
/** A request of a long-poll that failed. */
export interface FailedPoll extends Poll {
	readonly error: unknown;
	/** The error, if it is an error status. */
	readonly answer: ApiStatusError | undefined;
}
/**
* Returns true if an intermediary cut a request that the server was holding.
*
* Half of the window alone would be too late: common proxies cut a window of 60 s after 20 s.
*/
export declare function isCut({ error, answer, elapsedMs, windowMs }: FailedPoll): boolean;
/** Limits a window to whole milliseconds that the server accepts. */
export declare function clampWindow(windowMs: number, { minMs, maxMs }: WindowLimits): number;
/** Format of the window in a header. */
export interface WindowText {
	/** Text before the number, and after it. */
	readonly before: string;
	readonly after: string;
	/** Milliseconds of one unit. */
	readonly unitMs: number;
}
/** Reads the window from a text; `undefined` if it asks for none. */
export declare function windowIn(text: string | undefined, { before, after, unitMs }: WindowText): number | undefined;

/**
* Returns a signal that aborts with the first of several.
*
* `AbortSignal.any` holds its sources weakly and adds no listener to them, so that thousands of
* calls may share one long-lived signal.
*/
export declare function anySignal(signals: readonly AbortSignal[]): AbortSignal;
/** Aborts the controller with the signal, and returns its signal. The signal keeps the controller: it must end with the call. */
export declare function follow(signal: AbortSignal, controller?: AbortController): AbortSignal;
/** Returns the result of the work. Rejects with the signal's reason as soon as it aborts, even if the work ignores it. */
export declare function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T>;
/** Waits for the time or for the signal's abort. Never rejects: the caller checks the signal afterwards. */
export declare function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void>;
/** Source of time for the runtime. A test can replace it. */
export interface Clock {
	/** Monotonic milliseconds: a change of the system time does not affect them. */
	readonly now: () => number;
	/** Milliseconds since 1970. Compare them only with dates that a server sends. */
	readonly date: () => number;
	/** Runs the task once after the delay, 24 days at most. Returns a function that cancels it. */
	readonly schedule: (ms: number, task: () => void) => () => void;
}
export declare const systemClock: Clock;
/** `Symbol.asyncDispose` if the compiler's `lib` declares it: the package must also compile without it. */
type AsyncDispose = SymbolConstructor extends {
	readonly asyncDispose: infer Key extends symbol;
} ? Key : never;
/** A resource with `close()`. `await using` closes it too, if the platform and the compiler support it. */
export type Closable = {
	readonly close: () => Promise<void>;
} & { readonly [Key in AsyncDispose]: () => Promise<void> };
/** Makes a closable resource. Reads the symbol at each call, because a polyfill may add it later. */
export declare function makeClosable(close: () => Promise<void>): Closable;
export {};

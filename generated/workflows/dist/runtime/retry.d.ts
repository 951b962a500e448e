/** Decides if a failed attempt is retried, and after which delay. */
import { type ApiStatusError } from "./errors.js";
import { type Attempt } from "./request.js";
/** An attempt that ended with an error. */
export interface FailedAttempt extends Attempt {
	readonly error: unknown;
	/** The error, if it is an error status. */
	readonly answer: ApiStatusError | undefined;
	readonly elapsedMs: number;
}
/** Returns the milliseconds until the next attempt; `undefined` if the call must not be retried. */
export declare function retryDelay(failed: FailedAttempt): number | undefined;
/** Returns a delay that doubles from 0.5 s up to 8 s. Up to half of it is random. */
export declare function backoff(failures: number): number;
/** Reads `x-should-retry`, which overrides status and method. */
export declare function isRetryAsked(headers: Headers): boolean | undefined;
/**
* Returns the milliseconds to wait from the most precise valid header; `undefined` without one.
*
* `ratelimit-reset` comes with every response, so it counts only after the limit was exceeded.
*/
export declare function retryAfter({ status, headers }: Pick<Response, "status" | "headers">, date: number): number | undefined;
/** Returns true if a retry may fix the status. */
export declare function isTransientStatus(status: number): boolean;
/**
* Returns true if a retry may fix the error code. Errors without a code count as transient.
*
* A host that is not found is retried once: then it is misspelt, or the network is down.
*/
export declare function isTransientCode(code: string | undefined, attempt: number): boolean;
/** Returns true if a retry may fix the error. */
export declare function isTransient(error: unknown): boolean;

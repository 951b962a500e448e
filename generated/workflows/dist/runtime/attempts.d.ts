import { ApiError } from "./errors.js";
import { type Attempt, type PreparedCall, type Receive } from "./request.js";
/** Makes attempts until one succeeds. @throws {ApiError} the error of the last attempt. */
export declare function makeAttempts<
	Result,
	T
>(call: PreparedCall<Result>, receive: Receive<Result, T>): Promise<T>;
/** Sends the request and reads its response. @throws {ApiError} for every failure. */
export declare function runAttempt<
	Result,
	T
>(attempt: Attempt<Result>, receive: Receive<Result, T>): Promise<T>;
export interface Hop {
	readonly url: URL;
	readonly init: RequestInit;
}
/**
* Fetches, and follows redirects within the origin.
*
* Platforms that follow by themselves take `authorization` off at another origin, but no header of
* the API's own, such as a key. Any other redirect, or one to a URL with a user, is the result as it came; so is
* one more than `left`.
*/
export declare function fetchWithRedirects(fetch: (url: string, init: RequestInit) => Promise<Response>, hop: Hop, left?: number): Promise<Response>;
/** Returns true if the response is a redirect: `304` and others are results. */
export declare function isRedirect({ status, headers }: Response): boolean;
/** The part of an attempt that its error describes. */
export interface FailureContext {
	readonly attempt: number;
	/** Id of the operation. */
	readonly id: string;
	readonly signal: AbortSignal;
}
/** Returns the error of an attempt. An abort by the caller takes precedence over every other cause. */
export declare function explainFailure(cause: unknown, { attempt, id, signal }: FailureContext): ApiError;
/** Returns a timeout error if the caller's signal comes from `AbortSignal.timeout`, and an abort error otherwise. */
export declare function abortError(reason: unknown, attempts: number): ApiError;

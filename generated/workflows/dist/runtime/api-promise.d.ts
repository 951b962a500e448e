import type { Hundred, ParsedStatus } from "./statuses.js";
/** The value of a call with the metadata of its response. */
export interface ApiResponse<
	T,
	Status extends number = number
> {
	readonly data: T;
	readonly status: Status;
	readonly headers: Headers;
	readonly requestId: string | undefined;
	/** Number of requests that were sent for this call. */
	readonly attempts: number;
}
/**
* The responses of a call with several success statuses: a `switch` on `status` narrows `data`.
*
* `{ 200: Job; 204: undefined }` becomes a union. An exact status overrides its range, a range `default`.
*/
export type ResponseByStatus<Results> = { [Key in keyof Results]-?: ApiResponse<Results[Key], StatusesOf<Key, Results>> }[keyof Results];
type StatusesOf<
	Key,
	Results
> = Key extends "default" ? Exclude<Hundred<2>, ParsedStatus<keyof Results> | InRange<keyof Results>> : Key extends `${number}XX` ? Exclude<InRange<Key>, ParsedStatus<keyof Results>> : ParsedStatus<Key>;
type InRange<Key> = Key extends `${infer First extends number}XX` ? Hundred<First> : never;
/**
* The promise of a call's value.
*
* The request is sent after the current statement, so that `raw()` can still take the response before
* its body is read.
*/
export interface ApiPromise<
	T,
	Success = ApiResponse<T>
> extends Promise<T> {
	/** Returns the value with the status, the headers, the request id and the number of attempts. */
	withResponse(): Promise<Success>;
	/** Returns a successful response with its body unread. Call it in the same statement as the operation. */
	raw(): Promise<Response>;
}
/** Returns the promise of a call. One of the two ways sends its request, whichever result the caller takes. */
export declare function apiPromise<
	T,
	Success
>(sendDecoded: () => Promise<ApiResponse<T>>, sendRaw: () => Promise<Response>): ApiPromise<T, Success>;
export {};

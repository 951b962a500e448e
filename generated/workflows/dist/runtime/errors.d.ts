import type { ValidationIssue } from "./validation.js";
/** Replaces the credentials of a client in a text that a server may have sent. */
export type HideSecrets = (text: string) => string;
/** Properties of an error besides its message. */
export interface ErrorFields extends ErrorOptions {
	readonly hide?: HideSecrets | undefined;
	readonly [field: string]: unknown;
}
/** Any of these classes, with any constructor. */
interface ErrorClass {
	new (...parameters: never): unknown;
	readonly className: string;
}
/** The root of every error that a call can end with. */
export declare class ApiError extends Error {
	/** Name of the class. Unlike `name` of the constructor, no bundler changes it. */
	static readonly className: string;
	/** Identifies the errors of another copy of this package, together with `className`. */
	static readonly packageName: string;
	/** Keeps the type arguments of a class: the built-in `instanceof` narrows them to `any`. */
	static override [Symbol.hasInstance]<Class extends ErrorClass>(this: Class, value: unknown): value is InstanceType<Class>;
	/** True if the same call may succeed later. */
	readonly retryable: boolean;
	/** Defines every field as a property. Credentials are hidden in the message, and in texts that logs show. */
	constructor(message: string, { cause, hide, ...fields }?: ErrorFields);
	override get name(): string;
	/** Returns the properties that are safe to log: no header, no body, no credential. */
	toJSON(): Record<string, unknown>;
}
export interface RequestErrorDetails extends ErrorOptions {
	/** All issues of the parameters. */
	readonly issues?: readonly ValidationIssue[];
	/** Name of the client option that is missing or invalid. */
	readonly option?: string;
}
/** The call or the options of the client are invalid. Nothing was sent, and a retry cannot help. */
export declare class ApiRequestError extends ApiError {
	static override readonly className: string;
	readonly issues: readonly ValidationIssue[];
	readonly option: string | undefined;
	constructor(message: string, details?: RequestErrorDetails);
}
export interface ConnectionErrorDetails extends ErrorOptions {
	/** Error code of the platform, if it has one: `ECONNRESET`, `UND_ERR_SOCKET`. */
	readonly code?: string | undefined;
	readonly attempts: number;
	readonly retryable?: boolean;
}
/** The connection was refused, reset or cut off, or the host is unreachable. */
export declare class ApiConnectionError extends ApiError {
	static override readonly className: string;
	readonly code: string | undefined;
	/** Number of requests that were sent for this call. */
	readonly attempts: number;
	constructor(message: string, details: ConnectionErrorDetails);
}
/**
* Phase in which a call timed out.
*
* `connect` and `headers`: nothing was received. `body`: a response began and did not end.
* `total`: the time for the whole call is over, including retries and delays.
*/
export type TimeoutPhase = "connect" | "headers" | "body" | "total";
export interface TimeoutErrorDetails extends ConnectionErrorDetails {
	readonly phase: TimeoutPhase;
}
/** The call timed out. */
export declare class ApiTimeoutError extends ApiConnectionError {
	static override readonly className: string;
	readonly phase: TimeoutPhase;
	constructor(message: string, details: TimeoutErrorDetails);
}
/** The caller's signal aborted the call, or the client was closed. `cause` is the reason. */
export declare class ApiAbortError extends ApiError {
	static override readonly className: string;
	constructor(reason: unknown);
	/** Name of the platform's abort errors, for code that compares it. */
	override get name(): string;
}
export interface StatusErrorDetails<
	Status extends number,
	Body
> {
	readonly hide?: HideSecrets | undefined;
	readonly operation: string;
	readonly status: Status;
	readonly headers: Headers;
	readonly body: Body | undefined;
	readonly rawBody: string;
	readonly attempts: number;
	readonly retryable: boolean;
	readonly retryAfterMs: number | undefined;
}
/** The server responded with an error status. */
export declare class ApiStatusError<
	Status extends number = number,
	Body = unknown
> extends ApiError {
	static override readonly className: string;
	/** Id of the operation: `workflows.executions.retrieve`. */
	readonly operation: string;
	readonly status: Status;
	readonly requestId: string | undefined;
	/** Number of requests that were sent for this call. */
	readonly attempts: number;
	/** Milliseconds after which the server asked to retry. */
	readonly retryAfterMs: number | undefined;
	/** Parsed body; absent if it does not match the document. Not enumerable: logs do not show it. */
	readonly body: Body | undefined;
	/** Headers of the response. Not enumerable: logs do not show them. */
	readonly headers: Headers;
	/** Body as received, cut at 64 kB. Not enumerable: logs do not show it. */
	readonly rawBody: string;
	constructor(details: StatusErrorDetails<Status, Body>);
}
/** Returns the id that the server gave to the request, which its support asks for. */
export declare function requestIdOf(headers: Headers): string | undefined;
/**
* Reason why a response was rejected.
*
* `status`: the document does not describe the status. `redirect`: it must not be followed.
* `content-type`: the document does not describe the media type. `empty`: the body is missing.
* `json`: the body is not JSON. `schema`: it does not match its schema, see `issues`. `form`: it is not a form.
* `size`: the body, or an item of a stream, is too long. `pages`: the pages of a list lead in a circle.
*/
export type ResponseErrorKind = "status" | "redirect" | "content-type" | "empty" | "json" | "schema" | "form" | "size" | "pages";
export interface ResponseErrorDetails extends ErrorOptions {
	readonly hide?: HideSecrets | undefined;
	readonly kind: ResponseErrorKind;
	/** Id of the operation. */
	readonly id: string;
	readonly response: Pick<Response, "status" | "headers">;
	/** Number of requests that were sent. */
	readonly attempt: number;
	readonly rawText?: string;
	readonly issues?: readonly ValidationIssue[];
}
/** The server responded with a success that does not match the document. */
export declare class ApiResponseError extends ApiError {
	static override readonly className: string;
	readonly kind: ResponseErrorKind;
	readonly status: number;
	readonly issues: readonly ValidationIssue[];
	readonly requestId: string | undefined;
	/** Number of requests that were sent for this call. */
	readonly attempts: number;
	/** Headers of the response. Not enumerable: logs do not show them. */
	readonly headers: Headers;
	/** Body as received, cut at 64 kB. Not enumerable: logs do not show it. */
	readonly rawText: string;
	constructor(message: string, details: ResponseErrorDetails);
}
export {};

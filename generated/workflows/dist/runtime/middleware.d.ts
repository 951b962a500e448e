/** HTTP methods of operations. A document can define others, such as `COPY`. */
export type Method = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "QUERY" | (string & {});
/** One attempt before it is sent, with its credentials. */
export interface MiddlewareRequest {
	/** Id of the operation: `workflows.executions.retrieve`. */
	readonly operation: string;
	/** Id that all attempts of a call share. */
	readonly callId: string;
	/** Number of the attempt, from 1. */
	readonly attempt: number;
	readonly method: Method;
	readonly url: URL;
	/** Headers of this attempt. A middleware may change them in place. */
	readonly headers: Headers;
	readonly body: BodyInit | undefined;
	/** Aborts with the call, and when the attempt times out. */
	readonly signal: AbortSignal;
}
/** Passes the request to the next middleware, and finally to the server. It may be called again. */
export type Next = (request: MiddlewareRequest) => Promise<Response>;
/**
* A function around each attempt of a call. It may change the request, return a response without sending it,
* or replace the response.
*
* To read a body, read that of `response.clone()`: the call reads the body of the response that is returned.
*/
export type Middleware = (request: MiddlewareRequest, next: Next) => Promise<Response>;
/** Composes middleware. The first one gets the request first and the response last. */
export declare function throughMiddleware(middleware: readonly Middleware[], send: Next): Next;
/** Level of a log. Each level includes those before it. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";
/** Levels from the least to the most verbose. */
export declare const logLevels: readonly LogLevel[];
/** Target of log lines: the console, or the logger of a program. */
export type Logger = Readonly<Record<Exclude<LogLevel, "off">, (message: string, fields: object) => void>>;
/** Options of the middleware that logs. */
export interface LoggingOptions {
	/**
	* `error`: attempts without a response. `warn`: also statuses from 400 on. `info`: every attempt.
	* `debug`: also the headers of requests and responses. Default: `info`.
	*/
	readonly level?: LogLevel | undefined;
	/** Default: the console. */
	readonly logger?: Logger | undefined;
	/** Names of further headers whose values are shown. */
	readonly headers?: readonly string[] | undefined;
	/** Names of query parameters whose values are shown. Default: none. */
	readonly query?: readonly string[] | undefined;
	/** Shows text bodies at `debug`, including secrets in them, but no credential of this client. Default: false. */
	readonly bodies?: boolean | undefined;
}
/**
* Returns middleware that logs every attempt, with an id that all attempts of a call share.
*
* Shows the values of harmless headers and of those that the options name. Other values of headers and query
* parameters are `REDACTED`, and hidden where a response repeats them. The user of a URL is never shown. Errors of
* the logger are ignored.
*/
export declare function logging(options?: LoggingOptions): Middleware;

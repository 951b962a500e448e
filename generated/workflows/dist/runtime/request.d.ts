/** Builds the request of a call from its operation and parameters. Retries send it again. */
import type { RequestBody } from "./body.js";
import type { LongPollHold } from "./long-poll.js";
import type { HideSecrets } from "./errors.js";
import type { Operation } from "./operation.js";
import { type SecurityScheme } from "./security.js";
import type { Transport } from "./transport.js";
/** An operation merged with its transport and the settings of the call. */
export type ConfiguredCall<
	Parameters,
	Result = unknown
> = Omit<Operation<Parameters, Result>, keyof Transport> & Transport;
/** A request without its credentials, which every attempt requests again. */
export interface PreparedRequest {
	readonly url: URL;
	readonly headers: Headers;
	/** Lower-case names of headers that the caller set or removed. The runtime does not override them. */
	readonly explicit: ReadonlySet<string>;
	readonly body: RequestBody | undefined;
	/** Hides the credentials of the client and of the call. */
	readonly hide: HideSecrets;
	readonly schemes: readonly SecurityScheme[];
	/** True if the request can safely be sent twice. */
	readonly idempotent: boolean;
}
/** Validates the parameters and builds the request. @throws {ApiRequestError} for invalid parameters or options. */
export declare function prepareRequest<Parameters>(call: ConfiguredCall<Parameters>, parameters: Parameters, givenKey: string | undefined): PreparedRequest;
export interface PreparedCall<Result = unknown> extends ConfiguredCall<never, Result>, PreparedRequest {
	/** Identifies the call in a log. */
	readonly callId: string;
	/** Settings of a long-poll; `undefined` for other operations. */
	readonly hold: LongPollHold | undefined;
	/** True if an event stream resumes after a broken connection. */
	readonly resume: boolean | undefined;
	/** Aborts the call and the rest of its response. */
	readonly ending: AbortController;
	/** Aborts with the caller's signal and with `ending`. */
	readonly signal: AbortSignal;
	/** Start of the call on the transport's clock. */
	readonly startedAt: number;
}
/** One of the attempts of a call. */
export interface Attempt<Result = unknown> extends PreparedCall<Result> {
	/** Number of the attempt, from 1. */
	readonly attempt: number;
}
/** Reads a response. Throws if it is an error. */
export type Receive<
	Result,
	T
> = (response: Response, attempt: Attempt<Result>) => Promise<T>;
/** The part of a call that determines its deadline. */
export type TimedCall = Pick<PreparedCall, "clock" | "startedAt" | "totalTimeout">;
/** Returns the milliseconds until the deadline of the whole call. */
export declare function remainingMs({ clock, startedAt, totalTimeout }: TimedCall): number;

/** Decodes response bodies, one decoder for each kind of media type. */
import type { Clock } from "./abort.js";
import { type ResponseErrorDetails } from "./errors.js";
import { type ReadContext, type Received } from "./read-body.js";
import type { Warning } from "./warning.js";
/**
* Treatment of responses that do not match the document.
*
* `strict`: the call fails. `exact`: it also fails where bounds, closed enums or undeclared keys are violated.
* `report`: the call returns the value as received, and a warning is reported. `off`: nothing is validated,
* and no default is filled in.
*/
export type ValidationMode = "exact" | "strict" | "report" | "off";
/** Context of a decoder: the attempt, which a stream keeps using after the call has returned. */
export interface DecodeContext extends ReadContext {
	readonly validation: ValidationMode;
	readonly onWarning: (warning: Warning) => void;
	readonly signal: AbortSignal;
	readonly ending: AbortController;
	readonly underWay: Set<Pick<AbortController, "abort">>;
	readonly clock: Clock;
	readonly startedAt: number;
	readonly timeout: number;
	readonly totalTimeout: number | undefined;
	/** True if an event stream resumes after a broken connection. */
	readonly resume?: boolean | undefined;
}
export interface Decoder<T> {
	/** Media types that it can read, for the `Accept` header. */
	readonly mediaTypes: readonly string[];
	readonly decode: (response: Received, context: DecodeContext) => Promise<T>;
}
/** Decodes JSON without validation. */
export declare function anyJson(mediaType?: string): Decoder<unknown>;
/** Decodes JSON, and passes its value to `finish`. */
export declare function jsonDecoder<T>(finish: (value: unknown, failure: DecodeFailure) => T, mediaType?: string): Decoder<T>;
/** Decodes text in the charset that the response names. */
export declare function text(mediaType?: string): Decoder<string>;
/** Reads bytes as a file: with the name that the server gives, or an empty one, and the media type. */
export declare function binary(mediaType?: string): Decoder<File>;
/** Decodes a response without a body. Drops any body that is sent. */
export declare function empty(): Decoder<undefined>;
/** Selects the decoder by the media type of the response. A key may be a range such as `text/*`. */
export declare function byMediaType<Decoders extends Readonly<Record<string, Decoder<unknown>>>>(decoders: Decoders): Decoder<Awaited<ReturnType<Decoders[keyof Decoders]["decode"]>>>;
/** Details for an error about a response. */
export type DecodeFailure = DecodeContext & Pick<ResponseErrorDetails, "response" | "rawText">;
/** Parses the text of a response. @throws {ApiResponseError} if it is not JSON. */
export declare function parseJson(failure: DecodeFailure): unknown;
/** Requires an expected media type. @throws {ApiResponseError} with the start of the body otherwise. */
export declare function requireMediaType(isExpected: (mediaType: string) => boolean, response: Received, context: DecodeContext): Promise<void>;

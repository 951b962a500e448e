import { type DecodeFailure, type Decoder } from "./decode.js";
import type { ParameterCheck } from "./operation.js";
import { type Context, type ParseOptions, type Result } from "./validation.js";
/** The part of a validator that a decoder needs. */
export interface Parser<T> {
	safeParse(value: unknown, options?: ParseOptions): Result<T>;
}
/** Accepts every value. */
export declare const unchecked: Parser<unknown>;
/** Decodes JSON, and validates it with the validator of its model. */
export declare function json<T>(parser: Parser<T>, mediaType?: string): Decoder<T>;
/** Returns the parsed value. @throws {ApiResponseError} if it does not match the document. */
export declare function validated<T>(parser: Parser<T>, value: unknown, failure: DecodeFailure): T;
/** Makes the check of an operation's parameters. */
export declare function parameterCheck<Parameters>(checkMembers: (value: { readonly [Name in keyof Parameters]?: unknown }, out: Context) => unknown): ParameterCheck<Parameters>;

/** Validates the parameters of calls and the bodies of responses. */
import { leaveValue, object } from './checks.js';
import { jsonDecoder, type DecodeFailure, type Decoder } from './decode.js';
import { ApiRequestError, ApiResponseError } from './errors.js';
import type { ParameterCheck } from './operation.js';
import {
  describeIssues,
  findIssues,
  type Check,
  type Context,
  type ParseOptions,
  type Purpose,
  type Result,
} from './validation.js';

/** The part of a validator that a decoder needs. */
export interface Parser<T> {
  safeParse(value: unknown, options?: ParseOptions): Result<T>;
}

/** Accepts every value. */
export const unchecked: Parser<unknown> = { safeParse: (value) => ({ ok: true, value }) };

/** Decodes JSON, and validates it with the validator of its model. */
export function json<T>(parser: Parser<T>, mediaType?: string): Decoder<T> {
  return jsonDecoder((value, failure) => validated(parser, value, failure), mediaType);
}

/** Returns the parsed value. @throws {ApiResponseError} if it does not match the document. */
export function validated<T>(parser: Parser<T>, value: unknown, failure: DecodeFailure): T {
  const { validation, onWarning } = failure;
  if (validation !== 'off') {
    const result = parser.safeParse(value, { exact: validation === 'exact' });
    if (result.ok) return result.value;
    const issues = result.issues.map(({ path, ...issue }) => ({
      ...issue,
      // Keys come from the server.
      path: path.map((key) => (typeof key === 'string' ? failure.hide(key) : key)),
    }));
    const message = `the body does not match the document: ${describeIssues(issues)}`;
    const cause = new ApiResponseError(message, { ...failure, kind: 'schema', issues });
    if (validation !== 'report') throw cause;
    onWarning({ kind: 'response', message: cause.message, cause });
  }
  // With `off` and `report`, the caller accepts the value without validation.
  return value as T;
}

/** Makes the check of an operation's parameters. */
export function parameterCheck<Parameters>(
  checkMembers: (value: { readonly [Name in keyof Parameters]?: unknown }, out: Context) => unknown,
): ParameterCheck<Parameters> {
  const check: Check = (out, key, value) => {
    if (!object<Parameters>(out, key, value)) return;
    checkMembers(value, out);
    leaveValue(out, key);
  };
  // Parameters come from the caller, so they are validated exactly. What was read may be newer than this client.
  return ({ id, validation }, parameters) => {
    const closed = validation === 'exact';
    const purpose: Purpose = { direction: 'request', exact: true, closed, complete: false };
    const issues = findIssues(check, parameters, purpose);
    if (issues === null) return;
    const message = `${id}: invalid parameters: ${describeIssues(issues)}`;
    throw new ApiRequestError(message, { issues });
  };
}

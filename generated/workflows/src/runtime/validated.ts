/** Validates the parameters of a call and the bodies of its responses. */
import { leave, object } from './checks.js';
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

/** Any value is right. */
export const unchecked: Parser<unknown> = { safeParse: (value) => ({ ok: true, value }) };

/** JSON, checked by the model's validator: what the caller gets is the parsed value. */
export function json<T>(parser: Parser<T>, mediaType?: string): Decoder<T> {
  return jsonDecoder((value, failure) => validated(parser, value, failure), mediaType);
}

/** The value as the parser gives it. @throws {ApiResponseError} where it is not what the document says. */
export function validated<T>(parser: Parser<T>, value: unknown, failure: DecodeFailure): T {
  const { validation, onWarning } = failure;
  if (validation !== 'off') {
    const result = parser.safeParse(value, { exact: validation === 'exact' });
    if (result.ok) return result.value;
    const { issues } = result;
    const message = `what came is not what the document says: ${describeIssues(issues)}`;
    const cause = new ApiResponseError(message, { ...failure, kind: 'schema', issues });
    if (validation !== 'report') throw cause;
    onWarning({ kind: 'response', message: cause.message, cause });
  }
  // Whoever switches validation off, or asks for a report only, takes the server's word for the type.
  return value as T;
}

/** Parameters are ours to write, so nothing is let pass that the document does not allow. */
const purpose: Purpose = { direction: 'request', exact: true, complete: false };

/** Operations whose parameters can be anything do without, and without the checks. */
export function parameterCheck<Parameters>(
  checkMembers: (value: { readonly [Name in keyof Parameters]?: unknown }, out: Context) => unknown,
): ParameterCheck<Parameters> {
  const check: Check = (out, key, value) => {
    if (!object<Parameters>(out, key, value)) return;
    checkMembers(value, out);
    leave(out, key);
  };
  return (operation, parameters) => {
    const issues = findIssues(check, parameters, purpose);
    if (issues === null) return;
    const message = `${operation}: wrong parameters: ${describeIssues(issues)}`;
    throw new ApiRequestError(message, { issues });
  };
}

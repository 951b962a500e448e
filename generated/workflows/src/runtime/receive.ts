/** Turns a response into the value that its status promises, or into the error that it is. */
import type { ApiError } from './api-error.js';
import type { ApiResponse } from './api-promise.js';
import { readStart } from './body-start.js';
import { json, type DecodeContext, type Decoder } from './decode.js';
import type { Responses } from './operation.js';
import type { Attempt } from './prepared-call.js';
import { isRedirect } from './redirect.js';
import { ApiResponseError } from './response-error.js';
import { isRetryAsked, retryAfter } from './retry-hint.js';
import { ApiStatusError, requestIdOf } from './status-error.js';
import { isTransientStatus } from './transient.js';

/** Lets a success pass, its body unread. @throws {ApiStatusError} at an error status. */
export async function receiveRaw(response: Response, attempt: Attempt): Promise<Response> {
  const { responses } = attempt.operation;
  if (response.ok || responses[response.status] !== undefined) return response;
  throw await errorOf(response, attempt);
}

/** Reads a success as the document describes it. @throws {ApiError} at anything else. */
export async function receive<T>(
  responses: Responses<T>,
  received: Response,
  attempt: Attempt,
): Promise<ApiResponse<T>> {
  const response = await receiveRaw(received, attempt);
  const context = contextOf(attempt);
  const decoder = decoderFor(responses, response.status);
  if (decoder === undefined) {
    await response.body?.cancel();
    const message = `the document names no status ${response.status}`;
    throw new ApiResponseError(message, { ...context, kind: 'status', response });
  }
  const { status, headers } = response;
  const data = await decoder.decode(response, context);
  return { data, status, headers, requestId: requestIdOf(headers), attempts: attempt.attempt };
}

function decoderFor<T>(responses: Responses<T>, status: number): Decoder<T> | undefined {
  const hundreds = Math.floor(status / 100);
  // No status is of another hundred (RFC 9110, section 15).
  const range = `${hundreds}XX` as '2XX' | '3XX' | '4XX' | '5XX';
  return responses[status] ?? responses[range] ?? responses.default;
}

function contextOf(attempt: Attempt): DecodeContext {
  return {
    operation: attempt.operation.id,
    attempts: attempt.attempt,
    validation: attempt.validation,
    report: (cause) => attempt.onWarning({ kind: 'response', message: cause.message, cause }),
    rest: attempt,
  };
}

async function errorOf(response: Response, attempt: Attempt): Promise<ApiError> {
  const { operation, clock } = attempt;
  const rawBody = await readStart(response);
  if (isRedirect(response)) {
    const context = { ...contextOf(attempt), response, rawText: rawBody };
    const message = `a redirect (${response.status}) to another origin, or too many`;
    return new ApiResponseError(message, { ...context, kind: 'redirect' });
  }
  const { status, headers } = response;
  return new ApiStatusError({
    operation: operation.id,
    status,
    headers,
    body: await errorBody(response, rawBody, attempt),
    rawBody,
    attempts: attempt.attempt,
    retryable: isRetryAsked(headers) ?? isTransientStatus(status),
    retryAfterMs: retryAfter(response, clock.date()),
  });
}

/** An error stays the error that it is, also where its body is not what the document says. */
async function errorBody(response: Response, rawBody: string, attempt: Attempt): Promise<unknown> {
  const documented = decoderFor(attempt.operation.errors ?? {}, response.status);
  // A blob, as text would have a media type of its own where the server named none.
  const read = new Response(new Blob([rawBody]), response);
  try {
    const context: DecodeContext = { ...contextOf(attempt), validation: 'strict' };
    return await (documented ?? json()).decode(read, context);
  } catch {
    return documented === undefined && rawBody !== '' ? rawBody : undefined;
  }
}

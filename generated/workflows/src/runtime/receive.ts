/** Reads the response of an attempt: returns the value of a success, or throws the error. */
import type { ApiResponse } from './api-promise.js';
import { isRedirect } from './attempts.js';
import { anyJson, type Decoder } from './decode.js';
import { ApiResponseError, ApiStatusError, requestIdOf, type ApiError } from './errors.js';
import type { Responses } from './operation.js';
import { readStart, decodedText, type Pieces } from './read-body.js';
import type { Attempt } from './request.js';
import { isRetryAsked, isTransientStatus, retryAfter } from './retry.js';

/** Returns a success with its body unread. @throws {ApiStatusError} for an error status. */
export async function receiveRaw(response: Response, attempt: Attempt): Promise<Response> {
  if (response.ok || attempt.responses[response.status] !== undefined) return response;
  throw await errorOf(response, attempt);
}

/** Decodes a success. @throws {ApiError} for any other response. */
export async function receive<T>(received: Response, attempt: Attempt<T>): Promise<ApiResponse<T>> {
  const response = await receiveRaw(received, attempt);
  const { status, headers } = response;
  const decoder = decoderFor(attempt.responses, status);
  if (decoder === undefined) {
    await response.body?.cancel();
    const message = `undocumented status ${status}`;
    throw new ApiResponseError(message, { ...attempt, kind: 'status', response });
  }
  const data = await decoder.decode(response, attempt);
  return { data, status, headers, requestId: requestIdOf(headers), attempts: attempt.attempt };
}

function decoderFor<T>(responses: Responses<T>, status: number): Decoder<T> | undefined {
  // A status has one of these first digits (RFC 9110, section 15).
  const range = `${String(status)[0]}XX` as '2XX' | '3XX' | '4XX' | '5XX';
  return responses[status] ?? responses[range] ?? responses.default;
}

async function errorOf(response: Response, attempt: Attempt): Promise<ApiError> {
  const start = await readStart(response);
  const rawBody = decodedText(start);
  const { status, headers } = response;
  if (isRedirect(response)) {
    const message = `redirect (${status}) is not followed`;
    return new ApiResponseError(message, {
      ...attempt,
      response,
      rawText: rawBody,
      kind: 'redirect',
    });
  }
  return new ApiStatusError({
    hide: attempt.hide,
    operation: attempt.id,
    status,
    headers,
    body: await errorBody(response, start, attempt),
    rawBody,
    attempts: attempt.attempt,
    retryable: isRetryAsked(headers) ?? isTransientStatus(status),
    retryAfterMs: retryAfter(response, attempt.clock.date()),
  });
}

/** Decodes the body of an error. Returns the text or `undefined` if it does not match the document. */
async function errorBody(response: Response, start: Pieces, attempt: Attempt): Promise<unknown> {
  const documented = decoderFor(attempt.errors ?? {}, response.status);
  try {
    // A blob adds no media type. A string would add one if the server sent none.
    const read = new Response(new Blob(start), response);
    return await (documented ?? anyJson()).decode(read, { ...attempt, validation: 'strict' });
  } catch {
    return documented ? undefined : decodedText(start) || undefined;
  }
}

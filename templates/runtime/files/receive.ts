/** Turns a response into the value that its status promises, or into the error that it is. */
import type { ApiResponse } from './api-promise.js';
import { readStart } from './body-start.js';
import { json, type DecodeContext, type Decoder, type RestOfCall } from './decode.js';
import { explainFailure } from './failure.js';
import type { Responses } from './operation.js';
import { restOf, type Attempt, type PreparedCall } from './prepared-call.js';
import { isRedirect } from './redirect.js';
import { ApiResponseError } from './response-error.js';
import { isRetryAsked, retryAfter } from './retry-hint.js';
import { ApiStatusError, requestIdOf } from './status-error.js';
import { isTransientStatus } from './transient.js';

/** Lets a success pass, its body unread. @throws {ApiStatusError} at an error status. */
export async function receiveRaw(response: Response, attempt: Attempt): Promise<Response> {
  const { responses } = attempt.call.operation;
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
    const message = `the document does not describe the status ${response.status}`;
    throw new ApiResponseError(message, { ...context, kind: 'status', response });
  }
  const { status, headers } = response;
  const data = await decoder.decode(response, context);
  return { data, status, headers, requestId: requestIdOf(headers), attempts: attempt.number };
}

function decoderFor<T>(responses: Responses<T>, status: number): Decoder<T> | undefined {
  return responses[status] ?? responses[rangeOf(status)] ?? responses.default;
}

function rangeOf(status: number): '2XX' | '3XX' | '4XX' | '5XX' {
  if (status < 300) return '2XX';
  if (status < 400) return '3XX';
  return status < 500 ? '4XX' : '5XX';
}

function contextOf(attempt: Attempt): DecodeContext {
  const { call, number: attempts } = attempt;
  const { operation, settings, transport } = call;
  return {
    operation: operation.id,
    attempts,
    validation: settings.validation,
    report: (error) =>
      transport.onWarning({ kind: 'response', message: error.message, cause: error }),
    rest: {
      signal: call.signal,
      clock: transport.clock,
      limit: () => limitOf(call),
      explain: (error) => explainFailure(error, attempt),
    },
  };
}

function limitOf(call: PreparedCall): ReturnType<RestOfCall['limit']> {
  const rest = restOf(call);
  const { timeout } = call.settings;
  return rest <= timeout ? { ms: rest, phase: 'total' } : { ms: timeout, phase: 'body' };
}

async function errorOf(
  response: Response,
  attempt: Attempt,
): Promise<ApiStatusError | ApiResponseError> {
  const { operation, transport } = attempt.call;
  const rawBody = await readStart(response);
  if (isRedirect(response)) {
    const message = `the redirect (status ${response.status}) is not followed: it leads to another origin, or on and on`;
    return new ApiResponseError(message, {
      ...contextOf(attempt),
      kind: 'redirect',
      response,
      rawText: rawBody,
    });
  }
  const { status, headers } = response;
  return new ApiStatusError({
    operation: operation.id,
    status,
    headers,
    body: await errorBody(response, rawBody, attempt),
    rawBody,
    attempts: attempt.number,
    retryable: isRetryAsked(headers) ?? isTransientStatus(status),
    retryAfterMs: retryAfter(response, transport.clock.date()),
  });
}

/** An error stays the error that it is, also where its body is not what the document says. */
async function errorBody(
  { status, headers }: Response,
  rawBody: string,
  attempt: Attempt,
): Promise<unknown> {
  const documented = decoderFor(attempt.call.operation.errors ?? {}, status);
  const text = async (): Promise<string> => rawBody;
  const blob = async (): Promise<Blob> => new Blob([rawBody]);
  const context: DecodeContext = { ...contextOf(attempt), validation: 'strict' };
  try {
    return await (documented ?? json()).decode(
      { status, headers, body: null, text, blob },
      context,
    );
  } catch {
    return documented === undefined && rawBody !== '' ? rawBody : undefined;
  }
}

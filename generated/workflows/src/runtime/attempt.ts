/** Turns one request into what its response is received as, within the time of one attempt. */
import { anySignal, orAbort } from './abort.js';
import { ApiTimeoutError } from './connection-errors.js';
import { isBrowser } from './environment.js';
import { explainFailure } from './failure.js';
import { throughMiddleware, type MiddlewareRequest } from './middleware.js';
import { restOf, type Attempt, type Receive } from './prepared-call.js';
import { fetchWithRedirects } from './redirect.js';

/** Sends the request and receives its response. @throws {ApiError} whatever goes wrong. */
export async function runAttempt<Result, T>(
  attempt: Attempt<Result>,
  receive: Receive<Result, T>,
): Promise<T> {
  const { id, timeout, clock, attempt: attempts } = attempt;
  const restMs = restOf(attempt);
  const ms = Math.min(restMs, timeout);
  const timer = new AbortController();
  const signal = anySignal([attempt.signal, timer.signal]);
  let phase: 'headers' | 'body' | 'total' = restMs > timeout ? 'headers' : 'total';
  // From before the credentials are asked for to the end of the body.
  const stop = clock.schedule(ms, () => {
    const message = `${id}: not done in ${ms} ms (${phase})`;
    timer.abort(new ApiTimeoutError(message, { phase, attempts, retryable: phase !== 'total' }));
  });
  const exchange = async (): Promise<T> => {
    const response = await respond(attempt, signal);
    if (phase === 'headers') phase = 'body';
    return receive(response, attempt);
  };
  try {
    return await orAbort(exchange(), signal);
  } catch (error) {
    throw explainFailure(error, attempt);
  } finally {
    stop();
  }
}

async function respond(call: Attempt, signal: AbortSignal): Promise<Response> {
  const { id, callId, attempt, middleware, method, body, schemes, explicit } = call;
  const target = { url: new URL(call.url), headers: new Headers(call.headers) };
  for (const scheme of schemes) await scheme.place(target);
  // Servers count retries by it; from a page, it would cost a preflight request.
  if (attempt > 1 && !isBrowser() && !explicit.has('x-retry-count'))
    target.headers.set('x-retry-count', String(attempt - 1));
  return throughMiddleware(middleware, (sent) => sendOut(call, sent))({
    ...target,
    operation: id,
    callId,
    attempt,
    method,
    body: body?.content,
    signal,
  });
}

/** What goes wrong here has its name before a middleware sees it. */
async function sendOut(
  attempt: Attempt,
  { url, method, headers, body, signal }: MiddlewareRequest,
): Promise<Response> {
  const init: RequestInit & { readonly duplex?: 'half' } = {
    ...attempt.fetchOptions,
    ...(body !== undefined && { body }),
    // A stream can only be sent while the response is not read yet (fetch standard, `duplex`).
    ...(body instanceof ReadableStream && { duplex: 'half' }),
    method,
    headers,
    redirect: isBrowser() ? 'error' : 'manual',
    signal,
  };
  try {
    return await fetchWithRedirects(attempt.fetch, { url, init });
  } catch (error) {
    throw explainFailure(error, attempt);
  }
}

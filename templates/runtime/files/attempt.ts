/** Turns one request into what its response is received as, within the time of one attempt. */
import { anySignal, orAbort } from './abort.js';
import { isBrowser } from './environment.js';
import { explainFailure, timeoutError } from './failure.js';
import { throughMiddleware, type MiddlewareRequest } from './middleware.js';
import { restOf, type Attempt, type Receive } from './prepared-call.js';
import { fetchWithRedirects } from './redirect.js';

/** Sends the request and receives its response. @throws {ApiError} whatever goes wrong. */
export async function runAttempt<T>(attempt: Attempt, receive: Receive<T>): Promise<T> {
  const { transport, settings, signal: outer } = attempt.call;
  const restMs = restOf(attempt.call);
  const timer = new AbortController();
  const signal = anySignal([outer, timer.signal]);
  let phase: 'headers' | 'body' = 'headers';
  // From before the credentials are asked for to the end of the body.
  const stop = transport.clock.schedule(Math.min(restMs, settings.timeout), () => {
    timer.abort(timeoutError(attempt, restMs <= settings.timeout ? 'total' : phase));
  });
  const exchange = async (): Promise<T> => {
    const response = await respond(attempt, signal);
    phase = 'body';
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

async function respond(attempt: Attempt, signal: AbortSignal): Promise<Response> {
  const { id, operation, request, settings } = attempt.call;
  const target = { url: new URL(request.url), headers: new Headers(request.headers) };
  for (const scheme of request.schemes) await scheme.place(target);
  // Servers count retries by it; from a page, it would cost a preflight request.
  if (attempt.number > 1 && !isBrowser() && !request.explicit.has('x-retry-count'))
    target.headers.set('x-retry-count', String(attempt.number - 1));
  return throughMiddleware(settings.middleware, (sent) => sendOut(attempt, sent))({
    ...target,
    operation: operation.id,
    callId: id,
    attempt: attempt.number,
    method: request.method,
    body: request.body?.content,
    signal,
  });
}

/** What goes wrong here has its name before a middleware sees it. */
async function sendOut(
  attempt: Attempt,
  { url, method, headers, body, signal }: MiddlewareRequest,
): Promise<Response> {
  const { transport, settings } = attempt.call;
  const init: RequestInit & { readonly duplex?: 'half' } = {
    ...settings.fetchOptions,
    ...(body !== undefined && { body }),
    // A stream can only be sent while the response is not read yet (fetch standard, `duplex`).
    ...(body instanceof ReadableStream && { duplex: 'half' }),
    method,
    headers,
    redirect: isBrowser() ? 'error' : 'manual',
    signal,
  };
  try {
    return await fetchWithRedirects(transport.fetch, { url, init });
  } catch (error) {
    throw explainFailure(error, attempt);
  }
}

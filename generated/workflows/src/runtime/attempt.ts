/** Turns one request into what its response is received as, within the time of one attempt. */
import { anySignal, orAbort } from './abort.js';
import { ApiTimeoutError } from './connection-errors.js';
import { isBrowser } from './environment.js';
import { explainFailure } from './failure.js';
import { throughMiddleware, type MiddlewareRequest, type Next } from './middleware.js';
import { restOf, type Attempt, type Receive } from './prepared-call.js';
import { fetchWithRedirects } from './redirect.js';

/** Sends the request and receives its response. @throws {ApiError} whatever goes wrong. */
export async function runAttempt<Result, T>(
  attempt: Attempt<Result>,
  receive: Receive<Result, T>,
): Promise<T> {
  const restMs = restOf(attempt);
  const ms = Math.min(restMs, attempt.timeout);
  const timer = new AbortController();
  const signal = anySignal([attempt.signal, timer.signal]);
  let phase: 'headers' | 'body' | 'total' = restMs > attempt.timeout ? 'headers' : 'total';
  // From before the credentials are asked for to the end of the body.
  const stop = attempt.clock.schedule(ms, () => {
    const message = `${attempt.id}: not done in ${ms} ms (${phase})`;
    const details = { phase, attempts: attempt.attempt, retryable: phase !== 'total' };
    timer.abort(new ApiTimeoutError(message, details));
  });
  const exchange = respond(attempt, signal).then((response) => {
    if (phase === 'headers') phase = 'body';
    return receive(response, attempt);
  });
  return orAbort(exchange, signal).catch(explainedIn(attempt)).finally(stop);
}

function explainedIn(attempt: Attempt): (error: unknown) => never {
  return (error) => {
    throw explainFailure(error, attempt);
  };
}

async function respond(call: Attempt, signal: AbortSignal): Promise<Response> {
  const target = { url: new URL(call.url), headers: new Headers(call.headers) };
  for (const scheme of call.schemes) await scheme.place(target);
  // Servers count retries by it; from a page, it would cost a preflight request.
  if (call.attempt > 1 && !isBrowser() && !call.explicit.has('x-retry-count'))
    target.headers.set('x-retry-count', String(call.attempt - 1));
  const send: Next = (sent) => sendOut(call, sent).catch(explainedIn(call));
  const next = throughMiddleware(call.middleware, send);
  return next({
    ...target,
    operation: call.id,
    callId: call.callId,
    attempt: call.attempt,
    method: call.method,
    body: call.body?.content,
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
  return fetchWithRedirects(attempt.fetch, { url, init });
}

/** Makes the attempts of a call one after the other, and turns failures into errors of this package. */
import { anySignal, follow, orAbort, sleep } from './abort.js';
import { isBrowser } from './environment.js';
import {
  ApiAbortError,
  ApiConnectionError,
  ApiError,
  ApiStatusError,
  ApiTimeoutError,
  type TimeoutPhase,
} from './errors.js';
import { throughMiddleware, type MiddlewareRequest, type Next } from './middleware.js';
import { remainingMs, type Attempt, type PreparedCall, type Receive } from './request.js';
import { backoff, isTransientCode, retryDelay, type FailedAttempt } from './retry.js';
import { readUrl } from './url.js';

/** Redirects that one attempt follows. */
const mostRedirects = 5;

/** Makes attempts until one succeeds. @throws {ApiError} the error of the last attempt. */
export async function makeAttempts<Result, T>(
  call: PreparedCall<Result>,
  receive: Receive<Result, T>,
): Promise<T> {
  const { clock, retryQuota: quota, signal } = call;
  let taken: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    if (signal.aborted) throw abortError(signal.reason, attempt - 1);
    const startedAt = clock.now();
    try {
      const result = await runAttempt({ ...call, attempt }, receive);
      quota?.giveBack(taken);
      return result;
    } catch (error) {
      const answer = error instanceof ApiStatusError ? error : undefined;
      const elapsedMs = clock.now() - startedAt;
      taken = await prepareRetry({ ...call, attempt, error, answer, elapsedMs });
    }
  }
}

/** Waits until the next attempt is due. Returns the tokens that it takes. @throws the error if the call must not be retried. */
async function prepareRetry(failed: FailedAttempt): Promise<number | undefined> {
  const { error, clock, retryQuota: quota, signal } = failed;
  if (canRenewCredential(failed)) return undefined;
  const delayMs = retryDelay(failed);
  if (delayMs === undefined) throw error;
  const taken = quota?.take(failed.answer?.status);
  if (quota === undefined || taken !== undefined) {
    await sleep(delayMs, clock, signal);
    return taken;
  }
  // The caller may repeat a long-poll in a loop of its own: an immediate failure would make it spin.
  if (failed.hold !== undefined) await sleep(backoff(failed.attempt), clock, signal);
  throw error;
}

/** Allows one retry after a 401 if a function supplied the credential, which may have expired. */
function canRenewCredential(failed: FailedAttempt): boolean {
  return (
    failed.attempt === 1 &&
    failed.answer?.status === 401 &&
    failed.body?.replayable !== false &&
    failed.schemes.some((scheme) => scheme.renewable)
  );
}

/** Sends the request and reads its response. @throws {ApiError} for every failure. */
export async function runAttempt<Result, T>(
  attempt: Attempt<Result>,
  receive: Receive<Result, T>,
): Promise<T> {
  const restMs = remainingMs(attempt);
  const ms = Math.min(restMs, attempt.timeout);
  const timer = new AbortController();
  // A signal that only this call has can have a listener, which costs a tenth of a combined signal.
  const signal =
    attempt.signal === attempt.ending.signal
      ? follow(attempt.signal, timer)
      : anySignal([attempt.signal, timer.signal]);
  let phase: 'headers' | 'body' | 'total' = restMs > attempt.timeout ? 'headers' : 'total';
  // The timeout covers credentials, the request and the whole body.
  const stop = attempt.clock.schedule(ms, () => {
    const message = `${attempt.id}: timed out after ${ms} ms (${phase})`;
    const details = { phase, attempts: attempt.attempt, retryable: phase !== 'total' };
    timer.abort(new ApiTimeoutError(message, details));
  });
  const exchange = respond(attempt, signal).then((response) => {
    if (phase === 'headers') phase = 'body';
    return receive(response, attempt);
  });
  return orAbort(exchange, signal).catch(throwExplained(attempt)).finally(stop);
}

function throwExplained(attempt: Attempt): (error: unknown) => never {
  return (error) => {
    throw explainFailure(error, attempt);
  };
}

async function respond(call: Attempt, signal: AbortSignal): Promise<Response> {
  const headers = new Headers(call.headers);
  // Servers count retries with this header. From a page, it would cost a preflight request.
  if (call.attempt > 1 && !isBrowser() && !call.explicit.has('x-retry-count'))
    headers.set('x-retry-count', String(call.attempt - 1));
  const send: Next = (sent) => sendOut(call, sent).catch(throwExplained(call));
  const credentials = call.schemes.map((scheme) => scheme.send);
  const next = throughMiddleware([...credentials, ...call.middleware], send);
  return next({
    url: new URL(call.url),
    headers,
    operation: call.id,
    callId: call.callId,
    attempt: call.attempt,
    method: call.method,
    body: call.body?.content,
    signal,
  });
}

/** Sends one request. Its errors are converted before a middleware sees them. */
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

export interface Hop {
  readonly url: URL;
  readonly init: RequestInit;
}

/**
 * Fetches, and follows redirects within the origin.
 *
 * Platforms that follow by themselves take `authorization` off at another origin, but no header of
 * the API's own, such as a key. Any other redirect, or one to a URL with a user, is the result as it came; so is
 * one more than `left`.
 */
export async function fetchWithRedirects(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  hop: Hop,
  left: number = mostRedirects,
): Promise<Response> {
  const response = await fetch(hop.url.href, hop.init);
  const next = isRedirect(response) && nextHop(response, hop);
  if (!next || left === 0) return response;
  await response.body?.cancel();
  return fetchWithRedirects(fetch, next, left - 1);
}

/** Returns true if the response is a redirect: `304` and others are results. */
export function isRedirect({ status, headers }: Response): boolean {
  return /^30[12378]$/.test(`${status}`) && headers.has('location');
}

function nextHop(response: Response, { url, init }: Hop): Hop | undefined {
  const target = readUrl(response.headers.get('location') ?? '', url);
  // With a user, `fetch` would quote the whole URL in its error.
  if (!target?.href.startsWith(`${url.origin}/`)) return undefined;
  if (!becomesGet(response.status, init.method))
    return init.body instanceof ReadableStream ? undefined : { url: target, init };
  const headers = new Headers(init.headers);
  headers.delete('content-type');
  return { url: target, init: { ...init, method: 'GET', headers, body: null } };
}

/** Returns true if the next request must be a GET (RFC 9110, section 15.4): after 303, and after 301 or 302 for a POST. */
function becomesGet(status: number, method: string | undefined): boolean {
  return status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
}

/** The part of an attempt that its error describes. */
export interface FailureContext {
  readonly attempt: number;
  /** Id of the operation. */
  readonly id: string;
  readonly signal: AbortSignal;
}

/** Returns the error of an attempt. An abort by the caller takes precedence over every other cause. */
export function explainFailure(cause: unknown, { attempt, id, signal }: FailureContext): ApiError {
  if (signal.aborted) return abortError(signal.reason, attempt);
  if (cause instanceof ApiError) return cause;
  const code = codeOf(cause);
  const message = `${id}: no complete response (${code ?? 'no code'})`;
  const details = { code, attempts: attempt, retryable: isTransientCode(code, attempt), cause };
  const [, platformLimit] = /^UND_ERR_(.+)_TIMEOUT$/.exec(code ?? '') ?? [];
  if (platformLimit === undefined) return new ApiConnectionError(message, details);
  // undici names its codes after the phases.
  const phase = platformLimit.toLowerCase() as TimeoutPhase;
  const advice = '; fetchOptions.dispatcher raises the limit';
  return new ApiTimeoutError(message + advice, { ...details, phase });
}

/** Returns a timeout error if the caller's signal comes from `AbortSignal.timeout`, and an abort error otherwise. */
export function abortError(reason: unknown, attempts: number): ApiError {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new ApiTimeoutError('The signal timed out.', { phase: 'total', attempts, cause: reason })
    : new ApiAbortError(reason);
}

/** Returns the first code in the chain of causes. The depth is limited, because a chain can be a cycle. */
function codeOf(error: unknown, links = 5): string | undefined {
  const { code, cause }: { readonly code?: unknown; readonly cause?: unknown } = Object(error);
  if (typeof code === 'string') return code;
  return cause === undefined || links === 1 ? undefined : codeOf(cause, links - 1);
}

/** Makes the attempts of a call, one after the other, and explains why one failed. */
import { anySignal, orAbort, sleep } from './abort.js';
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
import { restOf, type Attempt, type PreparedCall, type Receive } from './request.js';
import { backoff, isTransientCode, retryDelay, type FailedAttempt } from './retry.js';
import { readUrl } from './url.js';

/** As many as no sound API needs. */
const mostRedirects = 5;

/** Makes attempts. @throws {ApiError} the error of the last one. */
export async function makeAttempts<Result, T>(
  call: PreparedCall<Result>,
  receive: Receive<Result, T>,
): Promise<T> {
  const { clock, quota, signal } = call;
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

/** Waits for as long as the next attempt should, and tells what it takes from the quota. @throws the error itself. */
async function prepareRetry(failed: FailedAttempt): Promise<number | undefined> {
  const { error, clock, quota, signal } = failed;
  if (canRenewCredential(failed)) return undefined;
  const delayMs = retryDelay(failed);
  if (delayMs === undefined) throw error;
  const taken = quota?.take(failed.answer?.status);
  if (quota === undefined || taken !== undefined) {
    await sleep(delayMs, clock, signal);
    return taken;
  }
  // A caller's own loop over a long-poll would spin if the failure came back at once.
  if (failed.hold !== undefined) await sleep(backoff(failed.attempt), clock, signal);
  throw error;
}

/** A credential that a function gave may just have expired: once, it is asked for another. */
function canRenewCredential(failed: FailedAttempt): boolean {
  return (
    failed.attempt === 1 &&
    failed.answer?.status === 401 &&
    failed.body?.replayable !== false &&
    failed.schemes.some((scheme) => scheme.renewable)
  );
}

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

export interface Hop {
  readonly url: URL;
  readonly init: RequestInit;
}

/**
 * Fetches, and follows redirects within the origin.
 *
 * Platforms that follow by themselves take `authorization` off at another origin, but no header of
 * the API's own, such as a key. Any other redirect is the result as it came; so is one more than `left`.
 */
export async function fetchWithRedirects(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  hop: Hop,
  left: number = mostRedirects,
): Promise<Response> {
  const response = await fetch(hop.url.href, hop.init);
  const next = nextHop(response, hop);
  if (next === undefined || left === 0) return response;
  await response.body?.cancel();
  return fetchWithRedirects(fetch, next, left - 1);
}

/** Whether this is a redirect at all: `304` and others are results. */
export function isRedirect({ status, headers }: Response): boolean {
  return /^30[12378]$/.test(`${status}`) && headers.has('location');
}

function nextHop(response: Response, { url, init }: Hop): Hop | undefined {
  const target = readUrl(response.headers.get('location') ?? '', url);
  if (!isRedirect(response) || target?.origin !== url.origin) return undefined;
  if (!becomesGet(response.status, init.method))
    return init.body instanceof ReadableStream ? undefined : { url: target, init };
  const headers = new Headers(init.headers);
  headers.delete('content-type');
  return { url: target, init: { ...init, method: 'GET', headers, body: null } };
}

/** RFC 9110, section 15.4: 303 always asks for it, 301 and 302 by custom after a POST. */
function becomesGet(status: number, method: string | undefined): boolean {
  return status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
}

/** The part of an attempt that its failure is about. */
export interface Failing {
  readonly attempt: number;
  /** Of the operation. */
  readonly id: string;
  readonly signal: AbortSignal;
}

/** What ended an attempt: the caller first, then what is known already, then the connection. */
export function explainFailure(cause: unknown, { attempt, id, signal }: Failing): ApiError {
  if (signal.aborted) return abortError(signal.reason, attempt);
  if (cause instanceof ApiError) return cause;
  const code = codeOf(cause);
  const message = `${id}: no complete response (${code ?? 'no code'})`;
  const details = { code, attempts: attempt, retryable: isTransientCode(code, attempt), cause };
  const [, platformLimit] = /^UND_ERR_(.+)_TIMEOUT$/.exec(code ?? '') ?? [];
  if (platformLimit === undefined) return new ApiConnectionError(message, details);
  // The codes are named after the phases.
  const phase = platformLimit.toLowerCase() as TimeoutPhase;
  const advice = ': fetchOptions.dispatcher may have another limit';
  return new ApiTimeoutError(message + advice, { ...details, phase });
}

/** The caller's own `AbortSignal.timeout` is a time that is over, and not a change of mind. */
export function abortError(reason: unknown, attempts: number): ApiError {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new ApiTimeoutError('The signal timed out.', { phase: 'total', attempts, cause: reason })
    : new ApiAbortError(reason);
}

/** The first code in the chain of causes, a few links deep: a chain may be a circle. */
function codeOf(error: unknown, links = 5): string | undefined {
  const { code, cause }: { readonly code?: unknown; readonly cause?: unknown } = Object(error);
  if (typeof code === 'string') return code;
  return cause === undefined || links === 1 ? undefined : codeOf(cause, links - 1);
}

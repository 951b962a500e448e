/** Turns one request into what its response is received as, within the time of one attempt. */
import { anySignal, orAbort } from './abort.js';
import { restOf, type Attempt, type PreparedCall, type Receive } from './prepared-call.js';
import type { TimeoutPhase } from './connection-errors.js';
import { isBrowser } from './environment.js';
import { explainFailure } from './failure.js';
import { fetchWithRedirects } from './redirect.js';
import { placeCredentials } from './security.js';

/** Sends the request and receives its response. @throws {ApiError} whatever goes wrong. */
export async function runAttempt<T>(attempt: Attempt, receive: Receive<T>): Promise<T> {
  const timer = startTimer(attempt.call);
  try {
    return await orAbort(exchange(attempt, timer, receive), timer.signal);
  } catch (error) {
    throw explainFailure(error, attempt, timer.expired());
  } finally {
    timer.stop();
  }
}

async function exchange<T>(attempt: Attempt, timer: AttemptTimer, receive: Receive<T>): Promise<T> {
  const { transport, request, settings } = attempt.call;
  const placements = await Promise.all(request.schemes.map((scheme) => scheme.place()));
  const target = { url: new URL(request.url), headers: new Headers(request.headers) };
  placeCredentials(placements, target, request.explicit);
  // Servers count retries by it; from a page, it would cost a preflight request.
  if (attempt.number > 1 && !isBrowser())
    target.headers.set('x-retry-count', String(attempt.number - 1));
  const init: RequestInit = {
    ...settings.fetchOptions,
    ...(request.body === undefined ? {} : contentOf(request.body)),
    method: request.method,
    headers: target.headers,
    redirect: isBrowser() ? 'error' : 'manual',
    signal: timer.signal,
  };
  const response = await fetchWithRedirects(transport.fetch, { url: target.url, init });
  timer.reachBody();
  return receive(response, attempt);
}

/** A stream can only be sent while the response is not read yet (fetch standard, `duplex`). */
function contentOf({ content }: { readonly content: BodyInit }): Record<string, unknown> {
  return content instanceof ReadableStream ? { body: content, duplex: 'half' } : { body: content };
}

interface AttemptTimer {
  /** Aborts when the time is over, and with the caller's signal. */
  readonly signal: AbortSignal;
  readonly reachBody: () => void;
  /** What the time ran out for; `undefined`: it did not. */
  readonly expired: () => TimeoutPhase | undefined;
  readonly stop: () => void;
}

/** Runs from before the credentials are asked for to the end of the body. */
function startTimer(call: PreparedCall): AttemptTimer {
  const { transport, settings, signal } = call;
  const own = new AbortController();
  const rest = restOf(call);
  let phase: TimeoutPhase = rest <= settings.timeout ? 'total' : 'headers';
  return {
    signal: anySignal([signal, own.signal]),
    reachBody() {
      if (phase === 'headers') phase = 'body';
    },
    expired: () => (own.signal.aborted ? phase : undefined),
    stop: transport.clock.schedule(Math.min(rest, settings.timeout), () => own.abort()),
  };
}

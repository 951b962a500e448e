/** Builds the request of a call from its operation and parameters; retries send it again. */
import type { RequestBody } from './body.js';
import { isBrowser } from './environment.js';
import { ApiRequestError } from './errors.js';
import { applyHeaders, type HeaderOptions } from './headers.js';
import type { LongPollHold } from './long-poll.js';
import type { Method } from './middleware.js';
import type { Operation, RequestParts } from './operation.js';
import { chooseSchemes, type SecurityScheme } from './security.js';
import type { Transport } from './transport.js';
import { expandPath, joinUrl } from './url.js';

/** A call in the making: its operation over its transport, the settings over both. */
export type GivenCall<Parameters, Result = unknown> = Omit<
  Operation<Parameters, Result>,
  keyof Transport
> &
  Transport;

/** All of a request but its credentials, which are asked for anew by every attempt. */
export interface PreparedRequest {
  readonly url: URL;
  readonly headers: Headers;
  /** Headers that the caller set or took away: the runtime's own do not overwrite them. */
  readonly explicit: ReadonlySet<string>;
  readonly body: RequestBody | undefined;
  readonly schemes: readonly SecurityScheme[];
  /** Whether the server does the same when it gets the request twice. */
  readonly idempotent: boolean;
}

/** RFC 9110, section 9.2.2: all others may be sent twice. */
const unsafeMethods: readonly Method[] = ['POST', 'PATCH'];

/** Checks and writes everything. @throws {ApiRequestError} at the first thing that is wrong. */
export function prepareRequest<Parameters>(
  call: GivenCall<Parameters>,
  parameters: Parameters,
  givenKey: string | undefined,
): PreparedRequest {
  const { headerLayers, idempotencyHeader } = call;
  call.check?.(call.id, parameters);
  const parts = call.request?.(parameters) ?? {};
  if (parts.body !== undefined && ['GET', 'HEAD'].includes(call.method))
    throw new ApiRequestError(`${call.id}: \`fetch\` sends no body with ${call.method}.`);
  // A key that the caller gives, or a random one where the API knows what to do with it.
  const key = givenKey ?? (idempotencyHeader && crypto.randomUUID());
  const headers = new Headers();
  for (const layer of [
    standardHeaders(call, parts),
    { [idempotencyHeader ?? 'idempotency-key']: key },
    ...headerLayers,
  ])
    applyHeaders(headers, layer);
  const explicit = new Set(headerLayers.flatMap(Object.keys).map((name) => name.toLowerCase()));
  return {
    url: joinUrl(call.baseUrl, expandPath(call.path, parts.path ?? {}), parts.query ?? []),
    headers,
    explicit,
    body: parts.body,
    schemes: chooseSchemes(call.securitySchemes, call.security, explicit),
    idempotent: key !== undefined || !unsafeMethods.includes(call.method),
  };
}

function standardHeaders<Parameters>(
  call: GivenCall<Parameters>,
  parts: RequestParts,
): HeaderOptions {
  const { cookies = [] } = parts;
  const decoders = [...Object.values(call.responses), ...Object.values(call.errors ?? {})];
  const accepted = new Set(decoders.flatMap((decoder) => decoder?.mediaTypes ?? []));
  const platform = globalThis.navigator?.userAgent ?? '';
  return {
    accept: [...accepted].join(', ') || undefined,
    // The platform after it, where it says its name: `Node.js/24`.
    'user-agent': isBrowser() ? undefined : `${call.userAgent} ${platform}`,
    'content-type': parts.body?.mediaType,
    cookie: cookies.filter(Boolean).join('; ') || undefined,
    ...parts.headers,
  };
}

export interface PreparedCall<Result = unknown> extends GivenCall<never, Result>, PreparedRequest {
  /** Tells it from other calls in a log. */
  readonly callId: string;
  /** That of a long-poll; `undefined`: the server does not hold the request. */
  readonly hold: LongPollHold | undefined;
  /** Ends the call, and what is left of its response. */
  readonly ending: AbortController;
  /** Aborts with the caller's, and with `ending`. */
  readonly signal: AbortSignal;
  /** When it began, on the transport's clock. */
  readonly startedAt: number;
}

/** One of the attempts of a call. */
export interface Attempt<Result = unknown> extends PreparedCall<Result> {
  /** From 1. */
  readonly attempt: number;
}

/** Reads a response; it throws where the response is an error. */
export type Receive<Result, T> = (response: Response, attempt: Attempt<Result>) => Promise<T>;

/** The part of a call that says when it must be over. */
export type TimedCall = Pick<PreparedCall, 'clock' | 'startedAt' | 'totalTimeout'>;

/** Milliseconds until the whole call must be over. */
export function restOf({ clock, startedAt, totalTimeout = Infinity }: TimedCall): number {
  return totalTimeout - (clock.now() - startedAt);
}

/** Builds the request of a call from its operation and parameters. Retries send it again. */
import type { RequestBody } from './body.js';
import type { Decoder } from './decode.js';
import { applyHeaders, type HeaderOptions } from './headers.js';
import type { LongPollHold } from './long-poll.js';
import type { HideSecrets } from './errors.js';
import type { Operation, RequestParts } from './operation.js';
import { hideSecrets, secretsIn } from './secrets.js';
import { chooseSchemes, type SecurityScheme } from './security.js';
import type { Transport } from './transport.js';
import { expandPath, joinUrl } from './url.js';

/** An operation merged with its transport and the settings of the call. */
export type ConfiguredCall<Parameters, Result = unknown> = Omit<
  Operation<Parameters, Result>,
  keyof Transport
> &
  Transport;

/** A request without its credentials, which every attempt requests again. */
export interface PreparedRequest {
  readonly url: URL;
  readonly headers: Headers;
  /** Lower-case names of headers that the caller set or removed. The runtime does not override them. */
  readonly explicit: ReadonlySet<string>;
  readonly body: RequestBody | undefined;
  /** Hides the credentials of the client and of the call. */
  readonly hide: HideSecrets;
  readonly schemes: readonly SecurityScheme[];
  /** True if the request can safely be sent twice. */
  readonly idempotent: boolean;
}

/** Validates the parameters and builds the request. @throws {ApiRequestError} for invalid parameters or options. */
export function prepareRequest<Parameters>(
  call: ConfiguredCall<Parameters>,
  parameters: Parameters,
  givenKey: string | undefined,
): PreparedRequest {
  call.check?.(call, parameters);
  const parts = call.request?.(parameters) ?? {};
  // The caller's key, or a random key if the API supports idempotency keys.
  const key = givenKey ?? (call.idempotencyHeader && crypto.randomUUID());
  const headers = new Headers();
  applyHeaders(headers, standardHeaders(call, parts));
  const explicit = new Set<string>();
  for (const layer of [
    parts.headers ?? {},
    { [call.idempotencyHeader ?? 'idempotency-key']: key },
    ...call.headerLayers,
  ])
    applyHeaders(headers, layer, explicit);
  const url = joinUrl(call.baseUrl, expandPath(call.path, parts.path ?? {}), parts.query ?? []);
  return {
    url,
    headers,
    explicit,
    body: parts.body,
    hide: (text: string) => hideSecrets(call.hide(text), ownSecrets(headers)),
    schemes: chooseSchemes(call.securitySchemes, call.security, { url, headers, explicit }),
    // Idempotent methods (RFC 9110, section 9.2.2, and QUERY). Of other methods nothing is known.
    idempotent: key !== undefined || /^(GET|HEAD|PUT|DELETE|OPTIONS|QUERY)$/.test(call.method),
  };
}

/** Returns the credentials among the headers of the caller. */
function ownSecrets(headers: Headers): readonly string[] {
  return [...headers].flatMap(([name, value]) =>
    /auth|cookie|key|secret|token/.test(name) ? secretsIn(value) : [],
  );
}

function standardHeaders<Parameters>(
  call: ConfiguredCall<Parameters>,
  parts: RequestParts,
): HeaderOptions {
  const { cookies = [] } = parts;
  const decoders = [call.responses, call.errors ?? {}].flatMap(
    Object.values<Decoder<unknown> | undefined>,
  );
  const accepted = new Set(decoders.flatMap((decoder) => decoder?.mediaTypes ?? []));
  return {
    accept: [...accepted].join(', ') || undefined,
    'user-agent': call.userAgent,
    'content-type': parts.body?.mediaType,
    cookie: cookies.filter(Boolean).join('; ') || undefined,
  };
}

export interface PreparedCall<Result = unknown>
  extends ConfiguredCall<never, Result>, PreparedRequest {
  /** Identifies the call in a log. */
  readonly callId: string;
  /** Settings of a long-poll; `undefined` for other operations. */
  readonly hold: LongPollHold | undefined;
  /** True if an event stream resumes after a broken connection. */
  readonly resume: boolean | undefined;
  /** Aborts the call and the rest of its response. */
  readonly ending: AbortController;
  /** Aborts with the caller's signal and with `ending`. */
  readonly signal: AbortSignal;
  /** Start of the call on the transport's clock. */
  readonly startedAt: number;
}

/** One of the attempts of a call. */
export interface Attempt<Result = unknown> extends PreparedCall<Result> {
  /** Number of the attempt, from 1. */
  readonly attempt: number;
}

/** Reads a response. Throws if it is an error. */
export type Receive<Result, T> = (response: Response, attempt: Attempt<Result>) => Promise<T>;

/** The part of a call that determines its deadline. */
export type TimedCall = Pick<PreparedCall, 'clock' | 'startedAt' | 'totalTimeout'>;

/** Returns the milliseconds until the deadline of the whole call. */
export function remainingMs({ clock, startedAt, totalTimeout = Infinity }: TimedCall): number {
  return totalTimeout - (clock.now() - startedAt);
}

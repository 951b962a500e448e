/** Turns an operation and its parameters into a request that can be sent, more than once where it is safe. */
import type { RequestBody } from './body.js';
import { isBrowser } from './environment.js';
import { applyHeaders, type HeaderOptions } from './headers.js';
import type { Method, Operation, RequestOptions, RequestParts } from './operation.js';
import { expandPath } from './path.js';
import { chooseSchemes, type SecurityScheme } from './security.js';
import type { Transport } from './transport.js';
import { joinUrl } from './url.js';

/** All of a request but its credentials, which are asked for anew by every attempt. */
export interface PreparedRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Headers;
  /** Headers that the caller set or took away: the runtime's own do not overwrite them. */
  readonly explicit: ReadonlySet<string>;
  readonly body: RequestBody | undefined;
  readonly schemes: readonly SecurityScheme[];
  /** Whether the server does the same when it gets the request twice. */
  readonly idempotent: boolean;
}

/** What a call hands to its operation. */
export interface CallInput<Parameters> {
  readonly parameters: Parameters;
  readonly options: RequestOptions;
}

/** RFC 9110, section 9.2.2: all others may be sent twice. */
const unsafeMethods: readonly Method[] = ['POST', 'PATCH'];

/** Checks and writes everything. @throws {ApiRequestError} at the first thing that is wrong. */
export function prepareRequest<Parameters>(
  transport: Transport,
  operation: Operation<Parameters, unknown>,
  { parameters, options }: CallInput<Parameters>,
): PreparedRequest {
  operation.check?.(operation.id, parameters);
  const parts = operation.request?.(parameters) ?? {};
  const key = idempotencyKey(operation, options);
  const headers = new Headers();
  const standard = standardHeaders(transport, operation, parts);
  for (const layer of [standard, key ?? {}, ...transport.headerLayers])
    applyHeaders(headers, layer);
  const explicit = new Set(
    transport.headerLayers.flatMap(Object.keys).map((name) => name.toLowerCase()),
  );
  const { method, path, security = transport.security } = operation;
  return {
    method,
    url: joinUrl(
      baseUrlOf(transport, operation),
      expandPath(path, parts.path ?? {}),
      parts.query ?? [],
    ),
    headers,
    explicit,
    body: parts.body,
    schemes: chooseSchemes(transport.securitySchemes, security, explicit),
    idempotent: key !== undefined || !unsafeMethods.includes(method),
  };
}

/** The operation's own server stands in for the document's, never for the one that the caller chose. */
function baseUrlOf(
  { baseUrl, isBaseUrlGiven }: Transport,
  operation: Operation<never, unknown>,
): URL {
  return isBaseUrlGiven ? baseUrl : new URL(operation.baseUrl ?? baseUrl);
}

function standardHeaders(
  { userAgent }: Transport,
  { responses, errors = {} }: Operation<never, unknown>,
  { headers, cookies = [], body }: RequestParts,
): HeaderOptions {
  const decoders = [...Object.values(responses), ...Object.values(errors)];
  const accepted = new Set(decoders.flatMap((decoder) => decoder?.mediaTypes ?? []));
  return {
    accept: [...accepted].join(', ') || undefined,
    // The platform after it, where it says its name: `Node.js/24`.
    'user-agent': isBrowser() ? undefined : `${userAgent} ${globalThis.navigator?.userAgent ?? ''}`,
    'content-type': body?.mediaType,
    cookie: cookies.filter(Boolean).join('; ') || undefined,
    ...headers,
  };
}

/** A key that the caller gives, or a random one where the API knows what to do with it. */
function idempotencyKey(
  { idempotencyHeader }: Operation<never, unknown>,
  { idempotencyKey: given }: RequestOptions,
): HeaderOptions | undefined {
  if (idempotencyHeader === undefined && given === undefined) return undefined;
  return { [idempotencyHeader ?? 'idempotency-key']: given ?? crypto.randomUUID() };
}

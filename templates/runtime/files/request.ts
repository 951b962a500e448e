/** Turns an operation and its parameters into a request that can be sent, more than once where it is safe. */
import type { RequestBody } from './body.js';
import { object } from './checks.js';
import { isBrowser } from './environment.js';
import { addCookie, applyHeaders } from './headers.js';
import type { Method, Operation, RequestOptions, RequestParts, Responses } from './operation.js';
import { expandPath } from './path.js';
import { encode } from './primitive.js';
import { ApiRequestError } from './request-error.js';
import { chooseSchemes, type SecurityScheme } from './security.js';
import { leave } from './report.js';
import type { Transport } from './transport.js';
import { joinUrl, parseBaseUrl } from './url.js';
import { describeIssues, findIssues, type Check, type Purpose } from './validation.js';

/** All of a request but its credentials, which are asked for anew by every attempt. */
export interface PreparedRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Headers;
  /** Headers that the caller set or took away: no credential overwrites them. */
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

/** RFC 9110, section 9.2.2. */
const idempotentMethods: ReadonlySet<Method> = new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'DELETE',
  'TRACE',
  'QUERY',
]);

/** Checks and writes everything. @throws {ApiRequestError} at the first thing that is wrong. */
export function prepareRequest<Parameters>(
  transport: Transport,
  operation: Operation<Parameters, unknown>,
  { parameters, options }: CallInput<Parameters>,
): PreparedRequest {
  checkParameters(operation, parameters);
  const parts = operation.request?.(parameters) ?? {};
  const key = idempotencyKey(operation, options);
  const headers = defaultHeaders(transport, operation, parts);
  if (key !== undefined) applyHeaders(headers, key);
  for (const layer of [transport.headers, options.headers ?? {}]) applyHeaders(headers, layer);
  return {
    method: operation.method,
    url: joinUrl(
      baseUrlOf(transport, operation),
      expandPath(operation.path, parts.path ?? {}),
      parts.query ?? [],
    ),
    headers,
    explicit: namesIn(transport.headers, options.headers),
    body: parts.body,
    schemes: chooseSchemes(transport.securitySchemes, operation.security ?? transport.security),
    idempotent: key !== undefined || idempotentMethods.has(operation.method),
  };
}

/** The operation's own server stands in for the document's, never for the one that the caller chose. */
function baseUrlOf(
  { baseUrl, isBaseUrlGiven }: Transport,
  operation: Operation<never, unknown>,
): URL {
  return isBaseUrlGiven || operation.baseUrl === undefined
    ? baseUrl
    : parseBaseUrl(operation.baseUrl);
}

function checkParameters<Parameters>(
  { id, check }: Operation<Parameters, unknown>,
  parameters: unknown,
): void {
  const checkAll: Check = (out, key, value) => {
    if (!object<Parameters>(out, key, value)) return;
    check?.(value, out);
    leave(out, key);
  };
  const purpose: Purpose = { direction: 'request', exact: true, complete: false };
  const issues = findIssues(checkAll, parameters, purpose);
  if (issues.length > 0) {
    throw new ApiRequestError(`${id}: the parameters are wrong: ${describeIssues(issues)}`, {
      issues,
    });
  }
}

function defaultHeaders(
  { userAgent }: Transport,
  { responses, errors = {} }: Operation<never, unknown>,
  { headers = {}, cookies = {}, body }: RequestParts,
): Headers {
  const result = new Headers();
  const accept = [...new Set([...mediaTypesOf(responses), ...mediaTypesOf(errors)])].join(', ');
  applyHeaders(result, {
    accept: accept === '' ? undefined : accept,
    'user-agent': isBrowser() ? undefined : userAgent,
    'content-type': body?.mediaType,
    ...headers,
  });
  for (const [name, value] of Object.entries(cookies)) {
    if (value !== undefined) addCookie(result, name, encode(name, value));
  }
  return result;
}

function mediaTypesOf(responses: Responses<unknown>): string[] {
  return Object.values(responses).flatMap((decoder) => decoder?.mediaTypes ?? []);
}

/** A key that the caller gives, or a random one where the API knows what to do with it. */
function idempotencyKey(
  { idempotencyHeader }: Operation<never, unknown>,
  { idempotencyKey: given }: RequestOptions,
): Record<string, string> | undefined {
  if (idempotencyHeader === undefined && given === undefined) return undefined;
  return { [idempotencyHeader ?? 'idempotency-key']: given ?? crypto.randomUUID() };
}

function namesIn(...layers: readonly (object | undefined)[]): ReadonlySet<string> {
  return new Set(
    layers.flatMap((layer) => Object.keys(layer ?? {})).map((name) => name.toLowerCase()),
  );
}

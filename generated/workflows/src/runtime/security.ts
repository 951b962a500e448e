/** Adds credentials to the header, the query or the cookies of a request. */
import { ApiRequestError } from './errors.js';
import { addCookie, checkedValue, hasCookie } from './headers.js';
import type { Middleware, MiddlewareRequest } from './middleware.js';
import { encode } from './parameters.js';

/** Secrets of one scheme that are remembered. */
const mostSecrets = 9;

/**
 * A secret, or a function that returns one.
 *
 * The function is called for every attempt, with the last secret that the server has rejected with a 401.
 */
export type Credential = string | ((rejected?: string) => string | Promise<string>);

/** The part of a request that the caller may have put a credential in. */
export interface GivenRequest {
  readonly url: URL;
  readonly headers: Headers;
  /** Lower-case names of headers that the caller set or removed. */
  readonly explicit: ReadonlySet<string>;
}

/** One security scheme of the API with the client's credential. */
export interface SecurityScheme {
  /** Name of the client option with the credential. Messages show it, and never the credential. */
  readonly option: string;
  readonly hasCredential: boolean;
  /** The credentials that were sent lately, in every form in which a server may repeat them. */
  readonly secrets: string[];
  /** True if a function supplies the credential, so that a second call may return another one. */
  readonly renewable: boolean;
  /** Returns true if the request has a value of the caller at the place of the credential, which it replaces. */
  readonly isGiven: (request: GivenRequest) => boolean;
  /** Adds the credential to an attempt, and remembers it if the server rejects it. */
  readonly send: Middleware;
}

/** Sends `Authorization: Bearer …`, also for OAuth 2 and OpenID Connect. */
export function bearer(option: string, credential: Credential | undefined): SecurityScheme {
  return inHeader({ option, credential, header: 'authorization', prefix: 'Bearer ' });
}

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** Sends `Authorization: Basic …` in UTF-8 (RFC 7617). */
export function basic(option: string, login: BasicCredential | undefined): SecurityScheme {
  const text = login && `${login.username}:${login.password}`;
  const credential = text && base64(text);
  const scheme = inHeader({ option, credential, header: 'authorization', prefix: 'Basic ' });
  if (login && text) scheme.secrets.push(text, login.password);
  return scheme;
}

/** Sends an API key in a header. */
export function apiKeyHeader(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return inHeader({ option, credential, header: name.toLowerCase(), prefix: '' });
}

/** Sends an API key in the query, where every proxy can log it. */
export function apiKeyQuery(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  const isGiven = ({ url }: GivenRequest): boolean => url.searchParams.has(name);
  const made = scheme({ option, credential }, isGiven, (secret, { url }) => {
    const text = encode(name, secret);
    remember(made.secrets, text);
    const pair = `${encode(name, name)}=${text}`;
    url.search = url.search === '' ? pair : `${url.search}&${pair}`;
  });
  return made;
}

/** Sends an API key in a cookie. */
export function apiKeyCookie(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  const isGiven = ({ headers }: GivenRequest): boolean => hasCookie(headers, name);
  return scheme({ option, credential }, isGiven, (secret, { headers }) =>
    addCookie(headers, name, secret),
  );
}

interface SchemeParts {
  readonly option: string;
  readonly credential: Credential | undefined;
}

interface HeaderParts extends SchemeParts {
  /** In lower case. */
  readonly header: string;
  readonly prefix: string;
}

function inHeader({ header, prefix, ...parts }: HeaderParts): SecurityScheme {
  return scheme(
    parts,
    ({ explicit }) => explicit.has(header),
    (secret, { headers }) => headers.set(header, prefix + secret),
  );
}

function scheme(
  { option, credential }: SchemeParts,
  isGiven: SecurityScheme['isGiven'],
  put: (secret: string, request: MiddlewareRequest) => void,
): SecurityScheme {
  const renewable = typeof credential === 'function';
  let rejected: string | undefined;
  const secrets: string[] = [];
  const read = async (): Promise<string> => (renewable ? credential(rejected) : (credential ?? ''));
  const ask = shareWhilePending(async () => {
    const given = await read().catch((cause: unknown) => {
      throw new ApiRequestError(`The function of the option ${option} failed.`, { option, cause });
    });
    const secret = checkedValue(`option ${option}`, given);
    if (secret === '') throw missing([[option]]);
    remember(secrets, secret);
    return secret;
  });
  return {
    option,
    secrets,
    hasCredential: renewable || Boolean(credential?.trim()),
    renewable,
    isGiven,
    async send(request, next) {
      const secret = await ask();
      put(secret, request);
      const response = await next(request);
      if (response.status === 401) rejected = secret;
      return response;
    },
  };
}

/** Adds a secret to the latest ones. A slow response may still repeat an earlier token. */
function remember(secrets: string[], secret: string): void {
  if (!secrets.includes(secret) && secrets.push(secret) > mostSecrets) secrets.shift();
}

/** Shares one promise between calls until it settles. */
export function shareWhilePending<T>(work: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => {
    pending ??= work().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

/** Lists of scheme names. One list is enough, and all schemes of a list are sent together. An empty list sends nothing. */
export type SecurityAlternatives = readonly (readonly string[])[];

/**
 * Returns the schemes of the first alternative whose credentials are all set. Sends no credentials only if the
 * API allows it and no other alternative is complete. Keeps what the caller set or removed.
 *
 * @throws {ApiRequestError} naming the missing options, before anything is sent.
 */
export function chooseSchemes(
  schemes: ReadonlyMap<string, SecurityScheme>,
  alternatives: SecurityAlternatives,
  request: GivenRequest,
): readonly SecurityScheme[] {
  const isMissing = (name: string): boolean => {
    const found = schemes.get(name);
    return !found?.hasCredential && !found?.isGiven(request);
  };
  const complete = alternatives.filter((names) => !names.some(isMissing));
  if (complete.length === 0 && alternatives.length > 0) {
    throw missing(
      alternatives.map((names) =>
        names.filter(isMissing).map((name) => schemes.get(name)?.option ?? name),
      ),
    );
  }
  const chosen = complete.find((names) => names.length > 0) ?? [];
  return chosen
    .flatMap((name) => schemes.get(name) ?? [])
    .filter(({ isGiven }) => !isGiven(request));
}

function missing(alternatives: readonly (readonly string[])[]): ApiRequestError {
  const choices = new Set(alternatives.map((options) => options.join(' and ')));
  const [option = ''] = alternatives.flat();
  return new ApiRequestError(`The client needs the option ${[...choices].join(', or ')}.`, {
    option,
  });
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

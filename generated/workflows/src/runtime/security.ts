/** Turns credentials into the header, query parameter or cookie that carries them. */
import { ApiRequestError } from './errors.js';
import { addCookie, checkedValue } from './headers.js';
import { encode } from './parameters.js';

/** A secret, or a function that gets one; it is asked again for every attempt. */
export type Credential = string | (() => string | Promise<string>);

/** The part of a request that carries credentials. */
export interface CredentialTarget {
  readonly url: URL;
  readonly headers: Headers;
}

/** One security scheme of the API with what the client was given for it. */
export interface SecurityScheme {
  /** The option of the client that holds the credential, for messages: they never show its value. */
  readonly option: string;
  readonly given: boolean;
  /** Whether asking again may give another credential. */
  readonly renewable: boolean;
  /** The header that carries it, in small letters; one that the caller sets stands in for it. */
  readonly header: string;
  readonly place: (target: CredentialTarget) => Promise<void>;
}

/** `Authorization: Bearer …`: also the tokens of OAuth 2 and OpenID Connect. */
export function bearer(option: string, credential: Credential | undefined): SecurityScheme {
  return inHeader({ option, credential, header: 'authorization', prefix: 'Bearer ' });
}

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** `Authorization: Basic …`, in UTF-8 (RFC 7617). */
export function basic(option: string, given: BasicCredential | undefined): SecurityScheme {
  const credential = given && base64(`${given.username}:${given.password}`);
  return inHeader({ option, credential, header: 'authorization', prefix: 'Basic ' });
}

/** A key in a header. */
export function apiKeyHeader(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return inHeader({ option, credential, header: name.toLowerCase(), prefix: '' });
}

/** A key in the query: it shows in the logs of every proxy on the way. */
export function apiKeyQuery(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return scheme({ option, credential, header: '' }, (secret, { url }) => {
    const pair = `${encode(name, name)}=${encode(name, secret)}`;
    url.search = url.search === '' ? pair : `${url.search}&${pair}`;
  });
}

/** A key in a cookie. */
export function apiKeyCookie(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return scheme({ option, credential, header: '' }, (secret, { headers }) =>
    addCookie(headers, name, secret),
  );
}

interface SchemeParts {
  readonly option: string;
  readonly credential: Credential | undefined;
  readonly header: string;
}

function inHeader({ prefix, ...parts }: SchemeParts & { readonly prefix: string }): SecurityScheme {
  return scheme(parts, (secret, { headers }) => headers.set(parts.header, prefix + secret));
}

function scheme(
  { option, credential, header }: SchemeParts,
  put: (secret: string, target: CredentialTarget) => void,
): SecurityScheme {
  const renewable = typeof credential === 'function';
  const ask = shared(async () => {
    const secret = checkedValue(`option ${option}`, await reveal(option, credential));
    if (secret === '') throw missing([[option]]);
    return secret;
  });
  return {
    option,
    given: renewable || (credential ?? '').trim() !== '',
    renewable,
    header,
    place: async (target) => put(await ask(), target),
  };
}

async function reveal(option: string, credential: Credential | undefined): Promise<string> {
  try {
    return typeof credential === 'function' ? await credential() : (credential ?? '');
  } catch (cause) {
    throw new ApiRequestError(`The function of the option ${option} failed.`, { option, cause });
  }
}

/** Calls that come while one is under way wait for that one. */
function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => {
    pending ??= work().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

/** Names of schemes: any one of the lists is enough, the schemes of one go together; empty: nothing is sent. */
export type SecurityAlternatives = readonly (readonly string[])[];

/**
 * The schemes to use: the first alternative for which every credential is given, none only where
 * the API allows none. A header that the caller set, or took away, stays as it is.
 *
 * @throws {ApiRequestError} naming the options that are missing, before anything is sent.
 */
export function chooseSchemes(
  schemes: ReadonlyMap<string, SecurityScheme>,
  alternatives: SecurityAlternatives,
  explicit: ReadonlySet<string>,
): readonly SecurityScheme[] {
  const isMissing = (name: string): boolean => {
    const found = schemes.get(name);
    return !found?.given && !explicit.has(found?.header ?? '');
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
    .filter(({ header }) => !explicit.has(header));
}

/** Each alternative is enough; the options of one belong together. */
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

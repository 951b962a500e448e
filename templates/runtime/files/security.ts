/** Turns credentials into the header, query parameter or cookie that carries them. */
import { addCookie, checkedValue } from './headers.js';
import { encode } from './primitive.js';
import { ApiRequestError } from './request-error.js';

/** A secret, or a function that gets one; it is asked again for every attempt. */
export type Credential = string | (() => string | Promise<string>);

/** Where a credential goes. */
export interface Placement {
  readonly location: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly value: string;
}

/** One security scheme of the API with what the client was given for it. */
export interface SecurityScheme {
  /** The option of the client that holds the credential, for messages: they never show its value. */
  readonly option: string;
  readonly given: boolean;
  /** Whether asking again may give another credential. */
  readonly renewable: boolean;
  readonly place: () => Promise<Placement>;
}

/** `Authorization: Bearer …`: also the tokens of OAuth 2 and OpenID Connect. */
export function bearer(option: string, credential: Credential | undefined): SecurityScheme {
  return scheme({ option, credential, place: (secret) => authorization(`Bearer ${secret}`) });
}

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** `Authorization: Basic …`, in UTF-8 (RFC 7617). */
export function basic(option: string, credential: BasicCredential | undefined): SecurityScheme {
  const encoded = credential && base64(`${credential.username}:${credential.password}`);
  return scheme({
    option,
    credential: encoded,
    place: (secret) => authorization(`Basic ${secret}`),
  });
}

/** A key in a header. */
export function apiKeyHeader(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return scheme({ option, credential, place: (value) => ({ location: 'header', name, value }) });
}

/** A key in the query: it shows in the logs of every proxy on the way. */
export function apiKeyQuery(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return scheme({ option, credential, place: (value) => ({ location: 'query', name, value }) });
}

/** A key in a cookie. */
export function apiKeyCookie(
  option: string,
  name: string,
  credential: Credential | undefined,
): SecurityScheme {
  return scheme({ option, credential, place: (value) => ({ location: 'cookie', name, value }) });
}

interface SchemeParts {
  readonly option: string;
  readonly credential: Credential | undefined;
  readonly place: (secret: string) => Placement;
}

function scheme({ option, credential, place }: SchemeParts): SecurityScheme {
  const ask = shared(async () => {
    const secret = checkedValue(`option ${option}`, await reveal(option, credential));
    if (secret === '') throw missing([option]);
    return place(secret);
  });
  const given =
    typeof credential === 'function' || (credential !== undefined && credential.trim() !== '');
  return { option, given, renewable: typeof credential === 'function', place: ask };
}

async function reveal(option: string, credential: Credential | undefined): Promise<string> {
  if (typeof credential !== 'function') return credential ?? '';
  try {
    return await credential();
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
 * the API allows none.
 *
 * @throws {ApiRequestError} naming the options that are missing, before anything is sent.
 */
export function chooseSchemes(
  schemes: Readonly<Record<string, SecurityScheme>>,
  alternatives: SecurityAlternatives,
): readonly SecurityScheme[] {
  const schemeOf = (name: string): SecurityScheme =>
    (Object.hasOwn(schemes, name) ? schemes[name] : undefined) ?? absent(name);
  const choices = alternatives.map((names) => names.map(schemeOf));
  const complete = choices.filter((choice) => choice.every(({ given }) => given));
  const chosen = complete.find((choice) => choice.length > 0) ?? complete[0];
  const [first] = choices;
  if (chosen !== undefined || first === undefined) return chosen ?? [];
  throw missing(first.filter(({ given }) => !given).map(({ option }) => option));
}

function absent(option: string): SecurityScheme {
  return { option, given: false, renewable: false, place: () => Promise.reject(missing([option])) };
}

/** Puts credentials into a request; a header that the caller set, or took away, stays as it is. */
export function placeCredentials(
  placements: readonly Placement[],
  target: { readonly url: URL; readonly headers: Headers },
  explicit: ReadonlySet<string>,
): void {
  for (const { location, name, value } of placements) {
    if (location === 'query')
      appendQuery(target.url, `${encode(name, name)}=${encode(name, value)}`);
    else if (location === 'cookie') addCookie(target.headers, name, value);
    else if (!explicit.has(name.toLowerCase())) target.headers.set(name, value);
  }
}

function appendQuery(url: URL, part: string): void {
  url.search = url.search === '' ? part : `${url.search}&${part}`;
}

function missing(options: readonly string[]): ApiRequestError {
  const [option = ''] = options;
  const named = options.map((name) => `\`${name}\``).join(' and ');
  return new ApiRequestError(`This call needs the client's option ${named}.`, { option });
}

function authorization(value: string): Placement {
  return { location: 'header', name: 'authorization', value };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

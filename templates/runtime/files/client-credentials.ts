/** Gets access tokens by the client credentials flow of OAuth 2.0 (RFC 6749, section 4.4). */
import { formBody } from './body.js';
import { send } from './call.js';
import { jsonDecoder, type DecodeFailure } from './decode.js';
import { ApiResponseError } from './errors.js';
import type { Operation } from './operation.js';
import { encode } from './parameters.js';
import { basic, shareWhilePending, type BasicCredential, type Credential } from './security.js';
import { makeTransport, type TransportOptions } from './transport.js';

/** A token is renewed after nine tenths of its life, but never more than a minute early. */
const longestMarginMs = 60_000;

/** Options of the token request that are the same as those of a client. */
type TokenRequestOptions = Pick<
  TransportOptions,
  | 'allowBrowser'
  | 'fetch'
  | 'fetchOptions'
  | 'headers'
  | 'maxResponseBytes'
  | 'maxRetries'
  | 'middleware'
  | 'timeout'
  | 'totalTimeout'
>;

export interface ClientCredentialsOptions<
  Scope extends string = string,
> extends TokenRequestOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default: the scopes that the server gives to the client. */
  readonly scopes?: readonly Scope[] | undefined;
  /** URL of the token endpoint. Default: the one in the document. */
  readonly tokenUrl?: string | undefined;
  /**
   * How the client authenticates. `basic`: in the header `authorization`. `body`: by the parameters `client_id`
   * and `client_secret`. Default: `basic`.
   */
  readonly authentication?: 'basic' | 'body' | undefined;
  /** Additional parameters of the token request, such as `audience`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** The part of a token request that comes from the document. */
export interface TokenEndpoint {
  readonly tokenUrl: string;
  readonly userAgent: string;
}

interface AccessToken {
  readonly text: string;
  /** Seconds until it expires; `Infinity` if the server does not tell. */
  readonly lifetime: number;
}

/**
 * Returns a credential that requests an access token when it is needed.
 *
 * The token serves all calls until shortly before it expires, or until the API rejects it with a 401.
 * Concurrent calls share one request.
 */
export function requestTokens(
  endpoint: TokenEndpoint,
  options: ClientCredentialsOptions,
): Credential {
  const { clientId, clientSecret, tokenUrl = endpoint.tokenUrl } = options;
  const client = basic('clientSecret', login(clientId, clientSecret));
  client.secrets.push(clientSecret);
  const transport = makeTransport(
    {
      baseUrl: tokenUrl,
      userAgent: endpoint.userAgent,
      securitySchemes: { client },
      security: options.authentication === 'body' ? [] : [['client']],
    },
    // A token may be requested twice, so the request is retried. The key that allows it is not sent.
    { ...options, headers: { ...options.headers, 'idempotency-key': null } },
  );
  const operation = tokenOperation(tokenUrl, options);
  let token: AccessToken | undefined;
  let renewAt = 0;
  const renew = shareWhilePending(async () => {
    token = await send(transport, operation, {});
    renewAt = transport.clock.now() + usableMs(token);
    return token.text;
  });
  return (rejected) =>
    token === undefined || token.text === rejected || transport.clock.now() >= renewAt
      ? renew()
      : token.text;
}

/** The user of the Basic scheme is form-encoded first (RFC 6749, section 2.3.1). */
function login(clientId: string, clientSecret: string): BasicCredential | undefined {
  // Options from untyped code, such as variables of the environment, may be missing.
  if (!clientId || !clientSecret) return undefined;
  return {
    username: encode('clientId', clientId.trim()),
    password: encode('clientSecret', clientSecret.trim()),
  };
}

function tokenOperation(
  tokenUrl: string,
  { clientId, clientSecret, scopes, authentication, parameters }: ClientCredentialsOptions,
): Operation<object, AccessToken> {
  return {
    id: 'clientCredentials',
    method: 'POST',
    // The base URL loses its final slash, which is part of this URL.
    path: /^[^?]*\/(?:\?|$)/.test(tokenUrl) ? '/' : '',
    idempotencyHeader: 'idempotency-key',
    request: () => ({
      body: formBody({
        grant_type: 'client_credentials',
        ...(scopes && { scope: scopes.join(' ') }),
        ...(authentication === 'body' && { client_id: clientId, client_secret: clientSecret }),
        ...parameters,
      }),
    }),
    responses: { 200: jsonDecoder(readToken) },
  };
}

/** Reads a token response (RFC 6749, section 5.1). Some servers send `expires_in` as text. */
function readToken(value: unknown, failure: DecodeFailure): AccessToken {
  const {
    access_token: text,
    token_type: type = 'Bearer',
    expires_in: lifetime,
  }: TokenResponse = Object(value);
  if (typeof text !== 'string' || text === '' || !/^bearer$/i.test(String(type))) {
    // The body may contain a token of another type.
    const details = { ...failure, rawText: '', kind: 'schema' } as const;
    throw new ApiResponseError('the response contains no bearer token', details);
  }
  return { text, lifetime: Number(lifetime) || Infinity };
}

interface TokenResponse {
  readonly access_token?: unknown;
  readonly token_type?: unknown;
  readonly expires_in?: unknown;
}

function usableMs({ lifetime }: AccessToken): number {
  const ms = lifetime * 1000;
  return ms - Math.min(ms / 10, longestMarginMs);
}

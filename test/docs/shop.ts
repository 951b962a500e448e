/** What the documentation shows of a package whose document describes OAuth 2.0, which that of ARTU does not. */
import {
  requestTokens,
  type ClientCredentialsOptions,
} from '../../templates/runtime/files/client-credentials.ts';
import type { ApiPromise } from '../../templates/runtime/files/api-promise.ts';
import type { Credential } from '../../templates/runtime/files/security.ts';
import type { TransportOptions } from '../../templates/runtime/files/transport.ts';

export function clientCredentials(options: ClientCredentialsOptions): Credential {
  return requestTokens({ tokenUrl: 'https://id.example.com/token', userAgent: '@example/shop' }, options);
}

interface ClientOptions extends TransportOptions {
  readonly oauth?: Credential;
  readonly environment?: 'production' | 'sandbox';
  readonly region?: 'eu' | 'us';
}

export declare function createClient(options: ClientOptions): {
  readonly orders: { list(): ApiPromise<readonly string[]> };
};

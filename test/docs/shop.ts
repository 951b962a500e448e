/** What the documentation shows of a package whose document describes OAuth 2.0, which that of ARTU does not. */
import {
  requestTokens,
  type ClientCredentialsOptions,
} from '../../templates/runtime/files/client-credentials.ts';
import type { ApiPromise } from '../../templates/runtime/files/api-promise.ts';
import type { FieldsValidator } from '../../templates/runtime/files/received-fields.ts';
import type { FormValidator } from '../../templates/runtime/files/received-form.ts';
import type { Credential } from '../../templates/runtime/files/security.ts';
import type { TransportOptions } from '../../templates/runtime/files/transport.ts';
import type { Validator } from '../../templates/runtime/files/validation.ts';

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

/** As a package has it of a document that describes the webhooks `order.paid` and `message.received`, a form. */
export declare namespace webhooks {
  export const orderPaid: Validator<{ readonly id: string }>;
  export const orderPaidHeaders: FieldsValidator<OrderPaidHeaders>;
  export const messageReceived: FormValidator<{ readonly from: string; readonly mediaCount: number }>;
  export interface OrderPaidHeaders {
    readonly 'x-delivery': string;
  }
  export interface OrderPaidRequest {
    readonly body: { readonly id: string };
    readonly headers: OrderPaidHeaders;
  }
  export interface OrderPaidResponse {
    readonly status: 204;
  }
  export type OrderPaidHandler = (
    request: OrderPaidRequest,
  ) => OrderPaidResponse | Promise<OrderPaidResponse>;
}

/** Security schemes, and which of them an operation needs. */
import type { Docs, Place } from './place.ts';

/** Security schemes that one request uses together, by their names in `api.securitySchemes`. */
export interface SecurityRequirement {
  readonly schemes: readonly { readonly name: string; readonly scopes: readonly string[] }[];
}

export type SecurityScheme =
  | (SecuritySchemeBase & { readonly kind: 'bearer'; readonly format: string | null })
  | (SecuritySchemeBase & { readonly kind: 'basic' })
  | (SecuritySchemeBase & {
      readonly kind: 'apiKey';
      readonly location: 'header' | 'query' | 'cookie';
      readonly parameter: string;
      /** Allowed values, from `x-enum`, which an overlay may add; empty: any text. */
      readonly values: readonly string[];
    })
  | (SecuritySchemeBase & {
      readonly kind: 'oauth2';
      readonly flows: readonly OAuthFlow[];
      readonly metadataUrl?: string;
    })
  /** `url`: address of the discovery document; `null`: the document has none. */
  | (SecuritySchemeBase & { readonly kind: 'openIdConnect'; readonly url: string | null })
  | (SecuritySchemeBase & { readonly kind: 'other'; readonly scheme: string });

export type OAuthFlowKind =
  'authorizationCode' | 'clientCredentials' | 'deviceAuthorization' | 'implicit' | 'password';

/** One way to get an access token. URLs are as the document writes them. */
export interface OAuthFlow {
  readonly kind: OAuthFlowKind;
  /** Where the user agrees: of `authorizationCode` and `implicit`, and of `deviceAuthorization` for the device. */
  readonly authorizationUrl: string | null;
  readonly tokenUrl: string | null;
  readonly scopes: readonly OAuthScope[];
}

export interface OAuthScope {
  readonly name: string;
  readonly description: string | null;
}

interface SecuritySchemeBase {
  readonly name: string;
  /** From `x-option`: name of the client's option; `null`: the name of the scheme. */
  readonly option: string | null;
  readonly docs: Docs;
  readonly place: Place;
}

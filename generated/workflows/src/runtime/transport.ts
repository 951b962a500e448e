/** Turns the options of a client into the transport that all of its calls share. */
import { systemClock, type Clock } from './clock.js';
import type { ValidationMode } from './decode.js';
import { isBrowser } from './environment.js';
import { applyHeaders, type HeaderOptions } from './headers.js';
import type { FetchOptions } from './operation.js';
import { checkedCount, checkedMs } from './option.js';
import { RetryQuota } from './quota.js';
import { ApiRequestError } from './request-error.js';
import type { SecurityAlternatives, SecurityScheme } from './security.js';
import { parseBaseUrl } from './url.js';
import { warnWith, type Warning } from './warning.js';

/** `fetch`, or what stands in for it; it is never given a `Request`, which loses its signal. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the users of a client may set, credentials aside. */
export interface TransportOptions {
  readonly baseUrl?: string | undefined;
  /** Default: the platform's. */
  readonly fetch?: Fetch | undefined;
  /** What the platform's `fetch` takes besides: `dispatcher`, `client`, `cache`, `credentials`. */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Sent with every call; `null` takes a default away. */
  readonly headers?: HeaderOptions | undefined;
  /** Milliseconds for one attempt, from before it connects to the end of its body. Default: 60,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for a whole call: attempts, delays between them, and bodies. Default: no limit. */
  readonly totalTimeout?: number | undefined;
  /** How often a failed attempt is made again. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** The longest delay that a server may ask for, in milliseconds; beyond it a call fails. Default: 60,000. */
  readonly maxRetryAfter?: number | undefined;
  /** Stops retries while most calls fail. Default: true. */
  readonly retryQuota?: boolean | undefined;
  /** What happens to a response of another shape than the document says. Default: `strict`. */
  readonly validation?: ValidationMode | undefined;
  /** Says that a credential may be in a page, where everybody can read it. Default: false. */
  readonly allowBrowser?: boolean | undefined;
  /** Told what is wrong and does not stop a call. Default: the console. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

/** What the document, and not the user, says. */
export interface TransportDefinition {
  readonly baseUrl: string;
  /** `@artu/workflows/1.0.0`; not sent from browsers, where it would cost a preflight request. */
  readonly userAgent: string;
  readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  /** Of the operations that have none of their own. */
  readonly security: SecurityAlternatives;
}

/** How a client's calls travel: plain, frozen data and what they remember together. */
export interface Transport {
  readonly baseUrl: URL;
  /** Whether the caller named it: a client of a staging server must never call the production host. */
  readonly isBaseUrlGiven: boolean;
  readonly userAgent: string;
  readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  readonly security: SecurityAlternatives;
  readonly fetch: Fetch;
  readonly fetchOptions: FetchOptions;
  readonly headers: HeaderOptions;
  readonly timeout: number;
  readonly totalTimeout: number | undefined;
  readonly maxRetries: number;
  readonly maxRetryAfter: number;
  readonly validation: ValidationMode;
  readonly onWarning: (warning: Warning) => void;
  readonly quota: RetryQuota | undefined;
  /** By origin: the longest window that what stands before the server lets a long-poll be open. */
  readonly windows: Map<string, number>;
  readonly clock: Clock;
}

/** Checks every option by its name. @throws {ApiRequestError} at the first that makes no sense. */
export function makeTransport(
  definition: TransportDefinition,
  options: TransportOptions,
): Transport {
  applyHeaders(new Headers(), options.headers ?? {});
  if (!options.allowBrowser) refuseSecretsInBrowser(definition);
  return Object.freeze({
    ...definition,
    baseUrl: parseBaseUrl(options.baseUrl ?? definition.baseUrl),
    isBaseUrlGiven: options.baseUrl !== undefined,
    fetch: options.fetch ?? platformFetch(),
    fetchOptions: options.fetchOptions ?? {},
    headers: options.headers ?? {},
    timeout: checkedMs('timeout', options.timeout) ?? 60_000,
    totalTimeout: checkedMs('totalTimeout', options.totalTimeout),
    maxRetries: checkedCount('maxRetries', options.maxRetries) ?? 2,
    maxRetryAfter: checkedMs('maxRetryAfter', options.maxRetryAfter) ?? 60_000,
    validation: options.validation ?? 'strict',
    onWarning: warnWith(options.onWarning),
    quota: options.retryQuota === false ? undefined : new RetryQuota(),
    windows: new Map<string, number>(),
    clock: systemClock,
  });
}

function refuseSecretsInBrowser({ securitySchemes }: TransportDefinition): void {
  const secret = Object.values(securitySchemes).find(({ given }) => given);
  if (secret === undefined || !isBrowser()) return;
  throw new ApiRequestError(
    `Everybody who opens this page can read the option ${secret.option}. Set allowBrowser if that is no secret.`,
    { option: 'allowBrowser' },
  );
}

/** Taken once, so that what a test or a tracer puts in its place later does not change a client. */
function platformFetch(): Fetch {
  const { fetch } = globalThis;
  if (typeof fetch === 'function') return (url, init) => fetch(url, init);
  throw new ApiRequestError('This platform has no fetch: give one in the option fetch.', {
    option: 'fetch',
  });
}

/** Creates the transport that all calls of a client share, with its budget of retries. */
import { closable, systemClock, type Clock, type Closable } from './abort.js';
import { isBrowser } from './environment.js';
import { ApiRequestError } from './errors.js';
import { applyHeaders } from './headers.js';
import type { SecurityAlternatives, SecurityScheme } from './security.js';
import {
  resolveSettings,
  standardSettings,
  type RequestOptions,
  type Settings,
} from './settings.js';
import { parseBaseUrl } from './url.js';
import { warnWith, type Warning, type WarningKind } from './warning.js';

/** Tokens of a new transport. */
const quotaCapacity = 500;

/** Tokens that one retry takes. */
const retryCost = 14;

/** A throttled request costs the server little, and the server said when to come back. */
const throttledCost = 5;

/** `fetch`, or what stands in for it; it is never given a `Request`, which loses its signal. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the users of a client may set, credentials aside; most of it also for one call. */
export interface TransportOptions extends Omit<RequestOptions, 'signal' | 'idempotencyKey'> {
  readonly baseUrl?: string | undefined;
  /** Default: the platform's. */
  readonly fetch?: Fetch | undefined;
  /** Stops retries while most calls fail. Default: true. */
  readonly retryQuota?: boolean | undefined;
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

/** How a client's calls travel: plain, frozen data, with the settings of all calls, and what they remember together. */
export interface Transport extends Closable, Settings {
  readonly baseUrl: URL;
  /** Whether the caller named it: a client of a staging server must never call the production host. */
  readonly isBaseUrlGiven: boolean;
  readonly userAgent: string;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly security: SecurityAlternatives;
  readonly fetch: Fetch;
  readonly onWarning: (warning: Warning) => void;
  readonly quota: RetryQuota | undefined;
  /** By origin: the longest window that what stands before the server lets a long-poll be open. */
  readonly windows: Map<string, number>;
  /** What is told once for a client, and was. */
  readonly warned: Set<WarningKind>;
  /** Aborts when the transport is closed. */
  readonly closed: AbortSignal;
  /** What is under way, and ends with it: Node.js 20 and 22 never forget a signal that follows `closed`. */
  readonly underWay: Set<Pick<AbortController, 'abort'>>;
  readonly clock: Clock;
}

/** Checks every option by its name. @throws {ApiRequestError} at the first that makes no sense. */
export function makeTransport(
  definition: TransportDefinition,
  options: TransportOptions,
): Transport {
  const { baseUrl, fetch = globalThis.fetch } = options;
  const closing = new AbortController();
  const underWay: Transport['underWay'] = new Set();
  applyHeaders(new Headers(), options.headers ?? {});
  if (!options.allowBrowser && isBrowser())
    refuseSecrets(Object.values(definition.securitySchemes));
  return Object.freeze({
    ...definition,
    securitySchemes: new Map(Object.entries(definition.securitySchemes)),
    baseUrl: parseBaseUrl(baseUrl ?? definition.baseUrl),
    isBaseUrlGiven: baseUrl !== undefined,
    // Taken once, so that what a test or a tracer puts in its place later does not change a client;
    // called on its own, as platforms refuse another `this`.
    fetch: (url: string, init: RequestInit) => fetch(url, init),
    ...resolveSettings(standardSettings, options),
    onWarning: warnWith(options.onWarning),
    quota: options.retryQuota === false ? undefined : new RetryQuota(),
    windows: new Map<string, number>(),
    warned: new Set<WarningKind>(),
    clock: systemClock,
    closed: closing.signal,
    underWay,
    ...closable(async () => {
      closing.abort(closedError());
      for (const call of underWay) call.abort(closedError());
    }),
  });
}

/** What a call of a closed transport fails with, and the reason why others were aborted. */
export function closedError(): ApiRequestError {
  return new ApiRequestError('The client is closed.');
}

function refuseSecrets(schemes: readonly SecurityScheme[]): void {
  const secret = schemes.find(({ given }) => given);
  if (secret === undefined) return;
  const message = `Everybody can read the option ${secret.option} in a page: set allowBrowser if they may.`;
  throw new ApiRequestError(message, { option: 'allowBrowser' });
}

/** One bucket of tokens for a client: a retry takes some, a success gives some back. */
export class RetryQuota {
  #tokens: number = quotaCapacity;

  /** Takes what a retry costs; `undefined`: the server is failing too often to be asked again. */
  take(status: number | undefined): number | undefined {
    const cost = status === 429 ? throttledCost : retryCost;
    if (cost > this.#tokens) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** A success gives back what its retry took, or one token. */
  giveBack(taken: number | undefined): void {
    this.#tokens = Math.min(quotaCapacity, this.#tokens + (taken ?? 1));
  }
}

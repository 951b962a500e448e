/** Creates the transport that all calls of a client share, with its quota of retries. */
import { makeClosable, systemClock, type Clock, type Closable } from './abort.js';
import { isBrowser } from './environment.js';
import { ApiRequestError, type HideSecrets } from './errors.js';
import { applyHeaders } from './headers.js';
import { hideSecrets } from './secrets.js';
import type { SecurityAlternatives, SecurityScheme } from './security.js';
import {
  resolveSettings,
  standardSettings,
  type RequestOptions,
  type Settings,
} from './settings.js';
import { parseBaseUrl } from './url.js';
import { warnWith, type Warning, type WarningKind } from './warning.js';

/** Tokens of a new transport, and the most that it can have. */
const quotaCapacity = 500;

/** Tokens that one retry takes. */
const retryCost = 14;

/** Tokens that a retry after status 429 takes. Such a request costs the server little. */
const throttledCost = 5;

/** `fetch` or a replacement. It never receives a `Request`, which would lose its signal. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Options of a client besides its credentials. Most of them can also be set for one call. */
export interface TransportOptions extends Omit<
  RequestOptions,
  'signal' | 'idempotencyKey' | 'resume'
> {
  /** Default: the server in the document. */
  readonly baseUrl?: string | undefined;
  /** Default: the `fetch` of the platform. */
  readonly fetch?: Fetch | undefined;
  /** Stops retries while most calls fail. Default: true. */
  readonly retryQuota?: boolean | undefined;
  /** Allows credentials in a page, where every visitor can read them. Default: false. */
  readonly allowBrowser?: boolean | undefined;
  /** Receives problems that do not stop a call. Default: writes them to the console. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

/** Values that the caller chose for the variables of servers, by the names of the variables. */
export type ServerVariables = Readonly<Record<string, string | undefined>>;

/** Settings that come from the document. */
export interface TransportDefinition {
  readonly baseUrl: string;
  /** `@artu/workflows/1.0.0`. Browsers do not send it: it would cost a preflight request. */
  readonly userAgent: string;
  readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  /** Security of operations that do not define their own. */
  readonly security: SecurityAlternatives;
  /** Name of the server that the caller chose. */
  readonly environment?: string | undefined;
  /** Values that the caller chose for the variables of servers. */
  readonly serverVariables?: ServerVariables;
}

/** Settings and state that all calls of a client share. */
export interface Transport extends Closable, Settings {
  readonly baseUrl: URL;
  /** True if the caller set it: a client of a staging server must never call the production host. */
  readonly isBaseUrlGiven: boolean;
  /** `@artu/workflows/1.0.0 Node.js/24`; `undefined` in a browser. */
  readonly userAgent: string | undefined;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly security: SecurityAlternatives;
  readonly environment?: string | undefined;
  readonly serverVariables?: ServerVariables;
  readonly fetch: Fetch;
  /** Hides the credentials that this client has sent. */
  readonly hide: HideSecrets;
  readonly onWarning: (warning: Warning) => void;
  readonly retryQuota: RetryQuota | undefined;
  /** Longest window that intermediaries allow for a long-poll, by origin. */
  readonly windows: Map<string, number>;
  /** Kinds of warnings that were reported: some are reported once for a client. */
  readonly warned: Set<WarningKind>;
  /** Aborts when the transport is closed. */
  readonly closed: AbortSignal;
  /** Calls and streams to abort on `close()`. In Node.js 20 and 22, signals that follow `closed` would leak. */
  readonly underWay: Set<Pick<AbortController, 'abort'>>;
  readonly clock: Clock;
}

/** Creates a transport. @throws {ApiRequestError} naming the first invalid option. */
export function makeTransport(
  definition: TransportDefinition,
  options: TransportOptions,
): Transport {
  const { baseUrl, fetch } = options;
  const closing = new AbortController();
  const underWay: Transport['underWay'] = new Set();
  applyHeaders(new Headers(), options.headers ?? {});
  const schemes = Object.values(definition.securitySchemes);
  if (!options.allowBrowser && isBrowser()) refuseSecrets(schemes);
  return Object.freeze({
    ...definition,
    securitySchemes: new Map(Object.entries(definition.securitySchemes)),
    baseUrl: parseBaseUrl(baseUrl ?? definition.baseUrl),
    isBaseUrlGiven: baseUrl !== undefined,
    // Ends with the platform, if it has a name.
    userAgent: isBrowser()
      ? undefined
      : `${definition.userAgent} ${globalThis.navigator?.userAgent ?? ''}`,
    // The global is read at each call: mocks and tracing replace it after a module has created its client.
    // Called without `this`: platforms reject another one.
    fetch: (url: string, init: RequestInit) => {
      const platform = fetch ?? globalThis.fetch;
      return platform(url, init);
    },
    ...resolveSettings(standardSettings, options),
    hide: (text: string) =>
      hideSecrets(
        text,
        schemes.flatMap(({ secrets }) => secrets),
      ),
    onWarning: warnWith(options.onWarning),
    retryQuota: options.retryQuota === false ? undefined : new RetryQuota(),
    windows: new Map<string, number>(),
    warned: new Set<WarningKind>(),
    clock: systemClock,
    closed: closing.signal,
    underWay,
    ...makeClosable(async () => {
      closing.abort(closedError());
      for (const call of underWay) call.abort(closedError());
    }),
  });
}

/** Returns the error of calls after `close()`, which is also the reason of aborted calls. */
export function closedError(): ApiRequestError {
  return new ApiRequestError('The client is closed.');
}

function refuseSecrets(schemes: readonly SecurityScheme[]): void {
  const secret = schemes.find(({ hasCredential: given }) => given);
  if (secret === undefined) return;
  const message = `Visitors of a page can read the option ${secret.option}: allowBrowser allows it.`;
  throw new ApiRequestError(message, { option: 'allowBrowser' });
}

/** Token bucket of a client. A retry takes tokens, a success returns some. */
export class RetryQuota {
  #tokens: number = quotaCapacity;

  /** Takes the tokens of a retry, and returns their number; `undefined` if too few are left. */
  take(status: number | undefined): number | undefined {
    const cost = status === 429 ? throttledCost : retryCost;
    if (cost > this.#tokens) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /** Returns the tokens of a successful retry, or one token for a first attempt. */
  giveBack(taken: number | undefined): void {
    this.#tokens = Math.min(quotaCapacity, this.#tokens + (taken ?? 1));
  }
}

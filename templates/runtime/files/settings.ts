/** Options of a client or of one call, and the settings that result from both. */
import type { ValidationMode } from './decode.js';
import { ApiRequestError } from './errors.js';
import type { HeaderOptions } from './headers.js';
import type { Middleware } from './middleware.js';

/** Options of one call. Most of them can also be set for all calls of a client. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, from the connection to the end of the body. Default: 60,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for a whole call, including retries and delays. Default: unlimited. */
  readonly totalTimeout?: number | undefined;
  /** Number of retries after a failed attempt. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** Longest delay in milliseconds that a server may ask for. The call fails if it asks for more. Default: 60,000. */
  readonly maxRetryAfter?: number | undefined;
  /**
   * Bytes of a response body, after decompression. The call fails if a body is longer. Streams and `raw()` are
   * unlimited. Default: 100,000,000.
   */
  readonly maxResponseBytes?: number | undefined;
  /** Additional headers. `null` removes a header, `undefined` changes nothing. */
  readonly headers?: HeaderOptions | undefined;
  /** Treatment of responses that do not match the document. Default: `strict`. */
  readonly validation?: ValidationMode | undefined;
  /** Key that every attempt sends, so that the server acts once. It makes a POST or PATCH safe to retry. */
  readonly idempotencyKey?: string | undefined;
  /** Resumes a broken event stream with `Last-Event-ID`, if its events have ids. Default: false. */
  readonly resume?: boolean | undefined;
  /** Further options of the platform's `fetch`: `dispatcher`, `client`, `cache`, `credentials`. */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Functions around each attempt. Those of the client run outside those of the call. */
  readonly middleware?: readonly Middleware[] | undefined;
}

export type FetchOptions = Readonly<Record<string, unknown>>;

/** Settings of one call. */
export interface Settings {
  readonly timeout: number;
  readonly totalTimeout: number | undefined;
  readonly maxRetries: number;
  readonly maxRetryAfter: number;
  readonly maxResponseBytes: number;
  readonly validation: ValidationMode;
  readonly fetchOptions: FetchOptions;
  /** Those of the client, then those of the call. */
  readonly headerLayers: readonly HeaderOptions[];
  /** Those of the client, then those of the call. */
  readonly middleware: readonly Middleware[];
}

/** Defaults of the settings. */
export const standardSettings: Settings = {
  timeout: 60_000,
  totalTimeout: undefined,
  maxRetries: 2,
  maxRetryAfter: 60_000,
  maxResponseBytes: 100_000_000,
  validation: 'strict',
  fetchOptions: {},
  headerLayers: [],
  middleware: [],
};

/** Overrides settings by options. @throws {ApiRequestError} naming the first invalid option. */
export function resolveSettings(
  settings: Settings,
  options: Omit<RequestOptions, 'signal' | 'idempotencyKey' | 'resume'>,
): Settings {
  const whole = <Option extends WholeNumber>(option: Option, least: number): Settings[Option] =>
    checkedWhole(option, options[option], least) ?? settings[option];
  return {
    timeout: whole('timeout', 1),
    totalTimeout: whole('totalTimeout', 1),
    maxRetries: whole('maxRetries', 0),
    maxRetryAfter: whole('maxRetryAfter', 1),
    maxResponseBytes: whole('maxResponseBytes', 0),
    validation: options.validation ?? settings.validation,
    fetchOptions: { ...settings.fetchOptions, ...options.fetchOptions },
    headerLayers: [...settings.headerLayers, options.headers ?? {}],
    middleware: [...settings.middleware, ...(options.middleware ?? [])],
  };
}

/** Names of the settings that are numbers. */
type WholeNumber = {
  [Name in keyof Settings]: Settings[Name] extends number | undefined ? Name : never;
}[keyof Settings];

/**
 * Requires a whole number. A time of less than one millisecond would make `setTimeout` fire at once, and a count
 * that is NaN would cause an endless loop.
 */
export function checkedWhole<Given extends number | undefined>(
  option: string,
  value: Given,
  least: number,
): Given {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value;
  throw new ApiRequestError(`The option ${option} must be a whole number from ${least}.`, {
    option,
  });
}

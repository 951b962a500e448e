/** Options of a client or of one call, and the settings that result from both. */
import type { ValidationMode } from './decode.js';
import { ApiRequestError } from './errors.js';
import type { HeaderOptions } from './headers.js';
import type { Middleware } from './middleware.js';

/** What one call may change; most of it may be set for all calls of a client, too. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, from before it connects to the end of its body. Default: 60,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for a whole call: attempts, delays between them, and bodies. Default: no limit. */
  readonly totalTimeout?: number | undefined;
  /** How often a failed attempt is made again. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** The longest delay that a server may ask for, in milliseconds; beyond it a call fails. Default: 60,000. */
  readonly maxRetryAfter?: number | undefined;
  /** Sent besides the usual ones; `null` takes one of those away. */
  readonly headers?: HeaderOptions | undefined;
  /** What happens to a response of another shape than the document says. Default: `strict`. */
  readonly validation?: ValidationMode | undefined;
  /** The same on every attempt, so that the server acts once: it makes a POST or PATCH safe to retry. */
  readonly idempotencyKey?: string | undefined;
  /** What the platform's `fetch` takes besides: `dispatcher`, `client`, `cache`, `credentials`. */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Stand around each attempt, those of the client around those of the call. */
  readonly middleware?: readonly Middleware[] | undefined;
}

export type FetchOptions = Readonly<Record<string, unknown>>;

/** What one call keeps to. */
export interface Settings {
  readonly timeout: number;
  readonly totalTimeout: number | undefined;
  readonly maxRetries: number;
  readonly maxRetryAfter: number;
  readonly validation: ValidationMode;
  readonly fetchOptions: FetchOptions;
  /** The client's, then the call's. */
  readonly headerLayers: readonly HeaderOptions[];
  /** The client's, then the call's. */
  readonly middleware: readonly Middleware[];
}

/** Where nobody says anything else. */
export const standardSettings: Settings = {
  timeout: 60_000,
  totalTimeout: undefined,
  maxRetries: 2,
  maxRetryAfter: 60_000,
  validation: 'strict',
  fetchOptions: {},
  headerLayers: [],
  middleware: [],
};

/** Options over the settings so far. @throws {ApiRequestError} naming the first that makes no sense. */
export function resolveSettings(
  settings: Settings,
  options: Omit<RequestOptions, 'signal' | 'idempotencyKey'>,
): Settings {
  return {
    timeout: checkedMs('timeout', options.timeout) ?? settings.timeout,
    totalTimeout: checkedMs('totalTimeout', options.totalTimeout) ?? settings.totalTimeout,
    maxRetries: checkedCount('maxRetries', options.maxRetries) ?? settings.maxRetries,
    maxRetryAfter: checkedMs('maxRetryAfter', options.maxRetryAfter) ?? settings.maxRetryAfter,
    validation: options.validation ?? settings.validation,
    fetchOptions: { ...settings.fetchOptions, ...options.fetchOptions },
    headerLayers: [...settings.headerLayers, options.headers ?? {}],
    middleware: [...settings.middleware, ...(options.middleware ?? [])],
  };
}

/** A time of at least one millisecond; `setTimeout` would take anything else for "at once". */
export function checkedMs<Given extends number | undefined>(option: string, value: Given): Given {
  return checkedWhole(option, value, 1);
}

/** A count; NaN would make a loop without an end. */
export function checkedCount<Given extends number | undefined>(
  option: string,
  value: Given,
): Given {
  return checkedWhole(option, value, 0);
}

function checkedWhole<Given extends number | undefined>(
  option: string,
  value: Given,
  least: number,
): Given {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value;
  throw new ApiRequestError(`The option ${option} must be a whole number from ${least}.`, {
    option,
  });
}

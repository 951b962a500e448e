/** Turns the options of a client, and of one call over them, into the settings that the call keeps to. */
import type { ValidationMode } from './decode.js';
import type { HeaderOptions } from './headers.js';
import type { Middleware } from './middleware.js';
import type { FetchOptions, RequestOptions } from './operation.js';
import { checkedCount, checkedMs } from './option.js';

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

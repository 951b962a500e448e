/** Turns the options of a client and of one call into the limits that the call keeps. */
import type { ValidationMode } from './decode.js';
import type { FetchOptions, LongPoll, RequestOptions } from './operation.js';
import { checkedCount, checkedMs } from './option.js';
import type { Transport } from './transport.js';

/** What one call keeps to. */
export interface Settings {
  readonly timeout: number;
  readonly totalTimeout: number | undefined;
  readonly maxRetries: number;
  readonly maxRetryAfter: number;
  readonly validation: ValidationMode;
  readonly fetchOptions: FetchOptions;
}

/** The call's own options over those of its client. @throws {ApiRequestError} at one that makes no sense. */
export function resolveSettings(transport: Transport, options: RequestOptions): Settings {
  return {
    timeout: checkedMs('timeout', options.timeout) ?? transport.timeout,
    totalTimeout: checkedMs('totalTimeout', options.totalTimeout) ?? transport.totalTimeout,
    maxRetries: checkedCount('maxRetries', options.maxRetries) ?? transport.maxRetries,
    maxRetryAfter: transport.maxRetryAfter,
    validation: options.validation ?? transport.validation,
    fetchOptions: { ...transport.fetchOptions, ...options.fetchOptions },
  };
}

/** The window that a long-poll asks for; `undefined`: it is an ordinary operation. */
export function windowOf<Parameters>(
  longPoll: LongPoll<Parameters> | undefined,
  parameters: Parameters,
): number | undefined {
  return longPoll && (longPoll.windowOf(parameters) ?? longPoll.defaultMs);
}

/** Turns whatever was thrown during an attempt into an error of this package. */
import { ApiError } from './api-error.js';
import {
  ApiAbortError,
  ApiConnectionError,
  ApiTimeoutError,
  type TimeoutPhase,
} from './connection-errors.js';
import type { Attempt } from './prepared-call.js';

/** What ended an attempt: the caller first, then what is known already, then the connection. */
export function explainFailure(error: unknown, { call, number: attempts }: Attempt): ApiError {
  if (call.signal.aborted) return abortError(call.signal.reason, attempts);
  if (error instanceof ApiError) return error;
  const code = codeOf(error);
  const [, platformLimit] = /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/.exec(code ?? '') ?? [];
  const details = { code, attempts, cause: error };
  if (platformLimit === undefined)
    return new ApiConnectionError(
      `${call.operation.id}: no complete response (${code ?? 'no code'})`,
      details,
    );
  // The codes are named after the phases.
  const phase = platformLimit.toLowerCase() as TimeoutPhase;
  const message = `${call.operation.id}: ${code}, a limit of the platform: a dispatcher in fetchOptions can have another`;
  return new ApiTimeoutError(message, { ...details, phase });
}

/** The time that was set for the attempt, or for the whole call, is over. */
export function timeoutError({ call, number }: Attempt, phase: TimeoutPhase): ApiTimeoutError {
  const { operation, settings } = call;
  const limitMs = phase === 'total' ? settings.totalTimeout : settings.timeout;
  const message = `${operation.id}: not done in ${limitMs} ms (${phase})`;
  return new ApiTimeoutError(message, { phase, attempts: number });
}

/** The caller's own `AbortSignal.timeout` is a time that is over, and not a change of mind. */
export function abortError(reason: unknown, attempts: number): ApiError {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new ApiTimeoutError('The signal timed out.', { phase: 'total', attempts, cause: reason })
    : new ApiAbortError(reason);
}

/** The first code in the chain of causes, a few links deep: a chain may be a circle. */
function codeOf(error: unknown, links = 5): string | undefined {
  if (typeof error !== 'object' || error === null || links === 0) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause, links - 1) : undefined;
}

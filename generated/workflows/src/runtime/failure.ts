/** Turns whatever was thrown during an attempt into an error of this package. */
import { ApiError } from './api-error.js';
import {
  ApiAbortError,
  ApiConnectionError,
  ApiTimeoutError,
  type TimeoutPhase,
} from './connection-errors.js';
import { isTransientCode } from './transient.js';

/** The part of an attempt that its failure is about. */
export interface Failing {
  readonly attempt: number;
  /** Of the operation. */
  readonly id: string;
  readonly signal: AbortSignal;
}

/** What ended an attempt: the caller first, then what is known already, then the connection. */
export function explainFailure(cause: unknown, { attempt, id, signal }: Failing): ApiError {
  if (signal.aborted) return abortError(signal.reason, attempt);
  if (cause instanceof ApiError) return cause;
  const code = codeOf(cause);
  const message = `${id}: no complete response (${code ?? 'no code'})`;
  const details = { code, attempts: attempt, retryable: isTransientCode(code, attempt), cause };
  const [, platformLimit] = /^UND_ERR_(.+)_TIMEOUT$/.exec(code ?? '') ?? [];
  if (platformLimit === undefined) return new ApiConnectionError(message, details);
  // The codes are named after the phases.
  const phase = platformLimit.toLowerCase() as TimeoutPhase;
  const advice = ': fetchOptions.dispatcher may have another limit';
  return new ApiTimeoutError(message + advice, { ...details, phase });
}

/** The caller's own `AbortSignal.timeout` is a time that is over, and not a change of mind. */
export function abortError(reason: unknown, attempts: number): ApiError {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new ApiTimeoutError('The signal timed out.', { phase: 'total', attempts, cause: reason })
    : new ApiAbortError(reason);
}

/** The first code in the chain of causes, a few links deep: a chain may be a circle. */
function codeOf(error: unknown, links = 5): string | undefined {
  const { code, cause }: { readonly code?: unknown; readonly cause?: unknown } = Object(error);
  if (typeof code === 'string') return code;
  return cause === undefined || links === 1 ? undefined : codeOf(cause, links - 1);
}

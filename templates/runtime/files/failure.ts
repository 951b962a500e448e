/** Turns whatever was thrown during an attempt into an error of this package. */
import { ApiError } from './api-error.js';
import type { Attempt } from './prepared-call.js';
import {
  ApiAbortError,
  ApiConnectionError,
  ApiTimeoutError,
  type TimeoutPhase,
} from './connection-errors.js';

/** What ended an attempt: the caller first, then the clock, then the connection. */
export function explainFailure(
  error: unknown,
  { call, number: attempts }: Attempt,
  expired: TimeoutPhase | undefined,
): ApiError {
  const { signal, operation, settings } = call;
  if (signal?.aborted) return abortError(signal.reason, attempts);
  if (expired !== undefined) {
    const limit = expired === 'total' ? settings.totalTimeout : settings.timeout;
    const message = `${operation.id}: ${timeoutTexts[expired]} within ${limit} ms`;
    return new ApiTimeoutError(message, { phase: expired, attempts, cause: error });
  }
  if (error instanceof ApiError) return error;
  return connectionError(operation.id, attempts, error);
}

/** The caller's own `AbortSignal.timeout` is a time that is over, and not a change of mind. */
export function abortError(reason: unknown, attempts: number): ApiError {
  if (reason instanceof DOMException && reason.name === 'TimeoutError') {
    const message = 'The time that the signal of the call gave it is over.';
    return new ApiTimeoutError(message, { phase: 'total', attempts, cause: reason });
  }
  return new ApiAbortError(reason);
}

const timeoutTexts: Readonly<Record<TimeoutPhase, string>> = {
  connect: 'no connection',
  headers: 'no response',
  body: 'no complete response',
  total: 'not done',
};

/** Limits that undici, the fetch of Node.js, has of its own. */
const platformTimeouts: ReadonlyMap<string, TimeoutPhase> = new Map<string, TimeoutPhase>([
  ['UND_ERR_CONNECT_TIMEOUT', 'connect'],
  ['UND_ERR_HEADERS_TIMEOUT', 'headers'],
  ['UND_ERR_BODY_TIMEOUT', 'body'],
]);

function connectionError(operation: string, attempts: number, cause: unknown): ApiConnectionError {
  const code = codeOf(cause);
  const phase = platformTimeouts.get(code ?? '');
  if (phase === undefined) {
    const message = `${operation}: no complete response${code === undefined ? '' : ` (${code})`}`;
    return new ApiConnectionError(message, { code, attempts, cause });
  }
  const message = `${operation}: the platform's own time limit is over (${code}); a dispatcher in fetchOptions can have another`;
  return new ApiTimeoutError(message, { code, phase, attempts, cause });
}

/** The first code in the chain of causes, a few links deep: a chain may be a circle. */
function codeOf(error: unknown, links = 5): string | undefined {
  if (typeof error !== 'object' || error === null || links === 0) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause, links - 1) : undefined;
}

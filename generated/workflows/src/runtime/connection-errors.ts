/** Turns a failure without a complete response into an error that says how far the call came. */
import { ApiError } from './api-error.js';

export interface ConnectionErrorDetails extends ErrorOptions {
  /** The platform's own code, as far as it gives one: `ECONNRESET`, `UND_ERR_SOCKET`. */
  readonly code?: string | undefined;
  readonly attempts: number;
  readonly retryable?: boolean;
}

/** No complete response came: refused, reset, cut off, or not reachable at all. */
export class ApiConnectionError extends ApiError {
  static override readonly className: string = 'ApiConnectionError';
  declare readonly code: string | undefined;
  /** How many requests were sent for this call. */
  declare readonly attempts: number;

  constructor(message: string, details: ConnectionErrorDetails) {
    super(message, { ...details });
  }
}

/**
 * What the time ran out for.
 *
 * `connect` and `headers`: nothing was received; `body`: a response began and did not end;
 * `total`: the time for the whole call, retries and delays included.
 */
export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'total';

export interface TimeoutErrorDetails extends ConnectionErrorDetails {
  readonly phase: TimeoutPhase;
}

/** The time that the call was given is over. */
export class ApiTimeoutError extends ApiConnectionError {
  static override readonly className: string = 'ApiTimeoutError';
  declare readonly phase: TimeoutPhase;

  constructor(message: string, details: TimeoutErrorDetails) {
    super(message, { ...details });
  }
}

/** The caller's own signal ended the call, or the client was closed; `cause` is the reason. */
export class ApiAbortError extends ApiError {
  static override readonly className: string = 'ApiAbortError';

  constructor(reason: unknown) {
    super('The call was aborted.', { cause: reason });
  }

  /** What the platform calls its own aborts, so that code that looks for this name goes on to work. */
  override get name(): string {
    return 'AbortError';
  }
}

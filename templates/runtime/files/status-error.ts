/** Turns a response with an error status into an error that can be told apart by its `status`. */
import { ApiError } from './api-error.js';

export interface StatusErrorDetails<Status extends number, Body> {
  readonly operation: string;
  readonly status: Status;
  readonly headers: Headers;
  readonly body: Body | undefined;
  readonly rawBody: string;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
}

/** The server answered with an error. */
export class ApiStatusError<Status extends number = number, Body = unknown> extends ApiError {
  static override readonly className: string = 'ApiStatusError';
  /** The id of the operation: `workflows.executions.retrieve`. */
  readonly operation: string;
  readonly status: Status;
  readonly requestId: string | undefined;
  /** How many requests were sent for this call. */
  readonly attempts: number;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** How long the server asked to wait. */
  readonly retryAfterMs: number | undefined;
  readonly #body: Body | undefined;
  readonly #headers: Headers;
  readonly #rawBody: string;

  constructor(details: StatusErrorDetails<Status, Body>) {
    super(describeStatus(details));
    this.operation = details.operation;
    this.status = details.status;
    this.requestId = requestIdOf(details.headers);
    this.attempts = details.attempts;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
    this.#body = details.body;
    this.#headers = details.headers;
    this.#rawBody = details.rawBody;
  }

  /** Parsed; absent where it is not what the document says for this status. No log shows it by itself. */
  get body(): Body | undefined {
    return this.#body;
  }

  /** The response's headers; no log shows them by itself. */
  get headers(): Headers {
    return this.#headers;
  }

  /** The body as it came, cut at 64 kB; no log shows it by itself. */
  get rawBody(): string {
    return this.#rawBody;
  }
}

/** The name that the server gave to the request: what its people ask for first. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id') ?? headers.get('request-id') ?? undefined;
}

function describeStatus({ operation, status, body }: StatusErrorDetails<number, unknown>): string {
  const reason = reasonIn(body);
  return `${operation}: status ${status}${reason === undefined ? '' : `: ${reason.slice(0, 200)}`}`;
}

/** Where error bodies commonly say in words what is wrong (RFC 9457 calls it `detail` and `title`). */
const reasonKeys: readonly string[] = ['message', 'detail', 'error_description', 'error', 'title'];

function reasonIn(body: unknown, depth = 0): string | undefined {
  if (typeof body === 'string') return depth > 0 ? body : undefined;
  if (typeof body !== 'object' || body === null || depth > 1) return undefined;
  const entries = new Map(Object.entries(body));
  for (const key of reasonKeys) {
    const reason = reasonIn(entries.get(key), depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

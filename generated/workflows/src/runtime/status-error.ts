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
  declare readonly operation: string;
  declare readonly status: Status;
  declare readonly requestId: string | undefined;
  /** How many requests were sent for this call. */
  declare readonly attempts: number;
  /** How long the server asked to wait. */
  declare readonly retryAfterMs: number | undefined;
  /** Parsed; absent where it is not what the document says for this status. No log shows it by itself. */
  declare readonly body: Body | undefined;
  /** The response's headers; no log shows them by itself. */
  declare readonly headers: Headers;
  /** The body as it came, cut at 64 kB; no log shows it by itself. */
  declare readonly rawBody: string;

  constructor(details: StatusErrorDetails<Status, Body>) {
    const reason = reasonIn(details.body);
    const words = reason ? `: ${reason.slice(0, 200)}` : '';
    const requestId = requestIdOf(details.headers);
    super(`${details.operation}: status ${details.status}${words}`, { ...details, requestId });
  }
}

/** The name that the server gave to the request: what its people ask for first. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id') ?? headers.get('request-id') ?? undefined;
}

/** Where error bodies commonly say in words what is wrong (RFC 9457 calls it `detail` and `title`). */
const reasonKeys: readonly string[] = ['message', 'detail', 'error_description', 'error', 'title'];

/** At most one object deep; a body that is text is no reason but a page. */
function reasonIn(body: unknown): string | undefined {
  return membersOf(body)
    .flatMap((member) => [member, ...membersOf(member)])
    .find((member) => typeof member === 'string');
}

function membersOf(value: unknown): unknown[] {
  return reasonKeys.map((key): unknown => Object(value)[key]);
}

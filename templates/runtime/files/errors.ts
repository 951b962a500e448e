/** Errors that a call can end with: one family that `instanceof` recognises, also across two copies of this package. */
import { packageName } from './package-name.js';
import type { ValidationIssue } from './validation.js';

/** More would make an error a burden; 64 kB show what a page or a document is. */
const longestText = 65_536;

/** Where bodies, headers and parameters are: a log shows these only when it is asked to. */
const hidden: readonly string[] = [
  'headers',
  'body',
  'rawBody',
  'rawText',
  'value',
  'lastResponse',
  'resume',
];

/** What an error holds besides its message. */
export interface ErrorFields extends ErrorOptions {
  readonly [field: string]: unknown;
}

/** Any of these classes, whatever its constructor takes. */
interface ErrorClass {
  new (...parameters: never): unknown;
  readonly className: string;
}

/** The root of every error that a call can end with. */
export class ApiError extends Error {
  /** Stays what it is where a bundler renames the class. */
  static readonly className: string = 'ApiError';

  /** With the name of the class, what another copy of the package knows an error by. */
  static readonly packageName: string = packageName;

  /** By itself `instanceof` makes `any` of the type arguments of a class; this says what they are. */
  static override [Symbol.hasInstance]<Class extends ErrorClass>(
    this: Class,
    value: unknown,
  ): value is InstanceType<Class> {
    if (!Object.hasOwn(this, 'className'))
      return Function.prototype[Symbol.hasInstance].call(this, value);
    let link: Partial<typeof ApiError> | null = Object(value).constructor;
    while (link && (link.packageName !== packageName || link.className !== this.className))
      link = Object.getPrototypeOf(link);
    return Boolean(link);
  }

  /** Whether the same call may succeed later. */
  declare readonly retryable: boolean;

  /** All fields become properties. */
  constructor(message: string, { cause, ...fields }: ErrorFields | ErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    for (const [name, value] of Object.entries({ retryable: false, ...fields }))
      Object.defineProperty(this, name, { value, enumerable: !hidden.includes(name) });
  }

  override get name(): string {
    // TypeScript knows `constructor` only as some function.
    return (this.constructor as typeof ApiError).className;
  }

  /** What may be logged: no header, no body, no credential. */
  toJSON(): Record<string, unknown> {
    const fields: object = this;
    return { name: this.name, message: this.message, ...fields };
  }
}

export interface RequestErrorDetails extends ErrorOptions {
  /** Everything that is wrong with the parameters. */
  readonly issues?: readonly ValidationIssue[];
  /** The option of the client that is missing or wrong. */
  readonly option?: string;
}

/** The call or the client is wrong as the program wrote it: nothing was sent, trying again cannot help. */
export class ApiRequestError extends ApiError {
  static override readonly className: string = 'ApiRequestError';
  declare readonly issues: readonly ValidationIssue[];
  declare readonly option: string | undefined;

  constructor(message: string, details: RequestErrorDetails = {}) {
    super(message, { issues: [], ...details });
  }
}

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

/**
 * What is wrong with the response.
 *
 * `status`: a status that the document does not name; `redirect`: one that is not followed;
 * `content-type`: another media type; `empty`: no body where one is due; `json`: no JSON;
 * `schema`: of another shape, see `issues`; `form`: no form; `size`: an item of a stream beyond all measure;
 * `pages`: a list that leads from page to page in a circle.
 */
export type ResponseErrorKind =
  'status' | 'redirect' | 'content-type' | 'empty' | 'json' | 'schema' | 'form' | 'size' | 'pages';

export interface ResponseErrorDetails extends ErrorOptions {
  readonly kind: ResponseErrorKind;
  /** Of the operation. */
  readonly id: string;
  readonly response: Pick<Response, 'status' | 'headers'>;
  /** The count of requests that were sent. */
  readonly attempt: number;
  readonly rawText?: string;
  readonly issues?: readonly ValidationIssue[];
}

/** The server answered with a success that the document does not describe. */
export class ApiResponseError extends ApiError {
  static override readonly className: string = 'ApiResponseError';
  declare readonly kind: ResponseErrorKind;
  declare readonly status: number;
  declare readonly issues: readonly ValidationIssue[];
  declare readonly requestId: string | undefined;
  /** How many requests were sent for this call. */
  declare readonly attempts: number;
  /** The response's headers; no log shows them by itself. */
  declare readonly headers: Headers;
  /** The body as it came, cut at 64 kB; no log shows it by itself. */
  declare readonly rawText: string;

  constructor(message: string, details: ResponseErrorDetails) {
    const { kind, response, issues = [], cause } = details;
    const { status, headers } = response;
    super(`${details.id}: ${message}`, {
      kind,
      status,
      issues,
      requestId: requestIdOf(headers),
      attempts: details.attempt,
      headers,
      rawText: details.rawText?.slice(0, longestText) ?? '',
      cause,
    });
  }
}

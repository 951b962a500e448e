/** Errors of calls. `instanceof` also recognises the errors of another copy of this package. */
import { packageName } from './package-name.js';
import type { ValidationIssue } from './validation.js';

/** Characters of a body that an error keeps: enough to recognise a page or a document. */
const longestText = 65_536;

/** Characters of a message, most of which a server may have sent. */
const longestMessage = 500;

/** Properties with bodies, headers and parameters. They are not enumerable, so that logs do not show them. */
const hidden: readonly string[] = [
  'headers',
  'body',
  'rawBody',
  'rawText',
  'value',
  'lastResponse',
  'resume',
];

/** Replaces the credentials of a client in a text that a server may have sent. */
export type HideSecrets = (text: string) => string;

/** Properties of an error besides its message. */
export interface ErrorFields extends ErrorOptions {
  readonly hide?: HideSecrets | undefined;
  readonly [field: string]: unknown;
}

/** Any of these classes, with any constructor. */
interface ErrorClass {
  new (...parameters: never): unknown;
  readonly className: string;
}

/** The root of every error that a call can end with. */
export class ApiError extends Error {
  /** Name of the class. Unlike `name` of the constructor, no bundler changes it. */
  static readonly className: string = 'ApiError';

  /** Identifies the errors of another copy of this package, together with `className`. */
  static readonly packageName: string = packageName;

  /** Keeps the type arguments of a class: the built-in `instanceof` narrows them to `any`. */
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

  /** True if the same call may succeed later. */
  declare readonly retryable: boolean;

  /** Defines every field as a property. Credentials are hidden in the message, and in texts that logs show. */
  constructor(message: string, { cause, hide = (text) => text, ...fields }: ErrorFields = {}) {
    // A server could forge lines of a log, or reverse its text: control and bidi characters are encoded.
    const shown = hide(message)
      .slice(0, longestMessage)
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURI);
    super(shown, cause === undefined ? {} : { cause });
    for (const [name, field] of Object.entries({ retryable: false, ...fields })) {
      const enumerable = !hidden.includes(name);
      const value: unknown = enumerable && typeof field === 'string' ? hide(field) : field;
      Object.defineProperty(this, name, { value, enumerable });
    }
  }

  override get name(): string {
    // TypeScript types `constructor` as `Function`.
    return (this.constructor as typeof ApiError).className;
  }

  /** Returns the properties that are safe to log: no header, no body, no credential. */
  toJSON(): Record<string, unknown> {
    const fields: object = this;
    return { name: this.name, message: this.message, ...fields };
  }
}

export interface RequestErrorDetails extends ErrorOptions {
  /** All issues of the parameters. */
  readonly issues?: readonly ValidationIssue[];
  /** Name of the client option that is missing or invalid. */
  readonly option?: string;
}

/** The call or the options of the client are invalid. Nothing was sent, and a retry cannot help. */
export class ApiRequestError extends ApiError {
  static override readonly className: string = 'ApiRequestError';
  declare readonly issues: readonly ValidationIssue[];
  declare readonly option: string | undefined;

  constructor(message: string, details: RequestErrorDetails = {}) {
    super(message, { issues: [], ...details });
  }
}

export interface ConnectionErrorDetails extends ErrorOptions {
  /** Error code of the platform, if it has one: `ECONNRESET`, `UND_ERR_SOCKET`. */
  readonly code?: string | undefined;
  readonly attempts: number;
  readonly retryable?: boolean;
}

/** The connection was refused, reset or cut off, or the host is unreachable. */
export class ApiConnectionError extends ApiError {
  static override readonly className: string = 'ApiConnectionError';
  declare readonly code: string | undefined;
  /** Number of requests that were sent for this call. */
  declare readonly attempts: number;

  constructor(message: string, details: ConnectionErrorDetails) {
    super(message, { ...details });
  }
}

/**
 * Phase in which a call timed out.
 *
 * `connect` and `headers`: nothing was received. `body`: a response began and did not end.
 * `total`: the time for the whole call is over, including retries and delays.
 */
export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'total';

export interface TimeoutErrorDetails extends ConnectionErrorDetails {
  readonly phase: TimeoutPhase;
}

/** The call timed out. */
export class ApiTimeoutError extends ApiConnectionError {
  static override readonly className: string = 'ApiTimeoutError';
  declare readonly phase: TimeoutPhase;

  constructor(message: string, details: TimeoutErrorDetails) {
    super(message, { ...details });
  }
}

/** The caller's signal aborted the call, or the client was closed. `cause` is the reason. */
export class ApiAbortError extends ApiError {
  static override readonly className: string = 'ApiAbortError';

  constructor(reason: unknown) {
    super('The call was aborted.', { cause: reason });
  }

  /** Name of the platform's abort errors, for code that compares it. */
  override get name(): string {
    return 'AbortError';
  }
}

export interface StatusErrorDetails<Status extends number, Body> {
  readonly hide?: HideSecrets | undefined;
  readonly operation: string;
  readonly status: Status;
  readonly headers: Headers;
  readonly body: Body | undefined;
  readonly rawBody: string;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
}

/** The server responded with an error status. */
export class ApiStatusError<Status extends number = number, Body = unknown> extends ApiError {
  static override readonly className: string = 'ApiStatusError';
  /** Id of the operation: `workflows.executions.retrieve`. */
  declare readonly operation: string;
  declare readonly status: Status;
  declare readonly requestId: string | undefined;
  /** Number of requests that were sent for this call. */
  declare readonly attempts: number;
  /** Milliseconds after which the server asked to retry. */
  declare readonly retryAfterMs: number | undefined;
  /** Parsed body; absent if it does not match the document. Not enumerable: logs do not show it. */
  declare readonly body: Body | undefined;
  /** Headers of the response. Not enumerable: logs do not show them. */
  declare readonly headers: Headers;
  /** Body as received, cut at 64 kB. Not enumerable: logs do not show it. */
  declare readonly rawBody: string;

  constructor(details: StatusErrorDetails<Status, Body>) {
    const reason = reasonIn(details.body);
    const words = reason ? `: ${reason}` : '';
    const requestId = requestIdOf(details.headers);
    super(`${details.operation}: status ${details.status}${words}`, { ...details, requestId });
  }
}

/** Returns the id that the server gave to the request, which its support asks for. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id') ?? headers.get('request-id') ?? undefined;
}

/** Properties in which error bodies commonly explain the error; RFC 9457 defines `detail` and `title`. */
const reasonKeys: readonly string[] = ['message', 'detail', 'error_description', 'error', 'title'];

/** Searches the body and the objects directly in it. Ignores a text body, which is often a page. */
function reasonIn(body: unknown): string | undefined {
  return membersOf(body)
    .flatMap((member) => [member, ...membersOf(member)])
    .find((member) => typeof member === 'string');
}

function membersOf(value: unknown): unknown[] {
  return reasonKeys.map((key): unknown => Object(value)[key]);
}

/**
 * Reason why a response was rejected.
 *
 * `status`: the document does not describe the status. `redirect`: it must not be followed.
 * `content-type`: the document does not describe the media type. `empty`: the body is missing.
 * `json`: the body is not JSON. `schema`: it does not match its schema, see `issues`. `form`: it is not a form.
 * `size`: the body, or an item of a stream, is too long. `pages`: the pages of a list lead in a circle.
 */
export type ResponseErrorKind =
  'status' | 'redirect' | 'content-type' | 'empty' | 'json' | 'schema' | 'form' | 'size' | 'pages';

export interface ResponseErrorDetails extends ErrorOptions {
  readonly hide?: HideSecrets | undefined;
  readonly kind: ResponseErrorKind;
  /** Id of the operation. */
  readonly id: string;
  readonly response: Pick<Response, 'status' | 'headers'>;
  /** Number of requests that were sent. */
  readonly attempt: number;
  readonly rawText?: string;
  readonly issues?: readonly ValidationIssue[];
}

/** The server responded with a success that does not match the document. */
export class ApiResponseError extends ApiError {
  static override readonly className: string = 'ApiResponseError';
  declare readonly kind: ResponseErrorKind;
  declare readonly status: number;
  declare readonly issues: readonly ValidationIssue[];
  declare readonly requestId: string | undefined;
  /** Number of requests that were sent for this call. */
  declare readonly attempts: number;
  /** Headers of the response. Not enumerable: logs do not show them. */
  declare readonly headers: Headers;
  /** Body as received, cut at 64 kB. Not enumerable: logs do not show it. */
  declare readonly rawText: string;

  constructor(message: string, details: ResponseErrorDetails) {
    const { kind, response, issues = [], cause, hide } = details;
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
      hide,
    });
  }
}

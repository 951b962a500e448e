/** Turns a response that is not what the document says into an error that keeps what came. */
import { ApiError } from './api-error.js';
import { requestIdOf } from './status-error.js';
import type { ValidationIssue } from './validation.js';

/**
 * What is wrong with the response.
 *
 * `status`: a status that the document does not name; `redirect`: one that is not followed;
 * `content-type`: another media type; `empty`: no body where one is due; `json`: no JSON;
 * `schema`: JSON of another shape, see `issues`; `size`: an item of a stream beyond all measure;
 * `pages`: a list that leads from page to page in a circle.
 */
export type ResponseErrorKind =
  'status' | 'redirect' | 'content-type' | 'empty' | 'json' | 'schema' | 'size' | 'pages';

export interface ResponseErrorDetails extends ErrorOptions {
  readonly kind: ResponseErrorKind;
  readonly operation: string;
  readonly response: Pick<Response, 'status' | 'headers'>;
  readonly attempts: number;
  readonly rawText?: string;
  readonly issues?: readonly ValidationIssue[];
}

/** More would make an error a burden; 64 kB show what a page or a document is. */
const longestText = 65_536;

/** The server answered with a success that the document does not describe. */
export class ApiResponseError extends ApiError {
  static override readonly className: string = 'ApiResponseError';
  readonly kind: ResponseErrorKind;
  readonly status: number;
  readonly issues: readonly ValidationIssue[];
  readonly requestId: string | undefined;
  /** How many requests were sent for this call. */
  readonly attempts: number;
  readonly #headers: Headers;
  readonly #rawText: string;

  constructor(message: string, details: ResponseErrorDetails) {
    super(`${details.operation}: ${message}`, details);
    this.kind = details.kind;
    this.status = details.response.status;
    this.issues = details.issues ?? [];
    this.requestId = requestIdOf(details.response.headers);
    this.attempts = details.attempts;
    this.#headers = details.response.headers;
    this.#rawText = (details.rawText ?? '').slice(0, longestText);
  }

  /** The response's headers; no log shows them by itself. */
  get headers(): Headers {
    return this.#headers;
  }

  /** The body as it came, cut at 64 kB; no log shows it by itself. */
  get rawText(): string {
    return this.#rawText;
  }
}

/** Turns a response that is not what the document says into an error that keeps what came. */
import { ApiError } from './api-error.js';
import { requestIdOf } from './status-error.js';
import type { ValidationIssue } from './validation.js';

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

/** More would make an error a burden; 64 kB show what a page or a document is. */
const longestText = 65_536;

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

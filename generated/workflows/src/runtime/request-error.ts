/** Turns what is wrong with a call into an error before anything is sent. */
import { ApiError } from './api-error.js';
import type { ValidationIssue } from './validation.js';

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

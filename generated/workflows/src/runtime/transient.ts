/** Turns a status or an error into whether it is one that passes, so that trying again may help. */
import { ApiConnectionError, ApiTimeoutError } from './connection-errors.js';
import { ApiStatusError } from './status-error.js';

/** 520 to 530 are those of content delivery networks; 501 and 505 will not change, 409 and 425 need a decision. */
const transientStatuses: readonly number[] = [
  408, 429, 500, 502, 503, 504, 520, 522, 524, 529, 530,
];

/** How the codes of Node.js and undici begin, then those of Bun; not those of a certificate or a URL that is wrong. */
const transientCode =
  /^(?:E(?:AI_|CONN|HOST|NET|NOTFOUND|PIPE|TIMED)|UND_ERR_(?:RES_CON|SOCK)|Connection|FailedToOpen)/;

/** Whether the status is one that passes. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.includes(status);
}

/** Whether an error is one that passes; platforms without codes get the benefit of the doubt. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ApiStatusError) return error.retryable;
  if (error instanceof ApiTimeoutError) return error.phase !== 'total';
  if (!(error instanceof ApiConnectionError)) return false;
  return error.code === undefined || transientCode.test(error.code);
}

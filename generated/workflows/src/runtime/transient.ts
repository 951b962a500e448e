/** Turns a status, or the code of a connection that failed, into whether it is one that passes. */
import { ApiError } from './api-error.js';

/** 520 to 530 are those of content delivery networks; 501 and 505 will not change, 409 and 425 need a decision. */
const transientStatuses: readonly number[] = [
  408, 429, 500, 502, 503, 504, 520, 522, 524, 529, 530,
];

/** How the codes of Node.js and undici begin, then those of Bun; not those of a certificate or a URL that is wrong. */
const transientCode =
  /^(?:E(?:AI_|CONN|HOST|NET|PIPE|TIMED)|UND_ERR_(?:RES_CON|SOCK|.+_TIMEOUT)|Connection|FailedToOpen)/;

/** Whether the status is one that passes. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.includes(status);
}

/**
 * Whether the code is one that passes; platforms without codes get the benefit of the doubt.
 *
 * A host that is not found twice is misspelt, or the network is gone.
 */
export function isTransientCode(code: string | undefined, attempt: number): boolean {
  if (code === 'ENOTFOUND') return attempt === 1;
  return code === undefined || transientCode.test(code);
}

/** Whether an error is one that passes. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError && error.retryable;
}

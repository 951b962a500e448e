/** Turns a call into a promise of its value, which can also return the response. */
import { ApiRequestError } from './errors.js';

/** The value of a call with the metadata of its response. */
export interface ApiResponse<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  /** Number of requests that were sent for this call. */
  readonly attempts: number;
}

/**
 * The promise of a call's value.
 *
 * The request is sent after the current statement, so that `raw()` can still take the response before
 * its body is read.
 */
export interface ApiPromise<T> extends Promise<T> {
  /** Returns the value with the status, the headers, the request id and the number of attempts. */
  withResponse(): Promise<ApiResponse<T>>;
  /** Returns a successful response with its body unread. Call it in the same statement as the operation. */
  raw(): Promise<Response>;
}

/** Returns the promise of a call. One of the two ways sends its request, whichever result the caller takes. */
export function apiPromise<T>(
  sendDecoded: () => Promise<ApiResponse<T>>,
  sendRaw: () => Promise<Response>,
): ApiPromise<T> {
  let response: Promise<Response> | undefined;
  let isSent = false;
  const decoded = Promise.resolve().then(() => {
    isSent = true;
    return response === undefined ? sendDecoded() : rejectSecondRead();
  });
  const value = decoded.then(({ data }) => data);
  /** Returns another promise, which reports a failure in place of `value`: that one is then handled. */
  const instead = <Other>(promise: Other): Other => {
    value.catch(() => undefined);
    return promise;
  };
  return Object.assign(value, {
    withResponse: () => instead(decoded),
    raw: () => instead((response ??= isSent ? rejectSecondRead() : sendRaw())),
  });
}

async function rejectSecondRead(): Promise<never> {
  throw new ApiRequestError('A body can be read once: use raw() or the value.');
}

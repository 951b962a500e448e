/** Turns one call into its value, or into the value with its response, or into the bare response. */
import { ApiRequestError } from './errors.js';

/** A value together with what came around it. */
export interface ApiResponse<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  /** How many requests were sent for this call. */
  readonly attempts: number;
}

/** The two ways in which a call may end; either one sends the request. */
export interface PendingCall<T> {
  readonly decoded: () => Promise<ApiResponse<T>>;
  readonly raw: () => Promise<Response>;
}

/**
 * The promise of a call's value.
 *
 * The request leaves right after the statement that made it, so that `raw()` can still choose to
 * take the response before its body is read.
 */
export interface ApiPromise<T> extends Promise<T> {
  /** The value with its status, headers, request id, and count of attempts. */
  withResponse(): Promise<ApiResponse<T>>;
  /** The response of a success, its body unread; to be called in the statement that makes the call. */
  raw(): Promise<Response>;
}

/** Sends the request of a call once, whichever way its end is taken. */
export function apiPromise<T>(call: PendingCall<T>): ApiPromise<T> {
  let response: Promise<Response> | undefined;
  let isSent = false;
  const decoded = Promise.resolve().then(() => {
    isSent = true;
    return response === undefined ? call.decoded() : takenTwice();
  });
  const value = decoded.then(({ data }) => data);
  /** Whoever takes another promise hears of a failure there. */
  const instead = <Other>(promise: Other): Other => {
    value.catch(() => undefined);
    return promise;
  };
  return Object.assign(value, {
    withResponse: () => instead(decoded),
    raw: () => instead((response ??= isSent ? takenTwice() : call.raw())),
  });
}

async function takenTwice(): Promise<never> {
  throw new ApiRequestError('A body can be read once: take raw() or the value, not both.');
}

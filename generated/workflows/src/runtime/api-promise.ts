/** Turns one call into its value, or into the value with its response, or into the bare response. */
import { ApiRequestError } from './request-error.js';

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
export class ApiPromise<T> extends Promise<T> {
  readonly #call: PendingCall<T>;
  #decoded: Promise<ApiResponse<T>> | undefined;
  #raw: Promise<Response> | undefined;

  /** What `then`, `catch` and `finally` return is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(call: PendingCall<T>) {
    super(() => undefined);
    this.#call = call;
    queueMicrotask(() => {
      if (this.#raw === undefined) void this.withResponse();
    });
  }

  /** The value with its status, headers, request id, and count of attempts. */
  withResponse(): Promise<ApiResponse<T>> {
    if (this.#raw !== undefined) return Promise.reject(takenTwice());
    this.#decoded ??= this.#call.decoded();
    return this.#decoded;
  }

  /** The response of a success, its body unread; to be called in the statement that makes the call. */
  raw(): Promise<Response> {
    if (this.#decoded !== undefined) return Promise.reject(takenTwice());
    this.#raw ??= this.#call.raw();
    return this.#raw;
  }

  override then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.withResponse()
      .then(({ data }) => data)
      .then(onFulfilled, onRejected);
  }
}

function takenTwice(): ApiRequestError {
  return new ApiRequestError('A body can be read once: take raw() or the value, not both.');
}

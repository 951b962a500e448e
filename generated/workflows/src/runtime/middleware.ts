/** Turns functions of the caller's into a way that each attempt of a call takes, and each response back. */
import { ApiError } from './api-error.js';
import type { Method } from './operation.js';

/** One attempt as it is about to be sent, credentials included. */
export interface MiddlewareRequest {
  /** The id of the operation: `workflows.executions.retrieve`. */
  readonly operation: string;
  /** The same for all attempts of a call: what a log shows them together by. */
  readonly callId: string;
  /** From 1. */
  readonly attempt: number;
  readonly method: Method;
  readonly url: URL;
  /** Of this attempt alone: they may be changed in place. */
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  /** Aborts with the call, and when its time is over. */
  readonly signal: AbortSignal;
}

/** Sends the request on, to the next middleware and at last to the server; may be called again. */
export type Next = (request: MiddlewareRequest) => Promise<Response>;

/**
 * Stands around each attempt of a call: may change the request, answer itself, or replace the response.
 *
 * What it reads of a response must be a clone, or it returns another response: the call still has to read it.
 */
export type Middleware = (request: MiddlewareRequest, next: Next) => Promise<Response>;

/** One function from all: the first middleware sees the request first and the response last. */
export function throughMiddleware(middleware: readonly Middleware[], send: Next): Next {
  return middleware.reduceRight<Next>(
    (next, each) => async (request) => {
      try {
        const response = await each(request, next);
        if (!response.bodyUsed) return response;
      } catch (cause) {
        if (cause instanceof ApiError) throw cause;
        throw new ApiError(`${request.operation}: a middleware failed`, { cause });
      }
      throw new ApiError(`${request.operation}: a middleware read the body; give it a clone`);
    },
    send,
  );
}

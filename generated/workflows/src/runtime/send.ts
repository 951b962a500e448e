/** Turns an operation and its parameters into a call: checked, sent, tried again where that is sound, received. */
import { anySignal } from './abort.js';
import { ApiError } from './api-error.js';
import { ApiPromise } from './api-promise.js';
import { makeAttempts } from './attempts.js';
import type { Operation, RequestOptions } from './operation.js';
import type { PreparedCall, Receive } from './prepared-call.js';
import { receive, receiveRaw } from './receive.js';
import { ApiRequestError } from './request-error.js';
import { prepareRequest } from './request.js';
import { resolveSettings } from './settings.js';
import { closedError, type Transport } from './transport.js';

/** Makes one call of an operation; its promise has other ways to take the result too. */
export function send<Parameters, Result>(
  transport: Transport,
  operation: Operation<Parameters, Result>,
  parameters: Parameters,
  options: RequestOptions = {},
): ApiPromise<Result> {
  const callSite = new Error('called');
  const perform = async <T>(receiver: Receive<T>): Promise<T> => {
    try {
      const call = prepareCall({ transport, operation, parameters, options });
      return await makeAttempts(call, receiver);
    } catch (error) {
      throw leadBackTo(callSite, asApiError(operation.id, error));
    }
  };
  return new ApiPromise({
    decoded: () => perform((response, attempt) => receive(operation.responses, response, attempt)),
    raw: () => perform(receiveRaw),
  });
}

interface GivenCall<Parameters> {
  readonly transport: Transport;
  readonly operation: Operation<Parameters, unknown>;
  readonly parameters: Parameters;
  readonly options: RequestOptions;
}

function prepareCall<Parameters>({
  transport,
  operation,
  parameters,
  options,
}: GivenCall<Parameters>): PreparedCall {
  if (transport.closed.aborted) throw closedError();
  const shared = { ...transport, ...resolveSettings(transport, options) };
  const request = prepareRequest(shared, operation, { parameters, options });
  const hold = operation.longPoll?.hold(parameters, { ...shared, id: operation.id });
  return {
    ...shared,
    timeout: hold?.timeout ?? shared.timeout,
    hold,
    operation,
    request,
    callId: Math.random().toString(36).slice(2, 10),
    // One of its own: calls that share the caller's would otherwise all listen to that one.
    signal: anySignal([transport.closed, options.signal]),
    startedAt: transport.clock.now(),
  };
}

/** What an attempt throws is of this package; anything else was thrown while the request was written. */
function asApiError(operation: string, cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  return new ApiRequestError(`${operation}: these parameters make no request`, { cause });
}

/** What happened later has a stack of its own; whoever reads it looks for the line that made the call. */
function leadBackTo(callSite: Error, error: ApiError): ApiError {
  error.stack += callSite.stack?.replace(/^.*/, '') ?? '';
  return error;
}

/** Turns an operation and its parameters into a call: checked, sent, tried again where that is sound, received. */
import { anySignal } from './abort.js';
import { ApiError } from './api-error.js';
import { ApiPromise } from './api-promise.js';
import { makeAttempts } from './attempts.js';
import type { PreparedCall, Receive } from './prepared-call.js';
import type { Operation, RequestOptions } from './operation.js';
import { receive, receiveRaw } from './receive.js';
import { ApiRequestError } from './request-error.js';
import { prepareRequest, type CallInput } from './request.js';
import { resolveSettings, windowOf, type Settings } from './settings.js';
import type { Transport } from './transport.js';

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
      return await makeAttempts(
        prepareCall(transport, operation, { parameters, options }),
        receiver,
      );
    } catch (error) {
      throw leadBackTo(callSite, asApiError(operation.id, error));
    }
  };
  return new ApiPromise({
    decoded: () => perform((response, attempt) => receive(operation.responses, response, attempt)),
    raw: () => perform(receiveRaw),
  });
}

function prepareCall<Parameters>(
  transport: Transport,
  operation: Operation<Parameters, unknown>,
  input: CallInput<Parameters>,
): PreparedCall {
  const { signal } = input.options;
  const settings = resolveSettings(transport, input.options);
  const request = prepareRequest(transport, operation, input);
  const windowMs = windowOf(operation.longPoll, input.parameters);
  return {
    transport,
    operation,
    request,
    settings: windowMs === undefined ? settings : withTimeForWindow(settings, operation, windowMs),
    windowMs,
    // One of its own: calls that share the caller's would otherwise all listen to that one.
    signal: signal && anySignal([signal]),
    startedAt: transport.clock.now(),
  };
}

/** A shorter time would end every long-poll in which nothing happens. */
function withTimeForWindow(
  settings: Settings,
  { longPoll }: Operation<never, unknown>,
  windowMs: number,
): Settings {
  return { ...settings, timeout: Math.max(settings.timeout, windowMs + (longPoll?.graceMs ?? 0)) };
}

/** What an attempt throws is of this package; anything else was thrown while the request was written. */
function asApiError(operation: string, error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = `${operation}: no request can be made of these parameters`;
  return new ApiRequestError(message, { cause: error });
}

/** What happened later has a stack of its own; whoever reads it looks for the line that made the call. */
function leadBackTo(callSite: Error, error: ApiError): ApiError {
  const frames = callSite.stack?.replace(/^.*\n/, '');
  if (frames !== undefined) error.stack = `${error.stack ?? ''}\n${frames}`;
  return error;
}

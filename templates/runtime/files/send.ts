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
import { resolveSettings, standardSettings, windowOf, type Settings } from './settings.js';
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

function prepareCall<Parameters>(given: GivenCall<Parameters>): PreparedCall {
  const { transport, operation, parameters, options } = given;
  if (transport.closed.aborted) throw transport.closed.reason;
  const settings = resolveSettings(transport.settings, options);
  const windowMs = windowOf(operation.longPoll, parameters);
  return {
    transport,
    operation,
    id: Math.random().toString(36).slice(2, 10),
    request: prepareRequest(transport, operation, { parameters, options, settings }),
    settings: windowMs === undefined ? settings : withTimeForWindow(settings, given, windowMs),
    windowMs,
    // One of its own: calls that share the caller's would otherwise all listen to that one.
    signal: anySignal([transport.closed, options.signal]),
    startedAt: transport.clock.now(),
  };
}

/** A shorter time would end every long-poll in which nothing happens. */
function withTimeForWindow<Parameters>(
  settings: Settings,
  { transport, operation: { id, longPoll } }: GivenCall<Parameters>,
  windowMs: number,
): Settings {
  const leastMs = windowMs + (longPoll?.graceMs ?? 0);
  if (settings.timeout >= leastMs) return settings;
  const isChosen = settings.timeout !== standardSettings.timeout;
  const message = `${id}: the timeout of ${settings.timeout} ms is raised to ${leastMs}, the window and its grace`;
  if (isChosen) transport.onWarning({ kind: 'timeout', message });
  return { ...settings, timeout: leastMs };
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

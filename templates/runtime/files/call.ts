/** Makes calls: validates parameters, sends the request, retries, and reads the response. */
import { anySignal } from './abort.js';
import { apiPromise, type ApiPromise } from './api-promise.js';
import { makeAttempts } from './attempts.js';
import { ApiError, ApiRequestError } from './errors.js';
import type { Operation } from './operation.js';
import { receive, receiveRaw } from './receive.js';
import { prepareRequest, type PreparedCall, type Receive } from './request.js';
import { resolveSettings, type RequestOptions } from './settings.js';
import { closedError, type Transport } from './transport.js';

/** An operation as a function of its own; a bundle that imports one has nothing of the others. */
export interface Call<Parameters, Result, Errors = object> {
  (transport: Transport, ...given: Given<Parameters>): ApiPromise<Result>;
  /** What it calls, as data. */
  readonly operation: () => Operation<Parameters, Result, Errors>;
}

/**
 * Parameters of an operation that has none: `{}` or `undefined`.
 *
 * They hold the place, so that a parameter added later changes no call. Options do not fit in it.
 */
export type NoParameters = Readonly<Record<string, never>>;

/** `Call<object, …>` takes no parameters; those that are all optional may be left out as a whole. */
type Given<Parameters> = keyof Parameters extends never
  ? [parameters?: NoParameters | undefined, options?: RequestOptions | undefined]
  : Partial<Parameters> extends Parameters
    ? [parameters?: Parameters | undefined, options?: RequestOptions | undefined]
    : [parameters: Parameters, options?: RequestOptions | undefined];

/**
 * Makes the description at the first call: a bundler can then leave out all that nobody calls, and
 * a package with a thousand operations is there at once.
 */
export function call<Parameters, Result, Errors = object>(
  describe: () => Operation<NoInfer<Parameters>, NoInfer<Result>, NoInfer<Errors>>,
): Call<Parameters, Result, Errors> {
  let described: Operation<Parameters, Result, Errors> | undefined;
  const operation = (): Operation<Parameters, Result, Errors> => (described ??= describe());
  // `Given` is what callers are held to; an operation without parameters reads none of them.
  const invoke = (
    transport: Transport,
    ...[parameters, options]: Given<Parameters>
  ): ApiPromise<Result> => send(transport, operation(), (parameters ?? {}) as Parameters, options);
  return Object.assign(invoke, { operation });
}

/** Makes one call of an operation; its promise has other ways to take the result too. */
export function send<Parameters, Result>(
  transport: Transport,
  operation: Operation<Parameters, Result>,
  parameters: Parameters,
  options: RequestOptions = {},
): ApiPromise<Result> {
  const callSite = new Error('called');
  const perform = async <T>(receiver: Receive<Result, T>): Promise<T> => {
    const ending = new AbortController();
    transport.underWay.add(ending);
    try {
      const call = prepareCall({ transport, operation, parameters, options, ending });
      return await makeAttempts(call, receiver);
    } catch (error) {
      throw leadBackTo(callSite, asApiError(operation.id, error));
    } finally {
      transport.underWay.delete(ending);
    }
  };
  return apiPromise({
    decoded: () => perform(receive),
    raw: () => perform(receiveRaw),
  });
}

interface CallInput<Parameters, Result> {
  readonly transport: Transport;
  readonly operation: Operation<Parameters, Result>;
  readonly parameters: Parameters;
  readonly options: RequestOptions;
  readonly ending: AbortController;
}

function prepareCall<Parameters, Result>({
  transport,
  operation,
  parameters,
  options,
  ending,
}: CallInput<Parameters, Result>): PreparedCall<Result> {
  if (transport.closed.aborted) throw closedError();
  const call = {
    ...transport,
    ...operation,
    baseUrl: baseUrlOf(transport, operation),
    ...resolveSettings(transport, options),
  };
  const request = prepareRequest(call, parameters, options.idempotencyKey);
  const hold = call.longPoll?.hold(parameters, call);
  return {
    ...call,
    ...request,
    timeout: hold?.timeout ?? call.timeout,
    hold,
    callId: Math.random().toString(36).slice(2, 10),
    // One of its own: calls that share the caller's would otherwise all listen to that one.
    ending,
    signal: anySignal([ending.signal, options.signal]),
    startedAt: transport.clock.now(),
  };
}

/** The operation's own server stands in for the document's, never for the one that the caller chose. */
export function baseUrlOf(
  { baseUrl, isBaseUrlGiven }: Transport,
  operation: Pick<Operation<never, unknown>, 'baseUrl'>,
): URL {
  return isBaseUrlGiven ? baseUrl : new URL(operation.baseUrl ?? baseUrl);
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

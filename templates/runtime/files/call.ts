/** Makes calls: validates parameters, sends the request, retries, and reads the response. */
import { anySignal } from './abort.js';
import { apiPromise, type ApiPromise, type ApiResponse } from './api-promise.js';
import { makeAttempts } from './attempts.js';
import { ApiError, ApiRequestError } from './errors.js';
import type { Operation, ServedOperation } from './operation.js';
import { receive, receiveRaw } from './receive.js';
import { prepareRequest, type PreparedCall, type Receive } from './request.js';
import { resolveSettings, type RequestOptions } from './settings.js';
import { closedError, type Transport } from './transport.js';

/** An operation as a function. Importing one operation does not bundle the others. */
export interface Call<Parameters, Result, Errors = object, Success = ApiResponse<Result>> {
  (transport: Transport, ...args: CallArguments<Parameters>): ApiPromise<Result, Success>;
  /** Returns the definition of the operation. */
  readonly operation: () => Operation<Parameters, Result, Errors>;
}

/**
 * Parameters of an operation without parameters: `{}` or `undefined`.
 *
 * Options are always the second argument, so that a parameter added later does not change existing calls.
 */
export type NoParameters = Readonly<Record<string, never>>;

/** Arguments of a call. The parameters are optional if each of them is, for one media type of the body at least. */
export type CallArguments<Parameters> = keyof Parameters extends never
  ? [parameters?: NoParameters | undefined, options?: RequestOptions | undefined]
  : true extends IsOptional<Parameters>
    ? [parameters?: Parameters | undefined, options?: RequestOptions | undefined]
    : [parameters: Parameters, options?: RequestOptions | undefined];

/** For each member of a union. A parameter may have the name of a member of every object. */
type IsOptional<Parameters> = Parameters extends unknown
  ? Partial<Parameters> extends Parameters
    ? true
    : false
  : never;

/**
 * Makes a function from the definition of an operation.
 *
 * The definition is evaluated at the first call. A bundler can then drop unused operations, and a package
 * with a thousand operations loads fast.
 */
export function call<Parameters, Result, Errors = object, Success = ApiResponse<Result>>(
  describe: () => Operation<NoInfer<Parameters>, NoInfer<Result>, NoInfer<Errors>>,
): Call<Parameters, Result, Errors, Success> {
  let described: Operation<Parameters, Result, Errors> | undefined;
  const operation = (): Operation<Parameters, Result, Errors> => (described ??= describe());
  // An operation without parameters ignores the first argument.
  const invoke = (
    transport: Transport,
    ...[parameters, options]: CallArguments<Parameters>
  ): ApiPromise<Result, Success> =>
    send(transport, operation(), (parameters ?? {}) as Parameters, options);
  return Object.assign(invoke, { operation });
}

/** Calls an operation. */
export function send<Parameters, Result, Success = ApiResponse<Result>>(
  transport: Transport,
  operation: Operation<Parameters, Result>,
  parameters: Parameters,
  options: RequestOptions = {},
): ApiPromise<Result, Success> {
  const callSite = new Error('called');
  const prepare = (ending: AbortController): PreparedCall<Result> => {
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
      resume: options.resume,
      callId: String(Math.random()).slice(2, 10),
      // Each call has its own signal. Otherwise all calls would add listeners to the signal that they share.
      ending,
      signal: options.signal ? anySignal([ending.signal, options.signal]) : ending.signal,
      startedAt: transport.clock.now(),
    };
  };
  const perform = async <T>(receiver: Receive<Result, T>): Promise<T> => {
    const ending = new AbortController();
    transport.underWay.add(ending);
    try {
      return await makeAttempts(prepare(ending), receiver);
    } catch (error) {
      throw appendCallSite(callSite, asApiError(operation.id, error));
    } finally {
      transport.underWay.delete(ending);
    }
  };
  return apiPromise(
    () => perform(receive),
    () => perform(receiveRaw),
  );
}

/** Returns the base URL of an operation: the caller's, then the server of the operation, then that of the document. */
export function baseUrlOf(transport: Transport, { server }: ServedOperation): URL {
  const own = transport.isBaseUrlGiven ? undefined : server?.(transport);
  return own ? new URL(own) : transport.baseUrl;
}

/** Attempts throw only `ApiError`. Any other error was thrown while the request was prepared. */
function asApiError(operation: string, cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  return new ApiRequestError(`${operation}: invalid parameters`, {
    cause,
  });
}

/** Adds the line that made the call to the stack: the error was thrown in a later task. */
function appendCallSite(callSite: Error, error: ApiError): ApiError {
  error.stack += callSite.stack?.replace(/^.*/, '') ?? '';
  return error;
}

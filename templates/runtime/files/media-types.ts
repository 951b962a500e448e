/** Calls that choose between several media types: of the body by a parameter, of the response by an option. */
import type { RequestBody } from './body.js';
import { call, send, type CallArguments, type NoParameters } from './call.js';
import { ApiRequestError } from './errors.js';
import type { Operation, ParameterCheck, RequestParts, Responses } from './operation.js';
import type { RequestOptions } from './settings.js';
import type { Transport } from './transport.js';
import { parameterCheck } from './validated.js';
import type { Context } from './validation.js';

/**
 * Parameters whose `body` follows their media type. Without one, the body is that of `Parameters`.
 *
 * `Bodies` has the type of the body by media type, `Key` is the parameter that chooses. `Unneeded` are parameters
 * that only the default requires, and `Needed` has those that another media type requires.
 */
export type ByContentType<
  Parameters,
  Bodies,
  Key extends keyof Parameters,
  Unneeded extends keyof Parameters = never,
  Needed extends NeededNames<Parameters> = object,
> =
  | Parameters
  | {
      [Type in OtherTypes<Parameters, Bodies, Key>]: Omit<Parameters, Key | 'body' | Unneeded> &
        Partial<Pick<Parameters, Unneeded>> & { readonly [name in Key]: Type } & {
          readonly body: Bodies[Type];
        } & (Type extends keyof Needed ? Given<Parameters, Needed[Type]> : unknown);
    }[OtherTypes<Parameters, Bodies, Key>];

type NeededNames<Parameters> = { readonly [Type in string]?: keyof Parameters };

type Given<Parameters, Names> = {
  [Name in Names & keyof Parameters]-?: Exclude<Parameters[Name], undefined>;
};

type OtherTypes<Parameters, Bodies, Key extends keyof Parameters> = Exclude<
  keyof Bodies,
  Parameters[Key]
>;

/** One media type of a body. */
export interface BodyType<Parameters> {
  /** Validates the body. */
  readonly check?: (
    value: { readonly [Name in keyof Parameters]?: unknown },
    out: Context,
  ) => unknown;
  readonly body: (parameters: Parameters) => RequestBody | undefined;
}

/** The request of an operation whose body has several media types. */
export interface BodyChoice<Parameters, Bodies, Key extends keyof Parameters> {
  /** Name of the parameter that chooses. */
  readonly key: Key;
  /** Validates the other parameters. */
  readonly check?: (
    value: { readonly [Name in keyof Parameters]?: unknown },
    out: Context,
  ) => unknown;
  /** Encodes the other parameters. */
  readonly request?: (parameters: Omit<Parameters, Key | 'body'>) => RequestParts;
  /** By media type. The first one is sent where a call chooses none. */
  readonly types: {
    readonly [Type in keyof Bodies]: BodyType<
      Type extends Parameters[Key]
        ? Parameters
        : Omit<Parameters, 'body'> & { readonly body: Bodies[Type] }
    >;
  };
}

/** Members of an operation that validate and encode its parameters. */
export interface ChosenRequest<Parameters> {
  readonly check: ParameterCheck<Parameters>;
  readonly request: (parameters: Parameters) => RequestParts;
}

/** A choice of any operation, of which nothing is known. */
interface AnyChoice {
  readonly key: string;
  readonly check?: (value: object, out: Context) => unknown;
  readonly request?: (parameters: object) => RequestParts;
  readonly types: Readonly<Record<string, BodyType<object>>>;
}

/** Returns the members of an operation that validate and encode the body by its media type. */
export function bodyByType<
  Parameters,
  Bodies,
  Key extends keyof Parameters,
  Unneeded extends keyof Parameters = never,
  Needed extends NeededNames<Parameters> = object,
>(
  choice: BodyChoice<Parameters, Bodies, Key>,
): ChosenRequest<ByContentType<Parameters, Bodies, Key, Unneeded, Needed>>;
export function bodyByType({ key, check, request, types }: AnyChoice): ChosenRequest<object> {
  const names = Object.keys(types);
  const chosen = (parameters: object): BodyType<object> => {
    const type: unknown = Reflect.get(parameters, key) ?? names[0];
    const found = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
    if (found !== undefined) return found;
    throw new ApiRequestError(`The parameter ${key} must be ${names.join(' or ')}.`);
  };
  return {
    check: parameterCheck<object>((value, out) => {
      check?.(value, out);
      chosen(value).check?.(value, out);
    }),
    request: (parameters) => ({
      ...request?.(parameters),
      body: chosen(parameters).body(parameters),
    }),
  };
}

/** Options of a call that can choose the media type of its response. */
export interface AcceptOptions<Accept> extends RequestOptions {
  /** Media type of the response, which decides the type of the result. */
  readonly accept?: Accept | undefined;
}

/** Arguments of a call that can choose the media type of its response. */
export type AcceptArguments<Parameters, Accept> = keyof Parameters extends never
  ? [parameters?: NoParameters | undefined, options?: AcceptOptions<Accept> | undefined]
  : CallArguments<Parameters> extends [parameters: Parameters, ...rest: unknown[]]
    ? [parameters: Parameters, options?: AcceptOptions<Accept> | undefined]
    : [parameters?: Parameters | undefined, options?: AcceptOptions<Accept> | undefined];

/** An operation as a method. `Promises` has what it returns, by the media type of the response. */
export interface AcceptingMethod<Parameters, Promises, Default extends keyof Promises> {
  <Accept extends keyof Promises = Default>(
    ...args: AcceptArguments<Parameters, Accept>
  ): Promises[Accept];
}

/** An operation as a function. `Promises` has what it returns, by the media type of the response. */
export interface AcceptingCall<
  Parameters,
  Result,
  Promises,
  Default extends keyof Promises,
  Errors = object,
> {
  <Accept extends keyof Promises = Default>(
    transport: Transport,
    ...args: AcceptArguments<Parameters, Accept>
  ): Promises[Accept];
  /** Returns the definition of the operation, with the media type of a call that chooses none. */
  readonly operation: () => Operation<Parameters, Result, Errors>;
}

/** Makes a function from the definition of an operation, and from the decoders of the media types that it does not ask for. */
export function acceptingCall<
  Parameters,
  Result,
  Promises,
  Default extends keyof Promises,
  Errors = object,
>(
  describe: () => Operation<NoInfer<Parameters>, NoInfer<Result>, NoInfer<Errors>>,
  accepted: () => Readonly<Record<Exclude<keyof Promises & string, Default>, Responses<unknown>>>,
): AcceptingCall<Parameters, Result, Promises, Default, Errors>;
export function acceptingCall(
  describe: () => Operation<object, unknown>,
  accepted: () => Readonly<Record<string, Responses<unknown>>>,
): AcceptingCall<object, unknown, Record<string, unknown>, string> {
  const { operation } = call<object, unknown>(describe);
  let others: ReadonlyMap<string, Responses<unknown>> | undefined;
  const asking = (accept: string): Operation<object, unknown> => {
    others ??= new Map(Object.entries(accepted()));
    const responses = others.get(accept);
    if (responses !== undefined) return { ...operation(), responses };
    const message = `The option accept must be a media type of ${operation().id}.`;
    const refuse = (): never => {
      throw new ApiRequestError(message, { option: 'accept' });
    };
    return isAskedFor(operation(), accept) ? operation() : { ...operation(), check: refuse };
  };
  const invoke = (
    transport: Transport,
    parameters?: object,
    { accept = 'default', ...options }: AcceptOptions<string> = {},
  ): unknown =>
    send(transport, accept === 'default' ? operation() : asking(accept), parameters ?? {}, options);
  return Object.assign(invoke, { operation });
}

/** Returns true if a call asks for the media type where it chooses none. */
function isAskedFor({ responses }: Operation<object, unknown>, accept: string): boolean {
  return Object.values(responses).some((decoder) => decoder?.mediaTypes.includes(accept));
}

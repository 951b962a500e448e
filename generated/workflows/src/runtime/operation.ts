/** The definition of an operation: how its request is built, and how its responses are decoded. */
import type { RequestBody } from './body.js';
import type { Decoder, ValidationMode } from './decode.js';
import type { HeaderOptions } from './headers.js';
import type { LongPoll } from './long-poll.js';
import type { Method } from './middleware.js';
import type { QueryPart } from './parameters.js';
import type { SecurityAlternatives } from './security.js';
import type { Transport } from './transport.js';
import type { PathValues } from './url.js';

/** The part of an operation that decides where it is sent. */
export interface ServedOperation {
  /** URL of the operation's own server, if it has one. The caller's `baseUrl` overrides it. */
  readonly server?: (transport: Transport) => string;
}

/** One operation of the document. */
export interface Operation<Parameters, Result, Errors = unknown> extends ServedOperation {
  /** Name of the operation in messages: `workflows.executions.retrieve`. */
  readonly id: string;
  readonly method: Method;
  /** `/workflows/executions/{id}` */
  readonly path: string;
  /** Security of the operation, if it is not that of the transport. Empty if it takes no credentials. */
  readonly security?: SecurityAlternatives;
  readonly check?: ParameterCheck<Parameters>;
  readonly request?: (parameters: Parameters) => RequestParts;
  /** Header that makes the request idempotent, if the API defines one. */
  readonly idempotencyHeader?: string;
  /** Decoders of successes. */
  readonly responses: Responses<Result>;
  /** Decoders of the error statuses in the document. */
  readonly errors?: Responses<unknown> & ErrorDecoders<Errors>;
  readonly longPoll?: LongPoll<Parameters>;
}

/** Decoders by status. An error whose body the document does not describe has none. */
type ErrorDecoders<Errors> = {
  readonly [Status in keyof Errors]?: Decoder<Errors[Status]>;
};

/**
 * Validates the parameters before the request is sent. With `exact`, it refuses later enum members too.
 *
 * @throws {ApiRequestError} if they are invalid.
 */
export interface ParameterCheck<Parameters> {
  (call: CheckedCall, parameters: unknown): void;
  /** Carries the type of the parameters. Never present at run time. */
  readonly types?: (parameters: Parameters) => void;
}

/** The part of a call that the check of its parameters needs. */
export interface CheckedCall {
  readonly id: string;
  readonly validation: ValidationMode;
}

/** Decoders by status. An exact status overrides its range, a range overrides `default`. */
export type Responses<T> = {
  readonly [status in number | `${1 | 2 | 3 | 4 | 5}XX` | 'default']?: Decoder<T>;
};

/** Encoded parameters of a call. */
export interface RequestParts {
  readonly path?: PathValues;
  readonly query?: readonly QueryPart[];
  readonly headers?: HeaderOptions;
  /** Cookies such as `sid=1` or `a=1; b=2`. Empty strings are not sent. */
  readonly cookies?: readonly (string | undefined)[];
  readonly body?: RequestBody | undefined;
}

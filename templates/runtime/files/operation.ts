/** What an operation is to the runtime: where its request goes, and what its responses mean. */
import type { RequestBody } from './body.js';
import type { Decoder } from './decode.js';
import type { HeaderOptions } from './headers.js';
import type { LongPoll } from './long-poll.js';
import type { Method } from './middleware.js';
import type { QueryPart } from './parameters.js';
import type { SecurityAlternatives } from './security.js';
import type { PathValues } from './url.js';

/** One operation of the document, as data. */
export interface Operation<Parameters, Result, Errors = unknown> {
  /** `workflows.executions.retrieve`: names the operation in messages. */
  readonly id: string;
  readonly method: Method;
  /** `/workflows/executions/{id}` */
  readonly path: string;
  /** Where it is not the document's server; a `baseUrl` that the caller gives counts for more. */
  readonly baseUrl?: string;
  /** Where it is not the transport's; empty for an operation that takes no credentials. */
  readonly security?: SecurityAlternatives;
  readonly check?: ParameterCheck<Parameters>;
  readonly request?: (parameters: Parameters) => RequestParts;
  /** The header that makes it safe to send the request twice, where the API has one. */
  readonly idempotencyHeader?: string;
  /** Decoders of successes. */
  readonly responses: Responses<Result>;
  /** Decoders of errors that the document describes. */
  readonly errors?: Responses<unknown> & ErrorDecoders<Errors>;
  readonly longPoll?: LongPoll<Parameters>;
}

/** An error without a body that the document describes has no decoder. */
type ErrorDecoders<Errors> = {
  readonly [Status in keyof Errors]?: Decoder<Errors[Status]>;
};

/** Runs before anything is sent. @throws {ApiRequestError} where the parameters are wrong. */
export interface ParameterCheck<Parameters> {
  (operation: string, parameters: unknown): void;
  /** A type alone, never there: what is checked. */
  readonly types?: (parameters: Parameters) => void;
}

/** By status; an exact one wins over its range, a range over `default`. */
export type Responses<T> = {
  readonly [status in number | `${1 | 2 | 3 | 4 | 5}XX` | 'default']?: Decoder<T>;
};

/** What the parameters of a call become. */
export interface RequestParts {
  readonly path?: PathValues;
  readonly query?: readonly QueryPart[];
  readonly headers?: HeaderOptions;
  /** `sid=1`, or the empty string: nothing to send. */
  readonly cookies?: readonly string[];
  readonly body?: RequestBody | undefined;
}

/** Turns the body of a response into a value, one decoder for each kind of media type. */
import { readStart } from './body-start.js';
import type { Clock } from './clock.js';
import { ApiResponseError, type ResponseErrorDetails } from './response-error.js';
import {
  describeIssues,
  type ParseOptions,
  type Result,
  type ValidationIssue,
} from './validation.js';

/**
 * What happens to a response of another shape than the document says.
 *
 * `strict`: the call fails; `exact`: it also fails at what requests alone are held to, as bounds
 * and closed enums; `report`: it gets the value as it came, and a warning is given; `off`: nothing
 * is looked at, and no default is filled in.
 */
export type ValidationMode = 'exact' | 'strict' | 'report' | 'off';

/** What a decoder knows of the call besides the response. */
export interface DecodeContext {
  readonly operation: string;
  readonly attempts: number;
  readonly validation: ValidationMode;
  readonly report: (error: ApiResponseError) => void;
  readonly rest: RestOfCall;
}

/** What a decoder keeps to that goes on reading when the call has its result: that of a stream. */
export interface RestOfCall {
  readonly operation: { readonly id: string };
  readonly attempt: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly startedAt: number;
  readonly timeout: number;
  readonly totalTimeout: number | undefined;
}

/** The part of a response that a decoder reads. */
export type Received = Pick<Response, 'status' | 'headers' | 'body' | 'text' | 'blob'>;

export interface Decoder<T> {
  /** What it can read, as the `Accept` header says it. */
  readonly mediaTypes: readonly string[];
  readonly decode: (response: Received, context: DecodeContext) => Promise<T>;
}

/** The part of a validator that a decoder needs. */
export interface Parser<T> {
  safeParse(value: unknown, options?: ParseOptions): Result<T>;
}

/** JSON, checked by the model's validator: what the caller gets is the parsed value, defaults filled in. */
export function json(parser?: undefined, mediaType?: string): Decoder<unknown>;
export function json<T>(parser: Parser<T>, mediaType?: string): Decoder<T>;
export function json(
  parser: Parser<unknown> = unchecked,
  mediaType = 'application/json',
): Decoder<unknown> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      const rawText = await response.text();
      const failure: DecodeFailure = { ...context, response, rawText };
      if (rawText.trim() === '') throw emptyBody(failure);
      if (isOther(response, isJson)) throw wrongMediaType(failure);
      return validated(parser, parseJson(failure), failure);
    },
  };
}

/** Text in the charset that the response names. */
export function text(mediaType = 'text/*'): Decoder<string> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      await refusePage(mediaType, response, context);
      const type = response.headers.get('content-type') ?? '';
      const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type) ?? [];
      return decoderOf(charset).decode(await (await response.blob()).arrayBuffer());
    },
  };
}

/** Bytes with their media type. */
export function binary(mediaType = '*/*'): Decoder<Blob> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      await refusePage(mediaType, response, context);
      return response.blob();
    },
  };
}

/** A page where something else is due comes from a proxy or a login, and not from the API. */
async function refusePage(
  mediaType: string,
  response: Received,
  context: DecodeContext,
): Promise<void> {
  const received = mediaTypeOf(response);
  if (received !== 'text/html' || isInRange(received, mediaType)) return;
  throw wrongMediaType({ ...context, response, rawText: await readStart(response) });
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder(); // of a charset that nobody knows
  }
}

/** A response without a body: whatever comes all the same is dropped. */
export function empty(): Decoder<undefined> {
  return {
    mediaTypes: [],
    async decode(response) {
      await response.body?.cancel();
      return undefined;
    },
  };
}

/** The decoder that the response's media type names; a range as `text/*` stands for all of its kind. */
export function byMediaType<Decoders extends Readonly<Record<string, Decoder<unknown>>>>(
  decoders: Decoders,
): Decoder<Awaited<ReturnType<Decoders[keyof Decoders]['decode']>>>;
export function byMediaType(
  decoders: Readonly<Record<string, Decoder<unknown>>>,
): Decoder<unknown> {
  const entries = Object.entries(decoders);
  return {
    mediaTypes: entries.map(([range]) => range),
    decode(response, context) {
      const found = entries.find(([range]) => isInRange(mediaTypeOf(response), range));
      if (found === undefined) throw wrongMediaType({ ...context, response });
      return found[1].decode(response, context);
    },
  };
}

/** What an error about a response is made of. */
export type DecodeFailure = DecodeContext & Pick<ResponseErrorDetails, 'response' | 'rawText'>;

/** Any JSON is right. */
export const unchecked: Parser<unknown> = { safeParse: (value) => ({ ok: true, value }) };

function emptyBody(failure: DecodeFailure): ApiResponseError {
  const message = 'the body is empty where JSON is due';
  return new ApiResponseError(message, { ...failure, kind: 'empty' });
}

/** @throws {ApiResponseError} where the text is no JSON. */
export function parseJson(failure: DecodeFailure): unknown {
  try {
    // workerd leaves a byte order mark where it is; `trim` takes it off.
    return JSON.parse(failure.rawText?.trim() ?? '');
  } catch (cause) {
    throw new ApiResponseError('what came is no JSON', { ...failure, kind: 'json', cause });
  }
}

/** The value as the parser gives it. @throws {ApiResponseError} where it is not what the document says. */
export function validated<T>(parser: Parser<T>, value: unknown, failure: DecodeFailure): T {
  const result = resultOf(parser, value, failure.validation);
  if (result?.ok) return result.value;
  if (result !== undefined) refuse(failure, result.issues);
  // Whoever switches validation off, or asks for a report only, takes the server's word for the type.
  return value as T;
}

function resultOf<T>(
  parser: Parser<T>,
  value: unknown,
  mode: ValidationMode,
): Result<T> | undefined {
  return mode === 'off' ? undefined : parser.safeParse(value, { exact: mode === 'exact' });
}

/** Fails, or only reports where that is asked for. */
function refuse(failure: DecodeFailure, issues: readonly ValidationIssue[]): void {
  const message = `what came is not what the document says: ${describeIssues(issues)}`;
  const error = new ApiResponseError(message, { ...failure, kind: 'schema', issues });
  if (failure.validation !== 'report') throw error;
  failure.report(error);
}

/** The response is of another media type than any that the document names. */
export function wrongMediaType(failure: DecodeFailure): ApiResponseError {
  const received = mediaTypeOf(failure.response).slice(0, 100) || 'none';
  return new ApiResponseError(`the document names no media type ${received}`, {
    ...failure,
    kind: 'content-type',
  });
}

/** Whether the response names a media type, and it is not one of these; one that names none is believed. */
export function isOther(
  response: Pick<Received, 'headers'>,
  isOne: (mediaType: string) => boolean,
): boolean {
  const mediaType = mediaTypeOf(response);
  return mediaType !== '' && !isOne(mediaType);
}

/** Without its parameters, in small letters (RFC 9110, section 8.3.1). */
function mediaTypeOf(response: Pick<Received, 'headers'>): string {
  return (response.headers.get('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase();
}

function isJson(mediaType: string): boolean {
  return /^[^/]+\/(?:.+\+)?json$/.test(mediaType);
}

function isInRange(mediaType: string, range: string): boolean {
  const wanted = range.replace(/;.*$/s, '').trim().toLowerCase();
  if (wanted === '*/*' || wanted === mediaType) return true;
  return wanted.endsWith('/*') && mediaType.startsWith(wanted.slice(0, -1));
}

/** Decodes response bodies, one decoder for each kind of media type. */
import type { Clock } from './abort.js';
import { ApiResponseError, type ResponseErrorDetails } from './errors.js';
import type { Warning } from './warning.js';

/** More is not read. */
const longestStart = 65_536;

/**
 * What happens to a response of another shape than the document says.
 *
 * `strict`: the call fails; `exact`: it also fails at what requests alone are held to, as bounds
 * and closed enums; `report`: it gets the value as it came, and a warning is given; `off`: nothing
 * is looked at, and no default is filled in.
 */
export type ValidationMode = 'exact' | 'strict' | 'report' | 'off';

/** What a decoder knows besides the response: the attempt, which a stream goes on with when the call has its result. */
export interface DecodeContext {
  /** Of the operation. */
  readonly id: string;
  readonly attempt: number;
  readonly validation: ValidationMode;
  readonly onWarning: (warning: Warning) => void;
  readonly signal: AbortSignal;
  readonly ending: AbortController;
  readonly underWay: Set<Pick<AbortController, 'abort'>>;
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

/** JSON of which nothing is known: every value is right. */
export function anyJson(mediaType?: string): Decoder<unknown> {
  return jsonDecoder((value) => value, mediaType);
}

/** JSON, and what is made of its value. */
export function jsonDecoder<T>(
  finish: (value: unknown, failure: DecodeFailure) => T,
  mediaType = 'application/json',
): Decoder<T> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      const failure: DecodeFailure = { ...context, response, rawText: await response.text() };
      if (failure.rawText?.trim() === '')
        throw new ApiResponseError('the body is empty where JSON is due', {
          ...failure,
          kind: 'empty',
        });
      if (isOther(response, isJson)) throw wrongMediaType(failure);
      return finish(parseJson(failure), failure);
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
  const isDue = (received: string): boolean =>
    received !== 'text/html' || isInRange(received, mediaType);
  await refuseOther(isDue, response, context);
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
    // `Accept` allows `*` only as a whole subtype (RFC 9110, section 12.5.1).
    mediaTypes: entries.map(([range]) => range.replace('*+', '')),
    decode(response, context) {
      const received = response.headers.get('content-type') ?? '';
      const [best] = entries
        .map(([range, decoder]) => ({ decoder, fit: fitOf(received, range) }))
        .sort((left, right) => right.fit - left.fit);
      if (best === undefined || best.fit < 0) throw wrongMediaType({ ...context, response });
      return best.decoder.decode(response, context);
    },
  };
}

/**
 * Rank of a range for a media type: a media type before a range, then by the number of equal parameters.
 *
 * `-1`: another type, or another value of a parameter. A parameter that is absent can have any value.
 */
function fitOf(received: string, range: string): number {
  const essence = essenceOf(received);
  if (!isInRange(essence, range)) return -1;
  const given = parametersOf(received);
  const wanted = [...parametersOf(range)].filter(([name]) => name !== 'charset');
  const compared = wanted.filter(([name]) => given.has(name));
  if (compared.some(([name, value]) => given.get(name) !== value)) return -1;
  return (essenceOf(range) === essence ? 1000 : 0) + compared.length;
}

function parametersOf(mediaType: string): ReadonlyMap<string, string> {
  const found = mediaType.matchAll(/;\s*([^\s=;]+)=("[^"]*"|[^;\s]*)/g);
  return new Map(
    [...found].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.replace(/^"(.*)"$/, '$1'),
    ]),
  );
}

/** What an error about a response is made of. */
export type DecodeFailure = DecodeContext & Pick<ResponseErrorDetails, 'response' | 'rawText'>;

/** @throws {ApiResponseError} where the text is no JSON. */
export function parseJson(failure: DecodeFailure): unknown {
  try {
    // workerd leaves a byte order mark where it is; `trim` takes it off.
    return JSON.parse(failure.rawText?.trim() ?? '');
  } catch (cause) {
    throw new ApiResponseError('what came is no JSON', { ...failure, kind: 'json', cause });
  }
}

/** The response is of another media type than any that the document names. */
function wrongMediaType(failure: DecodeFailure): ApiResponseError {
  const received = mediaTypeOf(failure.response).slice(0, 100) || 'none';
  return new ApiResponseError(`the document names no media type ${received}`, {
    ...failure,
    kind: 'content-type',
  });
}

/** Lets a response pass whose media type is one of these. @throws {ApiResponseError} with what came instead. */
export async function refuseOther(
  isOne: (mediaType: string) => boolean,
  response: Received,
  context: DecodeContext,
): Promise<void> {
  if (!isOther(response, isOne)) return;
  throw wrongMediaType({ ...context, response, rawText: await readStart(response) });
}

/** Whether the response names a media type, and it is not one of these; one that names none is believed. */
function isOther(
  response: Pick<Received, 'headers'>,
  isOne: (mediaType: string) => boolean,
): boolean {
  const mediaType = mediaTypeOf(response);
  return mediaType !== '' && !isOne(mediaType);
}

/** Without its parameters, in small letters (RFC 9110, section 8.3.1). */
function mediaTypeOf(response: Pick<Received, 'headers'>): string {
  return essenceOf(response.headers.get('content-type') ?? '');
}

function essenceOf(mediaType: string): string {
  return mediaType.replace(/;.*$/s, '').trim().toLowerCase();
}

function isJson(mediaType: string): boolean {
  return /^[^/]+\/(?:.+\+)?json$/.test(mediaType);
}

function isInRange(mediaType: string, range: string): boolean {
  const wanted = essenceOf(range);
  if (wanted === '*/*' || wanted === mediaType) return true;
  const [start, end = ''] = wanted.split('*');
  return wanted.includes('*') && mediaType.startsWith(start ?? '') && mediaType.endsWith(end);
}

/** The rest is left where it is. */
export async function readStart({ body }: Pick<Response, 'body'>): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < longestStart) {
    const piece = await reader?.read();
    if (piece?.value === undefined) break;
    text += decoder.decode(piece.value, { stream: true });
  }
  await reader?.cancel();
  return text.slice(0, longestStart);
}

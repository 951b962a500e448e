/** Decodes response bodies, one decoder for each kind of media type. */
import type { Clock } from './abort.js';
import { ApiResponseError, type ResponseErrorDetails } from './errors.js';
import { fileName } from './file-name.js';
import { readStart, readWhole, decodedText, type ReadContext, type Received } from './read-body.js';
import type { Warning } from './warning.js';

/**
 * Treatment of responses that do not match the document.
 *
 * `strict`: the call fails. `exact`: it also fails where bounds, closed enums or undeclared keys are violated.
 * `report`: the call returns the value as received, and a warning is reported. `off`: nothing is validated,
 * and no default is filled in.
 */
export type ValidationMode = 'exact' | 'strict' | 'report' | 'off';

/** Context of a decoder: the attempt, which a stream keeps using after the call has returned. */
export interface DecodeContext extends ReadContext {
  readonly validation: ValidationMode;
  readonly onWarning: (warning: Warning) => void;
  readonly signal: AbortSignal;
  readonly ending: AbortController;
  readonly underWay: Set<Pick<AbortController, 'abort'>>;
  readonly clock: Clock;
  readonly startedAt: number;
  readonly timeout: number;
  readonly totalTimeout: number | undefined;
  /** True if an event stream resumes after a broken connection. */
  readonly resume?: boolean | undefined;
}

export interface Decoder<T> {
  /** Media types that it can read, for the `Accept` header. */
  readonly mediaTypes: readonly string[];
  readonly decode: (response: Received, context: DecodeContext) => Promise<T>;
}

/** Decodes JSON without validation. */
export function anyJson(mediaType?: string): Decoder<unknown> {
  return jsonDecoder((value) => value, mediaType);
}

/** Decodes JSON, and passes its value to `finish`. */
export function jsonDecoder<T>(
  finish: (value: unknown, failure: DecodeFailure) => T,
  mediaType = 'application/json',
): Decoder<T> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      const rawText = decodedText(await readWhole(response, context));
      const failure: DecodeFailure = { ...context, response, rawText };
      if (rawText.trim() === '')
        throw new ApiResponseError('the body is empty, not JSON', {
          ...failure,
          kind: 'empty',
        });
      if (hasOtherMediaType(response, isJson)) throw wrongMediaType(failure);
      return finish(parseJson(failure), failure);
    },
  };
}

/** Decodes text in the charset that the response names. */
export function text(mediaType = 'text/*'): Decoder<string> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      await refuseHtmlPage(mediaType, response, context);
      const type = response.headers.get('content-type') ?? '';
      const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type) ?? [];
      return decodedText(await readWhole(response, context), decoderOf(charset));
    },
  };
}

/** Reads bytes as a file: with the name that the server gives, or an empty one, and the media type. */
export function binary(mediaType = '*/*'): Decoder<File> {
  return {
    mediaTypes: [mediaType],
    async decode(response, context) {
      await refuseHtmlPage(mediaType, response, context);
      const content = await readFile(response, context);
      return new File([content], fileName(response.headers) ?? '', { type: content.type });
    },
  };
}

/** Reads bytes with the media type of the response, as the platform writes it. */
async function readFile(response: Received, context: DecodeContext): Promise<Blob> {
  const content = new Blob(await readWhole(response, context));
  return new Response(content, { headers: response.headers }).blob();
}

/** Rejects an unexpected HTML page: it comes from a proxy or a login page, and not from the API. */
async function refuseHtmlPage(
  mediaType: string,
  response: Received,
  context: DecodeContext,
): Promise<void> {
  const isExpected = (received: string): boolean =>
    received !== 'text/html' || isInRange(received, mediaType);
  await requireMediaType(isExpected, response, context);
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder(); // unknown charset
  }
}

/** Decodes a response without a body. Drops any body that is sent. */
export function empty(): Decoder<undefined> {
  return {
    mediaTypes: [],
    async decode(response) {
      await response.body?.cancel();
      return undefined;
    },
  };
}

/** Selects the decoder by the media type of the response. A key may be a range such as `text/*`. */
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
  const essence = essenceOf(received).toLowerCase();
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

/** Details for an error about a response. */
export type DecodeFailure = DecodeContext & Pick<ResponseErrorDetails, 'response' | 'rawText'>;

/** Parses the text of a response. @throws {ApiResponseError} if it is not JSON. */
export function parseJson(failure: DecodeFailure): unknown {
  try {
    // workerd keeps a byte order mark; `trim` removes it.
    return JSON.parse(failure.rawText ?? '');
  } catch {
    // The platform's error quotes a part of the body, which may contain a credential.
    throw new ApiResponseError('the body is not valid JSON', { ...failure, kind: 'json' });
  }
}

function wrongMediaType(failure: DecodeFailure): ApiResponseError {
  // As the server wrote it: a credential in it is hidden by its exact text.
  const received = essenceOf(failure.response.headers.get('content-type') ?? '') || 'none';
  return new ApiResponseError(`undocumented media type ${received}`, {
    ...failure,
    kind: 'content-type',
  });
}

/** Requires an expected media type. @throws {ApiResponseError} with the start of the body otherwise. */
export async function requireMediaType(
  isExpected: (mediaType: string) => boolean,
  response: Received,
  context: DecodeContext,
): Promise<void> {
  if (!hasOtherMediaType(response, isExpected)) return;
  throw wrongMediaType({ ...context, response, rawText: decodedText(await readStart(response)) });
}

/** Returns true if the response names an unexpected media type. A response without one is accepted. */
function hasOtherMediaType(
  response: Pick<Received, 'headers'>,
  isExpected: (mediaType: string) => boolean,
): boolean {
  const mediaType = essenceOf(response.headers.get('content-type') ?? '');
  return mediaType !== '' && !isExpected(mediaType.toLowerCase());
}

/** Returns the media type without its parameters (RFC 9110, section 8.3.1). */
function essenceOf(mediaType: string): string {
  return mediaType.replace(/;[^]*$/, '').trim();
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

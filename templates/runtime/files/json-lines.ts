/** Turns JSON lines, and the records of a JSON text sequence (RFC 7464), into a stream of values. */
import { parseJson, type DecodeFailure, type Decoder } from './decode.js';
import { ApiResponseError } from './errors.js';
import { openStream, type ItemStream, type Splitter } from './stream.js';
import { unchecked, validated, type Parser } from './validated.js';

/** Decodes a stream with one value on each line: `application/jsonl`, `application/x-ndjson` and similar. */
export function lines(parser?: undefined, mediaType?: string): Decoder<ItemStream<unknown>>;
export function lines<T>(parser: Parser<T>, mediaType?: string): Decoder<ItemStream<T>>;
export function lines(
  parser: Parser<unknown> = unchecked,
  mediaType = 'application/jsonl',
): Decoder<ItemStream<unknown>> {
  return textDecoder(parser, { mediaTypes: [mediaType, ...lineTypes], separator: '\n' });
}

/** Decodes `application/json-seq`: a record separator precedes each value. */
export function records(parser?: undefined): Decoder<ItemStream<unknown>>;
export function records<T>(parser: Parser<T>): Decoder<ItemStream<T>>;
export function records(parser: Parser<unknown> = unchecked): Decoder<ItemStream<unknown>> {
  return textDecoder(parser, {
    mediaTypes: ['application/json-seq'],
    separator: '\u001E',
    // A number or a literal at the end may be cut off (RFC 7464, section 2.4).
    isWhole: (text) => /[\s"}\]]$/.test(text),
  });
}

/** Media types of the format: the server may use another one than the document. */
const lineTypes: readonly string[] = [
  'application/jsonl',
  'application/x-ndjson',
  'application/ndjson',
  'application/x-jsonlines',
  'application/jsonlines',
  'application/x-jsonl',
  'application/stream+json',
];

interface TextFormat {
  readonly mediaTypes: readonly string[];
  readonly separator: string;
  /** Returns true if the text can be a complete value. Default: always. */
  readonly isWhole?: (text: string) => boolean;
}

function textDecoder<T>(
  parser: Parser<T>,
  { mediaTypes, separator, isWhole }: TextFormat,
): Decoder<ItemStream<T>> {
  const format = {
    mediaTypes,
    splitter: () => splitAt(separator),
    textOf: (text: string) => text,
    read(text: string, failure: DecodeFailure) {
      if (isWhole?.(text) === false)
        throw new ApiResponseError('the last record is cut off', { ...failure, kind: 'json' });
      return validated(parser, parseJson(failure), failure);
    },
  };
  return {
    mediaTypes: mediaTypes.slice(0, 1),
    decode: (response, context) => openStream(format, response, context),
  };
}

/** Splits text at a separator. Skips blank items. The last item needs no separator. */
export function splitAt(separator: string): Splitter<string> {
  let begun = '';
  return {
    push(text) {
      const texts = text.split(separator);
      texts[0] = begun + (texts[0] ?? '');
      begun = texts.pop() ?? '';
      return texts.filter(isNotBlank);
    },
    end: () => [begun].filter(isNotBlank),
    waiting: () => begun.length,
  };
}

function isNotBlank(text: string): boolean {
  return text.trim() !== '';
}

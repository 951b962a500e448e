/** Turns JSON lines, and the records of a JSON text sequence (RFC 7464), into a stream of values. */
import { parseJson, type DecodeFailure, type Decoder } from './decode.js';
import { ApiResponseError } from './errors.js';
import { openStream, type ItemStream, type Splitter } from './stream.js';
import { unchecked, validated, type Parser } from './validated.js';

/** A value on each line: `application/jsonl`, `application/x-ndjson`, and their kin. */
export function lines(parser?: undefined, mediaType?: string): Decoder<ItemStream<unknown>>;
export function lines<T>(parser: Parser<T>, mediaType?: string): Decoder<ItemStream<T>>;
export function lines(
  parser: Parser<unknown> = unchecked,
  mediaType = 'application/jsonl',
): Decoder<ItemStream<unknown>> {
  return textDecoder(parser, { mediaTypes: [mediaType, ...lineTypes], separator: '\n' });
}

/** `application/json-seq`: a record separator stands before each value. */
export function records(parser?: undefined): Decoder<ItemStream<unknown>>;
export function records<T>(parser: Parser<T>): Decoder<ItemStream<T>>;
export function records(parser: Parser<unknown> = unchecked): Decoder<ItemStream<unknown>> {
  return textDecoder(parser, {
    mediaTypes: ['application/json-seq'],
    separator: '\u001E',
    // A number or word that nothing follows may be the beginning of a longer one (RFC 7464, section 2.4).
    isWhole: (text) => /[\s"}\]]$/.test(text),
  });
}

/** Names of one format; servers and documents do not always choose the same. */
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
  /** Whether the text can be a whole value; without it, any can. */
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

/** Empty texts, as between two line ends, are none; the last one needs no separator after it. */
export function splitAt(separator: string): Splitter<string> {
  let begun = '';
  return {
    push(text) {
      const texts = text.split(separator);
      texts[0] = begun + (texts[0] ?? '');
      begun = texts.pop() ?? '';
      return texts.filter(isFilled);
    },
    end: () => [begun].filter(isFilled),
    waiting: () => begun.length,
  };
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

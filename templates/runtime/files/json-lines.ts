/** Turns JSON lines, and the records of a JSON text sequence (RFC 7464), into a stream of values. */
import {
  parseJson,
  unchecked,
  validated,
  type Decoder,
  type DecodeFailure,
  type Parser,
} from './decode.js';
import { openStream, type ItemStream, type Splitter } from './stream.js';

/** A value on each line: `application/jsonl`, `application/x-ndjson`, and their kin. */
export function lines(parser?: undefined, mediaType?: string): Decoder<ItemStream<unknown>>;
export function lines<T>(parser: Parser<T>, mediaType?: string): Decoder<ItemStream<T>>;
export function lines(
  parser: Parser<unknown> = unchecked,
  mediaType = 'application/jsonl',
): Decoder<ItemStream<unknown>> {
  return textDecoder(parser, [mediaType, ...lineTypes], '\n');
}

/** `application/json-seq`: a record separator stands before each value. */
export function records(parser?: undefined): Decoder<ItemStream<unknown>>;
export function records<T>(parser: Parser<T>): Decoder<ItemStream<T>>;
export function records(parser: Parser<unknown> = unchecked): Decoder<ItemStream<unknown>> {
  return textDecoder(parser, ['application/json-seq'], '\u001E');
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

function textDecoder<T>(
  parser: Parser<T>,
  mediaTypes: readonly string[],
  separator: string,
): Decoder<ItemStream<T>> {
  const format = {
    mediaTypes,
    splitter: () => splitAt(separator),
    textOf: (text: string) => text,
    read: (_: string, failure: DecodeFailure) => validated(parser, parseJson(failure), failure),
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

/** Turns `text/event-stream` into events by the rules of the HTML Standard (section 9.2, "Server-sent events"). */
import { parseJson, type DecodeContext, type DecodeFailure, type Decoder } from './decode.js';
import { resumableStream, type StreamState } from './resume.js';
import { openStream, type ItemStream, type Splitter, type StreamFormat } from './stream.js';
import { validated, type Parser } from './validated.js';

/** One event as received. Fields that the server did not send are absent. */
export interface ServerSentEvent {
  readonly data: string;
  readonly event?: string;
  readonly id?: string;
  /** Milliseconds to wait before the client connects again. */
  readonly retry?: number;
}

/** A stream of events. With the option `resume`, it continues after a broken connection. */
export interface EventStream<T> extends ItemStream<T> {
  /** The last `id` received, or an empty string. */
  readonly lastEventId: string;
}

/** Options of a stream that the document sets, besides the schema of its items. */
export interface EventOptions {
  /** `json`: data is parsed. `text`: data stays a string. `either`: parsed if the result matches the schema. Default: `json`. */
  readonly data?: 'json' | 'text' | 'either';
  /** Data that marks the end of the stream: `[DONE]`. */
  readonly end?: string;
}

/** Decodes a stream whose items are the data of each event. */
export function events<T>(
  parser: Parser<T>,
  { end }: Pick<EventOptions, 'end'> = {},
): Decoder<EventStream<T>> {
  return eventDecoder((_, failure) => validated(parser, parseJson(failure), failure), end);
}

/** Decodes a stream whose items are events: objects of `data`, and of `event`, `id` and `retry` if sent. */
export function wholeEvents(
  parser?: undefined,
  options?: EventOptions,
): Decoder<EventStream<ServerSentEvent>>;
export function wholeEvents<T>(parser: Parser<T>, options?: EventOptions): Decoder<EventStream<T>>;
export function wholeEvents(
  parser?: Parser<unknown>,
  { data = 'json', end }: EventOptions = {},
): Decoder<EventStream<unknown>> {
  return eventDecoder((event, failure) => {
    if (parser === undefined) return event;
    const isText = data === 'text' || (data === 'either' && !fitsAsJson(parser, event));
    return validated(parser, isText ? event : { ...event, data: parseJson(failure) }, failure);
  }, end);
}

function fitsAsJson(parser: Parser<unknown>, event: ServerSentEvent): boolean {
  try {
    return parser.safeParse({ ...event, data: JSON.parse(event.data) }).ok;
  } catch {
    return false;
  }
}

type ReadEvent<T> = (event: ServerSentEvent, failure: DecodeFailure) => T;

const mediaTypes: readonly string[] = ['text/event-stream'];

function eventDecoder<T>(read: ReadEvent<T>, end: string | undefined): Decoder<EventStream<T>> {
  return {
    mediaTypes,
    async decode(response, context: DecodeContext) {
      const state: StreamState = {
        lastEventId: '',
        retryMs: undefined,
        isComplete: end === undefined,
      };
      const format: StreamFormat<ServerSentEvent, T> = {
        mediaTypes,
        splitter: () =>
          splitEvents(({ id = state.lastEventId, retry = state.retryMs }) => {
            state.lastEventId = id;
            state.retryMs = retry;
          }),
        textOf: ({ data }) => data,
        read,
        isEnd({ data }) {
          state.isComplete ||= data === end;
          return data === end;
        },
      };
      const stream = context.resume
        ? resumableStream({ format, state }, response, context)
        : openStream(format, response, context);
      return {
        ...(await stream),
        get lastEventId() {
          return state.lastEventId;
        },
      };
    },
  };
}

/** Splits text into events, and passes on their ids and delays. Drops an incomplete event at the end, by the standard. */
export function splitEvents(
  onFields: (fields: Pick<ServerSentEvent, 'id' | 'retry'>) => void = () => {},
): Splitter<ServerSentEvent> {
  const lines = splitLines();
  let event = newEvent();
  let size = 0;
  const take = (line: string): ServerSentEvent[] => {
    size += line.length;
    if (line !== '') {
      readField(event, line);
      return [];
    }
    const { data, ...fields } = event;
    event = newEvent();
    size = 0;
    onFields(fields);
    return data.length === 0 ? [] : [{ ...fields, data: data.join('\n') }];
  };
  return {
    push: (text) => lines.push(text).flatMap(take),
    end: () => [],
    waiting: () => lines.waiting() + size,
  };
}

interface EventFields {
  readonly data: string[];
  event?: string;
  id?: string;
  retry?: number;
}

function newEvent(): EventFields {
  return { data: [] };
}

/** Reads one field. Skips comments, which begin with a colon, and one space after the colon. */
function readField(event: EventFields, line: string): void {
  const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
  if (name === 'data') event.data.push(value);
  else if (name === 'event') event.event = value;
  else if (name === 'id' && !value.includes('\0')) event.id = value;
  else if (name === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
}

interface LineSplitter {
  readonly push: (text: string) => string[];
  readonly waiting: () => number;
}

/** Splits text into lines. They end with CR LF, LF or CR; a CR LF may be split between two pieces. */
function splitLines(): LineSplitter {
  let begun = '';
  let endedInCr = false;
  return {
    push(text) {
      if (text === '') return [];
      const [first = '', ...others] = (endedInCr ? text.replace(/^\n/, '') : text).split(
        /\r\n|\r|\n/,
      );
      endedInCr = text.endsWith('\r');
      const lines = [begun + first, ...others];
      begun = lines.pop() ?? '';
      return lines;
    },
    waiting: () => begun.length,
  };
}

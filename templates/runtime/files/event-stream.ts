/** Turns `text/event-stream` into events, as the HTML Standard reads it (section 9.2, "Server-sent events"). */
import { parseJson, type DecodeContext, type DecodeFailure, type Decoder } from './decode.js';
import { openStream, type ItemStream, type Splitter, type StreamFormat } from './stream.js';
import { validated, type Parser } from './validated.js';

/** One event as it came; a field that the server did not send is absent. */
export interface ServerSentEvent {
  readonly data: string;
  readonly event?: string;
  readonly id?: string;
  /** Milliseconds that the server would have a client wait before it connects again. */
  readonly retry?: number;
}

/** A stream of events. A call never connects again by itself: see the last id. */
export interface EventStream<T> extends ItemStream<T> {
  /** The last `id` that came: what the header `Last-Event-ID` of a later call may say. Empty: none came. */
  readonly lastEventId: string;
}

/** What the document says of a stream besides the shape of its items. */
export interface EventOptions {
  /** `text`: data is not JSON but what it is; `either`: whatever fits the shape, JSON first. */
  readonly data?: 'json' | 'text' | 'either';
  /** Data that is no item, but says that the stream is over: `[DONE]`. */
  readonly end?: string;
}

/** The items are what is in the data of each event. */
export function events<T>(
  parser: Parser<T>,
  { end }: Pick<EventOptions, 'end'> = {},
): Decoder<EventStream<T>> {
  return eventDecoder((_, failure) => validated(parser, parseJson(failure), failure), end);
}

/** The items are events: an object of `data`, and of `event`, `id` and `retry` where they were sent. */
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
      let lastEventId = '';
      const format: StreamFormat<ServerSentEvent, T> = {
        mediaTypes,
        splitter: () => splitEvents((id) => (lastEventId = id)),
        textOf: ({ data }) => data,
        read,
        isEnd: ({ data }) => data === end,
      };
      return {
        ...(await openStream(format, response, context)),
        get lastEventId() {
          return lastEventId;
        },
      };
    },
  };
}

/** Tells every id that is meant to last. An event that the end cuts off is none, as the standard says. */
export function splitEvents(onId: (id: string) => void = () => {}): Splitter<ServerSentEvent> {
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
    if (fields.id !== undefined) onId(fields.id);
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

/** One space after the colon belongs to neither; a line that begins with a colon is a comment. */
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

/** A line ends with CR LF, LF or CR; the two of CR LF may come in different pieces. */
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

/** Turns a body that comes piece by piece into a stream of values, and ends the request with the stream. */
import { anySignal, closable, orAbort, type Closable } from './abort.js';
import { explainFailure } from './attempts.js';
import { refuseOther, type DecodeContext, type DecodeFailure, type Received } from './decode.js';
import { ApiRequestError, ApiResponseError, ApiTimeoutError } from './errors.js';
import { restOf } from './request.js';

/**
 * The items of a response, each as soon as it has come: `for await (const item of stream)`.
 *
 * The request goes on until the server ends it, the loop is left, the signal of the call aborts, or
 * nothing came for as long as its `timeout` says.
 */
export interface ItemStream<T> extends AsyncIterable<T>, Closable {
  /** Ends the request. Whoever never gets to the loop has to, or its connection stays open. */
  readonly close: () => Promise<void>;
}

/** Finds items in text that comes in pieces, and looks at each character once. */
export interface Splitter<Item> {
  readonly push: (text: string) => readonly Item[];
  /** What the end of the text completes. */
  readonly end: () => readonly Item[];
  /** How many characters wait for the rest of their item. */
  readonly waiting: () => number;
}

/** How one format is read. */
export interface StreamFormat<Item, T> {
  readonly mediaTypes: readonly string[];
  readonly splitter: () => Splitter<Item>;
  /** What `text` of an item an error would show, and what it becomes. */
  readonly textOf: (item: Item) => string;
  readonly read: (item: Item, failure: DecodeFailure) => T;
  /** Whether it is no item, but says that the stream is over. */
  readonly isEnd?: (item: Item) => boolean;
}

/** Characters of one item: more can only be a mistake, or an attempt to fill the memory. */
const longestItem = 2 ** 24;

/** Opens the stream of a response. @throws {ApiResponseError} where it is of another media type. */
export async function openStream<Item, T>(
  format: StreamFormat<Item, T>,
  response: Received,
  context: DecodeContext,
): Promise<ItemStream<T>> {
  await refuseOther((mediaType) => format.mediaTypes.includes(mediaType), response, context);
  const pieces = openPieces(response, context);
  let isTaken = false;
  return {
    ...closable(async () => pieces.close()),
    [Symbol.asyncIterator]() {
      if (isTaken) throw new ApiRequestError('A stream can be read once.');
      isTaken = true;
      return itemsOf(format, pieces, { ...context, response });
    },
  };
}

async function* itemsOf<Item, T>(
  format: StreamFormat<Item, T>,
  pieces: Pieces,
  failure: DecodeFailure,
): AsyncGenerator<T, undefined, undefined> {
  const { push, end, waiting } = format.splitter();
  try {
    for (let piece = await pieces.next(); !pieces.isClosed(); piece = await pieces.next()) {
      const items = piece === undefined ? end() : push(piece);
      for (const value of readItems(format, items, { ...failure, pieces })) yield value;
      if (piece === undefined) return;
      if (waiting() > longestItem) throw tooLong(failure);
    }
  } finally {
    pieces.close();
  }
}

/** Whoever ends the stream at one of several items that came together gets none of the others. */
function* readItems<Item, T>(
  { textOf, read, isEnd }: StreamFormat<Item, T>,
  items: readonly Item[],
  { pieces, ...failure }: DecodeFailure & { readonly pieces: Pieces },
): Generator<T, undefined, undefined> {
  for (const item of items) {
    if (failure.signal.aborted) throw explainFailure(undefined, failure);
    if (isEnd?.(item)) pieces.close();
    if (pieces.isClosed()) return;
    yield read(item, { ...failure, rawText: textOf(item) });
  }
}

function tooLong(failure: DecodeFailure): ApiResponseError {
  const message = `an item of the stream is longer than ${longestItem} characters`;
  return new ApiResponseError(message, { ...failure, kind: 'size' });
}

interface Pieces {
  /** `undefined`: there are no more. */
  readonly next: () => Promise<string | undefined>;
  readonly close: () => void;
  readonly isClosed: () => boolean;
}

function openPieces({ body }: Received, attempt: DecodeContext): Pieces {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  const own = new AbortController();
  const signal = anySignal([attempt.signal, own.signal]);
  const { ending, underWay } = attempt;
  const stream = { abort: (reason: unknown) => ending.abort(reason) };
  underWay.add(stream);
  let isDone = false;
  let isClosed = false;
  const silence = (): (() => void) => {
    const restMs = restOf(attempt);
    const ms = Math.min(restMs, attempt.timeout);
    const phase = restMs > attempt.timeout ? 'body' : 'total';
    const message = `${attempt.id}: nothing came for ${ms} ms`;
    return attempt.clock.schedule(ms, () =>
      own.abort(new ApiTimeoutError(message, { phase, attempts: attempt.attempt })),
    );
  };
  return {
    async next() {
      if (isDone || isClosed || reader === undefined) return undefined;
      const stop = silence();
      try {
        const { done, value } = await orAbort(reader.read(), signal);
        isDone = done;
        return done ? decoder.decode() || undefined : decoder.decode(value, { stream: true });
      } catch (error) {
        if (isClosed) return undefined;
        throw explainFailure(error, attempt);
      } finally {
        stop();
      }
    },
    close() {
      isClosed = true;
      underWay.delete(stream);
      // What is wrong with a body that nobody reads any more is of no interest.
      reader?.cancel().catch(() => undefined);
      // Chromium keeps the connection of a body that was only cancelled open for seconds.
      ending.abort();
    },
    isClosed: () => isClosed,
  };
}

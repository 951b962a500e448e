/** Turns a body that arrives in pieces into a stream of values. The end of the stream ends the request. */
import { anySignal, makeClosable, orAbort, type Closable } from './abort.js';
import { explainFailure } from './attempts.js';
import { requireMediaType, type DecodeContext, type DecodeFailure } from './decode.js';
import { ApiRequestError, ApiResponseError, ApiTimeoutError } from './errors.js';
import type { Received } from './read-body.js';
import { remainingMs } from './request.js';

/**
 * The items of a response as they arrive: `for await (const item of stream)`.
 *
 * The request ends when the server ends it, the loop ends, the signal of the call aborts, or nothing arrives
 * for the `timeout` of the call.
 */
export interface ItemStream<T> extends AsyncIterable<T>, Closable {
  /** Ends the request. Call it if you do not iterate: the connection stays open otherwise. */
  readonly close: () => Promise<void>;
}

/** Splits text that arrives in pieces into items. Reads each character once. */
export interface Splitter<Item> {
  readonly push: (text: string) => readonly Item[];
  /** Returns the items that the end of the text completes. */
  readonly end: () => readonly Item[];
  /** Returns the number of characters of the incomplete item. */
  readonly waiting: () => number;
}

/** Rules of one stream format. */
export interface StreamFormat<Item, T> {
  readonly mediaTypes: readonly string[];
  readonly splitter: () => Splitter<Item>;
  /** Returns the text of an item, for errors. */
  readonly textOf: (item: Item) => string;
  readonly read: (item: Item, failure: DecodeFailure) => T;
  /** Returns true if the item marks the end of the stream. */
  readonly isEnd?: (item: Item) => boolean;
}

/** Characters of one item. A longer item is a mistake or an attack on memory. */
const longestItem = 2 ** 24;

/** Opens the stream of a response. @throws {ApiResponseError} for an unexpected media type. */
export async function openStream<Item, T>(
  format: StreamFormat<Item, T>,
  response: Received,
  context: DecodeContext,
): Promise<ItemStream<T>> {
  await requireMediaType((mediaType) => format.mediaTypes.includes(mediaType), response, context);
  const pieces = openPieces(response, context);
  let isRead = false;
  return {
    ...makeClosable(async () => pieces.close()),
    [Symbol.asyncIterator]() {
      if (isRead) throw new ApiRequestError('A stream can be read once.');
      isRead = true;
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

/** Yields the items of one piece. A caller who closes the stream gets none of the remaining items. */
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
  /** Returns the next piece; `undefined` after the last one. */
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
  const startSilenceTimer = (): (() => void) => {
    const restMs = remainingMs(attempt);
    const ms = Math.min(restMs, attempt.timeout);
    const phase = restMs > attempt.timeout ? 'body' : 'total';
    const message = `${attempt.id}: nothing arrived for ${ms} ms`;
    return attempt.clock.schedule(ms, () =>
      own.abort(new ApiTimeoutError(message, { phase, attempts: attempt.attempt })),
    );
  };
  return {
    async next() {
      if (isDone || isClosed || reader === undefined) return undefined;
      const stop = startSilenceTimer();
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
      // Errors of a body that is no longer read are ignored.
      reader?.cancel().catch(() => undefined);
      // In Chromium, the connection of a body that is only cancelled stays open for seconds.
      ending.abort();
    },
    isClosed: () => isClosed,
  };
}

/** Continues an event stream after its connection broke (HTML Standard, section 9.2.3). */
import { anySignal, makeClosable, sleep } from './abort.js';
import { explainFailure, makeAttempts } from './attempts.js';
import type { DecodeContext } from './decode.js';
import { ApiError, ApiTimeoutError } from './errors.js';
import type { Received } from './read-body.js';
import { receiveRaw } from './receive.js';
import type { Attempt } from './request.js';
import { backoff } from './retry.js';
import { openStream, type ItemStream, type StreamFormat } from './stream.js';

/** State of a stream that can resume, from the events that have arrived. */
export interface StreamState {
  lastEventId: string;
  /** Delay that the server asked for, in milliseconds. */
  retryMs: number | undefined;
  /** False if the stream ends with an event that has not arrived. */
  isComplete: boolean;
}

interface Resumable<Item, T> {
  readonly format: StreamFormat<Item, T>;
  readonly state: StreamState;
  readonly call: Attempt;
}

/** Opens a stream that sends its request again, with `Last-Event-ID`, when the connection breaks. */
export async function resumableStream<Item, T>(
  { format, state }: Omit<Resumable<Item, T>, 'call'>,
  response: Received,
  context: DecodeContext,
): Promise<ItemStream<T>> {
  // `receive` passes the whole attempt; decoders elsewhere need less of it.
  const call = context as Attempt;
  const first = await openStream(format, response, connectionOf(call));
  return {
    ...makeClosable(async () => {
      await first.close();
      call.ending.abort();
    }),
    [Symbol.asyncIterator]: () => itemsOf({ format, state, call }, first),
  };
}

/** The end of one connection does not end the call. */
function connectionOf(call: Attempt): Attempt {
  const ending = new AbortController();
  return { ...call, ending, signal: anySignal([call.signal, ending.signal]) };
}

async function* itemsOf<Item, T>(
  resumable: Resumable<Item, T>,
  first: ItemStream<T>,
): AsyncGenerator<T, undefined, undefined> {
  const { call, state } = resumable;
  let stream: ItemStream<T> | undefined = first;
  let failures = 0;
  call.underWay.add(call.ending);
  try {
    while (stream !== undefined) {
      const broken: ApiError | undefined = yield* itemsUntilBroken(stream, () => (failures = 0));
      if (broken === undefined && state.isComplete) return;
      stream = await reconnect(resumable, (failures += 1), broken);
    }
  } finally {
    call.underWay.delete(call.ending);
    call.ending.abort();
  }
}

/** Returns the error that broke the connection; `undefined` where the server ended the stream. */
async function* itemsUntilBroken<T>(
  stream: ItemStream<T>,
  onItem: () => void,
): AsyncGenerator<T, ApiError | undefined, undefined> {
  try {
    for await (const item of stream) {
      onItem();
      yield item;
    }
    return undefined;
  } catch (error) {
    if (isBroken(error)) return error;
    throw error;
  }
}

/** Returns true if the connection broke, and not the stream itself. */
function isBroken(error: unknown): error is ApiError {
  const isSilent = error instanceof ApiTimeoutError && error.phase === 'body';
  return isSilent || (error instanceof ApiError && error.retryable);
}

/** Returns the next connection; `undefined` where the stream has ended. @throws the error that broke the last one. */
async function reconnect<Item, T>(
  { format, state, call }: Resumable<Item, T>,
  failures: number,
  broken: ApiError | undefined,
): Promise<ItemStream<T> | undefined> {
  const { clock, signal, maxRetries, maxRetryAfter } = call;
  const delayMs = state.retryMs ?? backoff(failures);
  if (state.lastEventId === '' || failures > maxRetries || delayMs > maxRetryAfter) {
    if (broken === undefined) return undefined;
    throw broken;
  }
  await sleep(delayMs, clock, signal);
  if (signal.aborted) throw explainFailure(undefined, call);
  const headers = new Headers(call.headers);
  headers.set('last-event-id', asBytes(state.lastEventId));
  const next = connectionOf(call);
  // The caller has decided that the request may be sent again.
  const response = await makeAttempts({ ...next, headers, idempotent: true }, receiveRaw);
  // The server has no more events.
  return response.status === 204 ? undefined : openStream(format, response, next);
}

/** Headers take bytes; an id is UTF-8. */
function asBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ApiAbortError, ApiTimeoutError } from '../../templates/runtime/files/errors.ts';
import type { Decoder } from '../../templates/runtime/files/decode.ts';
import { events, wholeEvents, type EventStream } from '../../templates/runtime/files/event-stream.ts';
import { lines, records } from '../../templates/runtime/files/json-lines.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import { send } from '../../templates/runtime/files/call.ts';
import type { ItemStream } from '../../templates/runtime/files/stream.ts';
import type { TransportOptions } from '../../templates/runtime/files/transport.ts';
import { artuTransport, Problem } from '../support/artu-operations.ts';
import { startArtuServer, type ArtuServer } from '../support/artu-server.ts';
import { eventually, fastClock, processClock, settlingMs, sleep } from '../support/process-clock.ts';

type Answer = (response: ServerResponse) => unknown;

const sse = 'text/event-stream; charset=utf-8';

function answering(type: string, write: Answer): Promise<ArtuServer> {
  return startArtuServer({
    answer(_, response) {
      response.writeHead(200, { 'content-type': type });
      void write(response);
    },
  });
}

interface Settings {
  readonly options?: RequestOptions;
  readonly transport?: TransportOptions;
}

function open<T>(server: ArtuServer, decoder: Decoder<T>, { options, transport }: Settings = {}): Promise<T> {
  const operation = { id: 'watch', method: 'GET', path: '/watch', responses: { 200: decoder } } as const;
  const paced = { ...artuTransport(server.url, transport), clock: fastClock(1) };
  return send(paced, operation, {}, { maxRetries: 0, ...options });
}

async function all<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** What a stream gives before it fails, and what it fails with. */
async function failureOf(stream: ItemStream<unknown>): Promise<{ items: unknown[]; error: unknown }> {
  const items: unknown[] = [];
  try {
    for await (const item of stream) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items, error: undefined };
}

describe('a stream of events', () => {
  it('gives what is in the data of each, as soon as it is there', async () => {
    let finish: () => void = () => {};
    await using server = await answering(sse, (response) => {
      response.write('\uFEFFdata: {"message":"ä"}\n\n');
      finish = () => response.end('data: {"message":"b"}\n\n');
    });
    const stream = await open(server, events(Problem));
    const items: string[] = [];
    for await (const { message } of stream) {
      items.push(message);
      finish();
    }
    expect(items).toEqual(['ä', 'b']);
    expect(server.requests[0]?.headers.accept).toBe('text/event-stream');
  });

  it('reads characters that are cut in two', async () => {
    const bytes = Buffer.from('data: {"message":"€🐈"}\r\n\r\n');
    await using server = await answering(sse, async (response) => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await sleep(1);
      }
      response.end();
    });
    expect(await all(await open(server, events(Problem)))).toEqual([{ message: '€🐈' }]);
  });

  it('gives whole events where that is asked for, and remembers the last id', async () => {
    await using server = await answering(sse, (response) => {
      response.end('event: a\nid: 5\ndata: x\n\nretry: 9\ndata: y\n\n');
    });
    const stream: EventStream<unknown> = await open(server, wholeEvents());
    expect(stream.lastEventId).toBe('');
    expect(await all(stream)).toEqual([
      { event: 'a', id: '5', data: 'x' },
      { retry: 9, data: 'y' },
    ]);
    expect(stream.lastEventId).toBe('5');
  });

  it('ends where the data says so, and ends the request with it', async () => {
    await using server = await answering(sse, (response) => {
      response.write('data: {"message":"a"}\n\ndata: [DONE]\n\ndata: {"message":"b"}\n\n');
    });
    const items = await all(await open(server, events(Problem, { end: '[DONE]' })));
    expect(items).toEqual([{ message: 'a' }]);
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });
});

describe('a stream of JSON', () => {
  it('has a value on each line', async () => {
    await using server = await answering('application/x-ndjson', (response) => {
      response.end('{"message":"a"}\n\r\n{"message":\t"b"}\r\n{"message":"c"}');
    });
    const items = await all(await open(server, lines(Problem)));
    expect(items.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
  });

  it('has a value after each record separator', async () => {
    await using server = await answering('application/json-seq', (response) => {
      response.end('\u001E{"message":\n"a"}\n\u001E\u001E{"message":"b"}\n');
    });
    const items = await all(await open(server, records(Problem)));
    expect(items.map(({ message }) => message)).toEqual(['a', 'b']);
  });
});

describe('the last value of a stream of JSON', () => {
  it.each<[string, string, Decoder<ItemStream<unknown>>, readonly unknown[], boolean]>([
    ['needs no line end', '1\n23', lines(), [1, 23], true],
    ['is none where it is cut off', '1\n{"a":', lines(), [1], false],
    ['is whole as a record that ends by itself', '\u001E1\n\u001E{"a":1}', records(), [1, { a: 1 }], true],
    ['is none as a record that may go on', '\u001E1\n\u001E23', records(), [1], false],
  ])('%s', async (_, text, decoder, expected, isWhole) => {
    const type = decoder.mediaTypes[0] ?? '';
    await using server = await answering(type, (response) => response.end(text));
    const { items, error } = await failureOf(await open(server, decoder));
    expect(items).toEqual(expected);
    expect(error === undefined).toBe(isWhole);
  });
});

describe('an item that is none', () => {
  it.each([
    ['no JSON', 'data: {"message":\n\n', 'json'],
    ['of another shape', 'data: {"message":1}\n\n', 'schema'],
  ])('%s: fails after those before it, and ends the request', async (_, text, kind) => {
    await using server = await answering(sse, (response) => {
      response.write(`data: {"message":"a"}\n\n${text}`);
    });
    const { items, error } = await failureOf(await open(server, events(Problem)));
    expect(items).toHaveLength(1);
    expect(error).toMatchObject({ name: 'ApiResponseError', kind, status: 200 });
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });

  it('is only reported where that is asked for', async () => {
    await using server = await answering(sse, (response) => response.end('data: 1\n\ndata: 2\n\n'));
    const warnings: unknown[] = [];
    const transport = { onWarning: (warning: unknown) => warnings.push(warning) };
    const stream = await open(server, events(Problem), { transport, options: { validation: 'report' } });
    expect(await all(stream)).toEqual([1, 2]);
    expect(warnings).toHaveLength(2);
  });

  it('fails where it has no end', async () => {
    await using server = await answering('application/jsonl', async (response) => {
      const piece = 'x'.repeat(1_000_000);
      for (let count = 0; count < 40 && !response.destroyed; count += 1) {
        if (!response.write(piece))
          await Promise.race([new Promise((go) => response.once('drain', go)), sleep(500)]);
      }
    });
    const { error } = await failureOf(await open(server, lines(Problem)));
    expect(error).toMatchObject({ kind: 'size' });
  });
});

describe('a response that is no stream', () => {
  it('fails at once, with what came', async () => {
    await using server = await answering('text/html', (response) => response.end('<h1>Hotel</h1>'));
    const call = open(server, events(Problem));
    await expect(call).rejects.toMatchObject({ kind: 'content-type', rawText: '<h1>Hotel</h1>' });
  });
});

describe('whoever has enough of a stream', () => {
  it('leaves the loop, which ends the request', async () => {
    await using server = await answering(sse, (response) => response.write('data: 1\n\ndata: 2\n\n'));
    for await (const _ of await open(server, wholeEvents())) break;
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });

  it('closes it, also where it was never read', async () => {
    await using server = await answering(sse, (response) => response.write('data: 1\n\n'));
    const stream = await open(server, wholeEvents());
    await stream.close();
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
    expect(await all(stream)).toEqual([]);
  });

  it('lets the end of a block close it', async () => {
    await using server = await answering(sse, (response) => response.write('data: 1\n\n'));
    {
      await using stream = await open(server, wholeEvents());
      expect(stream.lastEventId).toBe('');
    }
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });

  it('closes it while the loop waits, which ends without an error', async () => {
    await using server = await answering('application/jsonl', (response) => response.write('1\n{"half":'));
    const stream = await open(server, lines());
    const items: unknown[] = [];
    processClock.schedule(50, () => void stream.close());
    for await (const item of stream) items.push(item);
    expect(items).toEqual([1]);
  });

  it('cannot read it twice', async () => {
    await using server = await answering(sse, (response) => response.end('data: 1\n\n'));
    const stream = await open(server, wholeEvents());
    await all(stream);
    await expect(all(stream)).rejects.toMatchObject({ name: 'ApiRequestError' });
  });
});

describe('the signal of a call', () => {
  it('ends its stream at once while nothing comes', async () => {
    await using server = await answering(sse, (response) => response.write('data: 1\n\n'));
    const controller = new AbortController();
    const stream = await open(server, wholeEvents(), { options: { signal: controller.signal } });
    const failure = failureOf(stream);
    await sleep(50);
    controller.abort('enough');
    expect(await settlingMs(failure)).toBeLessThan(50);
    const { items, error } = await failure;
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(ApiAbortError);
    expect(error).toMatchObject({ cause: 'enough' });
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });

  it('ends it between two items that have come already', async () => {
    await using server = await answering(sse, (response) => response.end('data: 1\n\ndata: 2\n\n'));
    const controller = new AbortController();
    const stream = await open(server, wholeEvents(), { options: { signal: controller.signal } });
    const items: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of stream) {
        items.push(item);
        controller.abort('enough');
      }
    };
    await expect(loop()).rejects.toBeInstanceOf(ApiAbortError);
    expect(items).toHaveLength(1);
  });
});

describe('the time of a stream', () => {
  it('is over where nothing comes for as long as its timeout', async () => {
    await using server = await answering(sse, (response) => response.write('data: 1\n\n'));
    const stream = await open(server, wholeEvents(), { options: { timeout: 150 } });
    const { items, error } = await failureOf(stream);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(ApiTimeoutError);
    expect(error).toMatchObject({ phase: 'body' });
    await eventually(() => expect(server.requests[0]?.closed).toBe(true));
  });

  it('goes on while something comes, if only comments', async () => {
    await using server = await answering(sse, async (response) => {
      for (let count = 0; count < 8; count += 1) {
        response.write(':\n');
        await sleep(60);
      }
      response.end('data: 1\n\n');
    });
    const stream = await open(server, wholeEvents(), { options: { timeout: 400 } });
    expect(await all(stream)).toHaveLength(1);
  });

  it('does not run while the items are worked on', async () => {
    await using server = await answering(sse, (response) => response.end('data: 1\n\ndata: 2\n\n'));
    const stream = await open(server, wholeEvents(), { options: { timeout: 200 } });
    const items: unknown[] = [];
    for await (const item of stream) {
      items.push(item);
      await sleep(250);
    }
    expect(items).toHaveLength(2);
  });

  it('is over with that of the whole call', async () => {
    await using server = await answering(sse, async (response) => {
      while (!response.destroyed) {
        response.write('data: 1\n\n');
        await sleep(30);
      }
    });
    const stream = await open(server, wholeEvents(), { options: { totalTimeout: 300 } });
    const { error } = await failureOf(stream);
    expect(error).toMatchObject({ name: 'ApiTimeoutError', phase: 'total' });
  });
});

describe('a connection that breaks', () => {
  it('is a typed error after the items that came', async () => {
    await using server = await answering(sse, (response) => {
      response.write('data: 1\n\n', () =>
        processClock.schedule(20, () => response.socket?.resetAndDestroy()),
      );
    });
    const { items, error } = await failureOf(await open(server, wholeEvents()));
    expect(items).toHaveLength(1);
    expect(error).toMatchObject({ name: 'ApiConnectionError' });
  });
});

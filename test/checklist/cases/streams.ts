/** Beyond the numbers: answers that come piece by piece (S1 to S9), and lists in pages (S10 to S13). */
import { sleep } from '../../support/process-clock.ts';
import { equal, has, ok, rejected } from '../assertions.ts';
import type { Case, Context, Server } from '../case.ts';
import type { Answer } from '../script.ts';
import { clientsOf, type Clients, type Setup } from '../trial.ts';

const events = { 'content-type': 'text/event-stream' };
const lines = { 'content-type': 'application/jsonl; charset=utf-8' };

/** Pieces of a body, some milliseconds apart. */
function inPieces(
  headers: Readonly<Record<string, string>>,
  chunks: readonly string[],
  ends: Answer['ends'] = 'whole',
): Answer {
  return { headers, chunks, everyMs: 10, ends };
}

interface Streaming extends Clients {
  readonly server: Server;
}

async function streaming(
  context: Context,
  answers: readonly Answer[],
  setup: Setup = {},
): Promise<Streaming> {
  const server = await context.serve({ answers });
  return { server, ...clientsOf(context, server, { client: { maxRetries: 0 }, ...setup }) };
}

/** Takes all items of what a call gives. */
async function itemsOf(call: PromiseLike<unknown>): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of (await call) as AsyncIterable<unknown>) items.push(item);
  return items;
}

/** The error that ends a stream, and how many items came before it. */
async function endOf(call: PromiseLike<unknown>): Promise<{ error: unknown; count: number }> {
  let count = 0;
  const error = await rejected(
    (async () => {
      for await (const _ of (await call) as AsyncIterable<unknown>) count += 1;
    })(),
  );
  return { error, count };
}

const event = (at: number): string => `data: {"at":${at}}\n\n`;

/** Waits until the server has seen the connection close. */
async function closesSoon({ server }: Streaming): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if ((await server.log()).requests[0]?.closedAtMs !== null) return;
    await sleep(20);
  }
  ok(false, 'the server sees the connection close');
}

const eventCases: readonly Case[] = [
  {
    number: 'S1',
    name: 'events are read as the standard says, wherever their pieces are cut',
    async run(context) {
      const text =
        '\uFEFFdata: {"at":1}\n\n: keep\r\n\r\nid: 7\r\nevent: moored\r\ndata: {"at":\r\ndata: 2}\r\n\r\ndata:{"at":3}\r\rdata: {"at":4}';
      const { harbour } = await streaming(context, [inPieces(events, text.match(/.{1,7}/gs) ?? [])]);
      const stream = await harbour.log.follow();
      equal(await itemsOf(Promise.resolve(stream)), [{ at: 1 }, { at: 2 }, { at: 3 }]);
      has(stream, { lastEventId: '7' });
    },
  },
  {
    number: 'S2',
    name: 'an event is there as soon as it has come',
    async run(context) {
      const clients = await streaming(context, [inPieces(events, [event(1)], 'stall')]);
      for await (const item of (await clients.harbour.log.follow()) as AsyncIterable<unknown>) {
        equal(item, { at: 1 });
        break;
      }
    },
  },
  {
    number: 'S3',
    name: 'a loop that is left ends the request',
    async run(context) {
      const clients = await streaming(context, [inPieces(events, [event(1), event(2)], 'stall')]);
      for await (const _ of (await clients.harbour.log.follow()) as AsyncIterable<unknown>) break;
      await closesSoon(clients);
    },
  },
  {
    number: 'S4',
    name: "the caller's signal ends a stream, typed, with its reason",
    async run(context) {
      const clients = await streaming(context, [inPieces(events, [event(1)], 'stall')]);
      const controller = new AbortController();
      const ended = endOf(clients.harbour.log.follow({}, { signal: controller.signal }));
      await sleep(150);
      controller.abort('enough');
      has(await ended, { count: 1 });
      has((await ended).error, { name: 'AbortError', cause: 'enough' });
      await closesSoon(clients);
    },
  },
  {
    number: 'S5',
    name: 'a stream in which nothing comes any more ends in time, typed',
    async run(context) {
      const answers = [inPieces(events, [event(1), event(2)], 'stall')];
      const clients = await streaming(context, answers, { client: { maxRetries: 0, timeout: 6_000 } });
      const { error, count } = await endOf(clients.harbour.log.follow());
      has(error, { name: 'ApiTimeoutError' });
      equal(count, 2);
    },
  },
  {
    number: 'S6',
    name: 'a stream that is cut is an error, and never looks whole',
    async run(context) {
      const { harbour } = await streaming(context, [inPieces(events, [event(1), event(2)], 'reset')]);
      const { error, count } = await endOf(harbour.log.follow());
      has(error, { name: 'ApiConnectionError' });
      ok(count <= 2, `${count} events`);
    },
  },
  {
    number: 'S7',
    name: 'an event of another shape is a typed error, after those before it',
    async run(context) {
      const { harbour } = await streaming(context, [
        inPieces(events, [event(1), 'data: {"at":"noon"}\n\n', event(3)]),
      ]);
      const { error, count } = await endOf(harbour.log.follow());
      has(error, { name: 'ApiResponseError', kind: 'schema' });
      equal(count, 1);
    },
  },
];

const lineCases: readonly Case[] = [
  {
    number: 'S8',
    name: 'lines of JSON, cut anywhere, the last without its end',
    async run(context) {
      const text = '{"crate":1}\n\r\n{"crate":2}\r\n{"crate":3}';
      const { harbour } = await streaming(context, [inPieces(lines, text.match(/.{1,5}/gs) ?? [])]);
      equal(await itemsOf(harbour.manifest.read()), [{ crate: 1 }, { crate: 2 }, { crate: 3 }]);
    },
  },
  {
    number: 'S9',
    name: 'a page of HTML in place of a stream is a typed error; a status that passes is tried again',
    async run(context) {
      const page = { text: '<p>Log in</p>', headers: { 'content-type': 'text/html' } };
      const wrong = await streaming(context, [page]);
      has(await rejected(wrong.harbour.manifest.read()), { name: 'ApiResponseError', kind: 'content-type' });
      const answers = [{ status: 503 }, inPieces(lines, ['{"crate":1}\n'])];
      const again = await streaming(context, answers, { client: { maxRetries: 2 } });
      equal(await itemsOf(again.harbour.manifest.read()), [{ crate: 1 }]);
    },
  },
];

const pageOf = (names: readonly string[], cursor: string | null): Answer => ({
  json: { ships: names.map((name) => ({ name })), next_cursor: cursor },
});

async function urlsOf({ server }: Streaming): Promise<string[]> {
  return (await server.log()).requests.map(({ url }) => url);
}

const pageCases: readonly Case[] = [
  {
    number: 'S10',
    name: 'all items of a list in pages, one request for each page',
    async run(context) {
      const clients = await streaming(context, [
        pageOf(['a', 'b'], 'x/1'),
        pageOf([], 'y'),
        pageOf(['c'], null),
      ]);
      equal(await itemsOf(Promise.resolve(clients.harbour.ships.listAll())), [
        { name: 'a' },
        { name: 'b' },
        { name: 'c' },
      ]);
      equal(await urlsOf(clients), ['/ships', '/ships?cursor=x%2F1', '/ships?cursor=y']);
    },
  },
  {
    number: 'S11',
    name: 'a cursor that comes twice is an error, not a loop without an end',
    async run(context) {
      const clients = await streaming(context, [pageOf(['a'], 'x')]);
      const { error } = await endOf(Promise.resolve(clients.harbour.ships.listAll()));
      ok(error instanceof Error && error.name === 'ApiResponseError', `one of ours, got ${String(error)}`);
      ok((await urlsOf(clients)).length <= 3, 'it stops soon');
    },
  },
  {
    number: 'S12',
    name: 'a loop that is left asks for no further page',
    async run(context) {
      const clients = await streaming(context, [pageOf(['a', 'b'], 'x'), pageOf(['c'], null)]);
      for await (const _ of clients.harbour.ships.listAll()) break;
      await sleep(50);
      equal(await urlsOf(clients), ['/ships']);
    },
  },
  {
    number: 'S13',
    name: 'a page that fails ends the list with its error, and an abort ends it at once',
    async run(context) {
      const clients = await streaming(context, [
        pageOf(['a'], 'x'),
        { status: 404, json: { message: 'gone' } },
      ]);
      const { error, count } = await endOf(Promise.resolve(clients.harbour.ships.listAll()));
      has(error, { name: 'ApiStatusError', status: 404 });
      equal(count, 1);
      const aborted = clients.harbour.ships.listAll({}, { signal: AbortSignal.abort('no') });
      has((await endOf(Promise.resolve(aborted))).error, { name: 'AbortError', cause: 'no' });
    },
  },
];

export const cases: readonly Case[] = [...eventCases, ...lineCases, ...pageCases];

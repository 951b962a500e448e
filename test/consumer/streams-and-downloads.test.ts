/** Streams that end with `[DONE]`, streams that resume, and downloads with their names, from a real server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { startArtuServer } from '../support/artu-server.ts';
import { importPackage } from '../support/imported-package.ts';

type Stream = AsyncIterable<unknown> & { readonly lastEventId: string };
type Call<Value> = (parameters?: object, options?: object) => Promise<Value>;

interface Feed {
  readonly createClient: (options: object) => {
    readonly chat: { readonly complete: Call<Stream> };
    readonly news: { readonly watch: Call<Stream> };
    readonly files: { readonly download: Call<File> };
  };
}

const spec = `
openapi: 3.1.1
info: { title: Feed, version: 1.0.0 }
servers: [{ url: 'http://localhost' }]
paths:
  /chat:
    post:
      operationId: chat.complete
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Question' } } } }
      responses: { '200': { description: Chunks., content: { text/event-stream: { schema: { $ref: '#/components/schemas/Item' } } } } }
  /news:
    get:
      operationId: news.watch
      responses: { '200': { description: News., content: { text/event-stream: { schema: { $ref: '#/components/schemas/Item' } } } } }
  /files:
    get:
      operationId: files.download
      responses: { '200': { description: A file., content: { application/pdf: {} } } }
components:
  schemas:
    Question: { type: object, properties: { stream: { type: [boolean, 'null'] } } }
    Item: { type: object, required: [text], properties: { text: { type: string } } }
`;

let feed: Feed;
let codes: readonly string[];

beforeAll(async () => {
  const { exports, result } = await importPackage<Feed>({ spec, specFile: 'feed.yaml' });
  feed = exports;
  codes = result.diagnostics.map(({ code, place }) => `${code} ${place?.pointer}`);
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

interface Told {
  readonly texts: readonly unknown[];
  readonly error: unknown;
  readonly lastEventIds: readonly (string | undefined)[];
}

/** Reads a stream from a server that gives these answers, one for each request. */
async function read(
  resource: 'chat' | 'news',
  answers: readonly Answer[],
  options: object = {},
): Promise<Told> {
  const left = [...answers];
  await using server = await startArtuServer({
    answer(request, response) {
      const answer = left.shift() ?? ((late) => late.writeHead(204).end());
      answer(response, request);
    },
  });
  const client = feed.createClient({ baseUrl: server.url, maxRetries: 2 });
  const texts: unknown[] = [];
  let error: unknown;
  try {
    const stream =
      resource === 'chat'
        ? await client.chat.complete({ body: { stream: true } }, options)
        : await client.news.watch({}, options);
    for await (const item of stream) texts.push(Reflect.get(Object(item), 'text'));
  } catch (caught) {
    error = caught;
  }
  const requests = server.requests;
  return {
    texts,
    error,
    lastEventIds: requests.map(({ headers }) => headers['last-event-id']?.toString()),
  };
}

const event = (text: string, id = ''): string => `${id && `id: ${id}\n`}data: {"text":"${text}"}\n\n`;

/** Sends events, and ends the response, or breaks the connection. */
function events(body: string, end: 'end' | 'break' = 'end'): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(body, () => (end === 'end' ? response.end() : response.destroy()));
  };
}

describe('a stream in the style of OpenAI', () => {
  it('ends with [DONE] without an error, and gives nothing after it', async () => {
    const body = `${event('Hel')}${event('lo')}data: [DONE]\n\n${event('late')}`;
    expect(await read('chat', [events(body)])).toMatchObject({ texts: ['Hel', 'lo'], error: undefined });
  });

  it('is reported, and another stream is not taken for one', () => {
    const found = codes.filter((code) => code.startsWith('CW2065'));
    expect(found).toEqual(['CW2065 /paths/~1chat/post/responses/200/content/text~1event-stream']);
  });
});

describe('a stream whose connection breaks', () => {
  it('throws without the option', async () => {
    const told = await read('news', [events(event('one', '7'), 'break')]);
    expect(told).toMatchObject({ texts: ['one'], error: { name: 'ApiConnectionError' } });
  });

  it('goes on after the last event, with its id', async () => {
    const first = `retry: 40\n\n${event('one', 'é1')}`;
    const told = await read(
      'news',
      [events(first, 'break'), events(event('two', '2'), 'break'), events(event('three', '3'))],
      { resume: true },
    );
    expect(told).toMatchObject({ texts: ['one', 'two', 'three'], error: undefined });
    const utf8 = (id: string): string => Buffer.from(id).toString('latin1');
    expect(told.lastEventIds).toEqual([undefined, utf8('é1'), '2']);
  });

  it('ends where the server has no more events', async () => {
    const first = events(`retry: 1\n\n${event('one', '1')}`, 'break');
    expect(await read('news', [first], { resume: true })).toMatchObject({ texts: ['one'], error: undefined });
  });

  it('goes on where the event that ends it is missing', async () => {
    const first = events(`retry: 1\n\n${event('one', '1')}`);
    const told = await read('chat', [first, events(`${event('two', '2')}data: [DONE]\n\n`)], {
      resume: true,
    });
    expect(told).toMatchObject({ texts: ['one', 'two'], error: undefined });
  });

  it('throws where its events have no ids', async () => {
    const told = await read('news', [events(event('one'), 'break'), events(event('two'))], { resume: true });
    expect(told).toMatchObject({ texts: ['one'], error: { name: 'ApiConnectionError' } });
    expect(told.lastEventIds).toHaveLength(1);
  });

  it('throws where it breaks more often than retries are left', async () => {
    const broken = events(`retry: 1\nid: 1\n\n`, 'break');
    const told = await read('news', [broken, broken, broken, broken], { resume: true });
    expect(told.error).toMatchObject({ name: 'ApiConnectionError' });
    expect(told.lastEventIds).toHaveLength(3);
  });

  it('throws where the server asks for a longer delay than the client allows', async () => {
    const first = events(`retry: 3600000\n\n${event('one', '1')}`, 'break');
    expect((await read('news', [first], { resume: true })).error).toMatchObject({
      name: 'ApiConnectionError',
    });
  });

  it('throws errors of the stream itself', async () => {
    const told = await read('news', [events(`id: 1\ndata: {"text":1}\n\n`)], { resume: true });
    expect(told.error).toMatchObject({ name: 'ApiResponseError', kind: 'schema' });
    expect(told.lastEventIds).toHaveLength(1);
  });
});

describe('a download', () => {
  const bytes = (text: string): string => Buffer.from(text).toString('latin1');

  async function download(disposition: string | undefined): Promise<File> {
    await using server = await startArtuServer({
      answer: (_, response) =>
        response
          .writeHead(200, {
            'content-type': 'application/pdf',
            ...(disposition !== undefined && { 'content-disposition': disposition }),
          })
          .end('%PDF'),
    });
    return await feed.createClient({ baseUrl: server.url }).files.download();
  }

  it('has its bytes and its media type', async () => {
    const file = await download('attachment; filename="report.pdf"');
    expect(file).toBeInstanceOf(File);
    expect([await file.text(), file.type, file.name]).toEqual(['%PDF', 'application/pdf', 'report.pdf']);
  });

  it.each([
    [undefined, ''],
    ['inline', ''],
    ['attachment; filename=report.pdf', 'report.pdf'],
    ['attachment;filename="a \\"b\\" ; c.txt"', 'a "b" ; c.txt'],
    ['attachment; filename="plain.txt"; filename*=UTF-8\'\'na%C3%AFve%20%E2%82%AC.txt', 'naïve €.txt'],
    ["attachment; filename*=iso-8859-1'en'na%EFve.txt", 'naïve.txt'],
    ['attachment; filename*=UTF-8\'\'%FF.txt; filename="fallback.txt"', 'fallback.txt'],
    [`attachment; filename="${bytes('naïve.txt')}"`, 'naïve.txt'],
    ['attachment; filename="x; filename*=UTF-8\'\'evil"; size=1', "x; filename*=UTF-8''evil"],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\Windows\\\\win.ini"', 'win.ini'],
    ["attachment; filename*=UTF-8''..%2F..%2Fx.sh", 'x.sh'],
    ["attachment; filename*=UTF-8''a%00b%0A%E2%80%AEfdp.txt", 'abfdp.txt'],
    ['attachment; filename=".."', ''],
    ['attachment; filename="a/"', ''],
  ])('with %j is called %j', async (disposition, name) => {
    expect((await download(disposition)).name).toBe(name);
  });
});

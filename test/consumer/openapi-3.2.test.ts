/** A document that uses every feature of OpenAPI 3.2, and its client against a server. */
import { readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentMethod } from '../../generator/api/requests.ts';
import { folderWith } from '../cli/run-main.ts';
import { complaintsOf } from '../support/compile.ts';
import { sharedPackage, type GeneratedPackage } from '../support/generated-package.ts';
import { importFiles } from '../support/imported-package.ts';

interface Received {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const answers: ReadonlyMap<string, readonly [type: string, body: string]> = new Map([
  ['GET /events', ['text/event-stream', 'data: {"id":1}\n\ndata: {"id":2,"note":"n"}\n\n']],
  ['POST /events', ['application/jsonl', '{"id":3}\n{"id":4}\n']],
  ['GET /payments/card', ['application/json', '{"kind":"card","last4":"1234"}']],
  ['GET /payments/cash', ['application/json', '{"kind":"cash","text":"cash"}']],
  ['GET /payments/none', ['application/json', '{"text":"none"}']],
  ['GET /payments/broken', ['application/json', '{"kind":"cash"}']],
  ['GET /orders', ['application/json', '[{"id":1}]']],
  ['QUERY /orders', ['application/json', '[{"id":2}]']],
  ['LINK /orders', ['application/json', '[{"id":3}]']],
  ['PATCH /events', ['application/json-seq', '\u001E{"id":5}\n\u001E{"id":6}\n']],
]);

const received: Received[] = [];

/** Each request of the whole file, as `GET /orders`. */
const requested = new Set<string>();

const server: Server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    requested.add(`${method} ${url.split('?')[0]}`);
    received.push({ line: `${method} ${url}`, headers, body: Buffer.concat(chunks).toString() });
    const [type, body] = answers.get(`${method} ${url.split('?')[0]}`) ?? ['application/json', '{}'];
    const isEmpty =
      method === 'COPY' || `${method} ${url}` === 'PUT /events' || /^\/(?:imports|labels)/.test(url);
    response.writeHead(isEmpty ? 204 : 200, { 'content-type': type }).end(isEmpty ? undefined : body);
  });
});

type Method = (...args: readonly unknown[]) => Promise<unknown>;

type OrderMethod =
  | 'search'
  | 'searchJson'
  | 'searchText'
  | 'find'
  | 'link'
  | 'copyAll'
  | 'watch'
  | 'log'
  | 'sendLines'
  | 'sendRecords';

/** The client as untyped JavaScript has it; `complaintsOf` judges its types. */
interface Client {
  readonly sales: Readonly<Record<'file' | 'import' | 'importScans' | 'label' | 'payment', Method>> & {
    readonly orders: Readonly<Record<OrderMethod, Method>>;
  };
}

const spec = join(import.meta.dirname, 'openapi-3.2.yaml');

async function generated(): Promise<GeneratedPackage> {
  return sharedPackage({ spec: await readFile(spec, 'utf8'), specFile: 'openapi.yaml' });
}

describe('a client of OpenAPI 3.2', () => {
  let client: Client;
  let folder = '';

  beforeAll(async () => {
    const { files } = await generated();
    folder = await folderWith(Object.fromEntries(files));
    const entry = await importFiles<{ readonly createClient: (options: object) => Client }>(files);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = entry.createClient({ baseUrl: `http://127.0.0.1:${port}`, maxRetries: 0 });
  });

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const sent = async (call: () => Promise<unknown>): Promise<Received> => {
    received.length = 0;
    await call();
    const [request, ...others] = received;
    if (request === undefined || others.length > 0) throw new Error('One request is expected.');
    return request;
  };

  it('comes without a message, and compiles', async () => {
    const { result } = await generated();
    expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
  });

  it.each<readonly [string, () => Promise<unknown>, string]>([
    [
      'a query that is a form',
      () => client.sales.orders.search({ filter: { state: 'a b', sizes: [1, 2], where: { a: 1 } } }),
      'GET /orders?state=a%20b&sizes=1,2&where%5Ba%5D=1',
    ],
    ['no query where the form is left out', () => client.sales.orders.search(), 'GET /orders'],
    [
      'a query that is JSON',
      () => client.sales.orders.searchJson({ selector: { a: ['ü', '&'] } }),
      `GET /orders/raw?${encodeURIComponent('{"a":["\\u00fc","&"]}')}`,
    ],
    [
      'a query that is text',
      () => client.sales.orders.searchText({ path: '$.a[1:1]' }),
      'GET /orders/path?%24.a%5B1%3A1%5D',
    ],
    [
      'reserved characters in a path and a query, and what is encoded already',
      () => client.sales.file({ path: 'a/b:c%2Fd?e#f g', next: '/x?y=1&z%20' }),
      'GET /files/a/b:c%2Fd%3Fe%23f%20g?next=/x?y=1%26z%20',
    ],
    [
      'lists and objects in a path with reserved characters',
      () => client.sales.label({ names: ['a/b', 'c'], point: { x: '1:2', y: '@' } }),
      'GET /labels/.a/b,c/;x=1:2;y=@',
    ],
  ])('sends %s', async (_, call, line) => {
    expect((await sent(call)).line).toBe(line);
  });

  it.each(['..', 'a/../b', '%2e%2E', 'a/.%2e'])('never leaves its path: %s', async (path) => {
    await expect(client.sales.file({ path })).rejects.toThrow(/"\." or "\.\."/);
  });

  it('sends cookies that are not escaped, and refuses a value that would end one', async () => {
    const call = (): Promise<unknown> =>
      client.sales.file({ path: 'a', state: 'a=b%20', marks: ['x', 'y'], page: '/a;b' });
    expect((await sent(call)).headers.cookie).toBe('marks=x; marks=y; page=/a%3Bb; state=a=b%20');
    await expect(client.sales.file({ path: 'a', state: 'a;b' })).rejects.toThrow(/cookie state/);
    const place = { lat: 52.5, name: 'here' };
    const label = { names: ['a'], point: { x: 'b' }, place, words: ['x', 'y'] };
    expect((await sent(() => client.sales.label(label))).headers.cookie).toBe(
      'lat=52.5; name=here; words=x,y',
    );
  });

  it('sends QUERY with a body, and methods of `additionalOperations` as they are written', async () => {
    const query = await sent(() => client.sales.orders.find({ body: { text: 'tea' } }));
    expect([query.line, query.body]).toEqual(['QUERY /orders', '{"text":"tea"}']);
    const copy = await sent(() => client.sales.orders.copyAll({ Destination: '/b' }));
    expect([copy.line, copy.headers['destination']]).toEqual(['COPY /orders', '/b']);
    const link = await sent(() =>
      client.sales.orders.link({ rel: 'next', body: { to: '/c d', ids: [1, 2] } }),
    );
    expect([link.line, link.body]).toEqual(['LINK /orders?rel=next', 'to=%2Fc%20d&ids=1,2']);
  });

  it('sends each item of a list as a part', async () => {
    const { headers, body } = await sent(() => client.sales.import({ body: [{ id: 1 }, { id: 2 }] }));
    expect(headers['content-type']).toMatch(/^multipart\/mixed; boundary=/);
    expect(body.match(/Content-Type: application\/vnd\.order\+json\r\n\r\n\{"id":\d\}/g)).toHaveLength(2);
  });

  it('sends the parts of a list by their positions', async () => {
    const value = [{ title: 't' }, new Blob(['a']), new Blob(['b'], { type: 'image/gif' })];
    const { body } = await sent(() => client.sales.importScans({ xPages: 2, body: value }));
    expect(body).toContain('Content-Type: application/json\r\nx-pages: 2\r\n\r\n{"title":"t"}');
    expect(body).toContain('Content-Type: image/png\r\n\r\na');
    expect(body).toContain('Content-Type: image/gif\r\n\r\nb');
  });

  it('sends a list as JSON lines, or as a sequence of JSON texts', async () => {
    const body = [{ id: 1, note: 'a\nb' }, { id: 2 }];
    const lines = await sent(() => client.sales.orders.sendLines({ body }));
    expect([lines.headers['content-type'], lines.body]).toEqual([
      'application/jsonl',
      '{"id":1,"note":"a\\nb"}\n{"id":2}\n',
    ]);
    const records = await sent(() => client.sales.orders.sendRecords({ body: [{ id: 1 }] }));
    expect([records.headers['content-type'], records.body]).toEqual([
      'application/json-seq',
      '\u001E{"id":1}\n',
    ]);
    const wrong = client.sales.orders.sendLines({ body: [{ id: 1 }, { id: 'a' }] });
    await expect(wrong).rejects.toThrow(/body\/1\/id/);
  });

  it('reads the items of streams', async () => {
    const items = async (call: () => Promise<unknown>): Promise<readonly unknown[]> => {
      const found: unknown[] = [];
      for await (const item of (await call()) as AsyncIterable<unknown>) found.push(item);
      return found;
    };
    expect(await items(() => client.sales.orders.watch())).toEqual([
      { data: { id: 1 } },
      { data: { id: 2, note: 'n' } },
    ]);
    expect(await items(() => client.sales.orders.log())).toEqual([{ id: 3 }, { id: 4 }]);
    const records = await items(() => client.sales.orders.sendRecords({ body: [] }));
    expect(records).toEqual([{ id: 5 }, { id: 6 }]);
  });

  it('reads what no mapping names as the default variant', async () => {
    const payment = (id: string): Promise<unknown> => client.sales.payment({ id });
    expect(await payment('card')).toEqual({ kind: 'card', last4: '1234' });
    expect(await payment('cash')).toEqual({ kind: 'cash', text: 'cash' });
    expect(await payment('none')).toEqual({ text: 'none' });
    await expect(payment('broken')).rejects.toThrow(/text/);
  });

  it('has called every operation of the document', async () => {
    const { api } = (await generated()).result;
    const uncalled = api?.operations.filter(({ method, url }) => {
      const line = `${sentMethod(method)} ${url}`.replaceAll(/\{\w+\}/g, '.+');
      return ![...requested].some((each) => new RegExp(`^${line}$`).test(each));
    });
    expect(uncalled?.map(({ id }) => id)).toEqual([]);
  });
});

describe('what a document of OpenAPI 3.2 describes', () => {
  it('is in the API for templates', async () => {
    const { api } = (await generated()).result;
    expect(api?.servers[0]?.name).toBe('production');
    expect(api?.tags.map(({ name, parent, kind, docs }) => [name, parent, kind, docs.summary])).toEqual([
      ['sales', undefined, undefined, 'Sales'],
      ['orders', 'sales', 'nav', 'Orders'],
      ['beta', undefined, 'badge', 'Not stable yet'],
    ]);
    expect(api?.securitySchemes[0]).toMatchObject({
      metadataUrl: 'https://auth.example.com/.well-known/oauth-authorization-server',
      docs: { deprecated: true },
      flows: [{ kind: 'deviceAuthorization', authorizationUrl: 'https://auth.example.com/device' }],
    });
    const find = api?.operations.find(({ id }) => id === 'find');
    expect(find?.requestBody?.content[0]?.examples).toEqual([{ text: 'tea' }]);
    expect(find?.responses[0]?.docs.summary).toBe(null);
    expect(api?.operations.find(({ id }) => id === 'search')?.responses[0]?.docs.summary).toBe(
      'Orders that were found',
    );
  });
});

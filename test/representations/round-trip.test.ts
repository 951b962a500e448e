/** Integers of 64 bits and points in time, as callers have them, to a real server and back. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import type { Validator } from '../../templates/runtime/files/validation.ts';
import { sharedPackage } from '../support/generated-package.ts';
import { shop } from './shop.ts';
import { importFiles } from '../support/imported-package.ts';

type Call = (parameters?: unknown) => Promise<unknown>;

interface Shop {
  readonly createClient: (options: object) => Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly Order: Validator<unknown>;
  readonly Part: Validator<unknown>;
  readonly Timestamp: Validator<unknown>;
  readonly Visit: Validator<unknown>;
}

const server = { text: '', url: '', body: '', headers: {} as NodeJS.Dict<string | string[]> };
let listening: Server;

beforeAll(async () => {
  listening = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => listening.listen(0, resolve));
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  server.url = request.url ?? '';
  server.headers = request.headers;
  server.body = Buffer.concat(await request.toArray()).toString();
  response.writeHead(server.text === '' ? 204 : 200, { 'content-type': 'application/json' });
  response.end(server.text);
}

afterAll(() => {
  listening.closeAllConnections();
  listening.close();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function shopWith(types: RepresentedTypes): Promise<Shop> {
  const { files, result } = await sharedPackage({ spec: shop, options: { types } });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return importFiles<Shop>(files);
}

async function calling(
  made: Shop,
  [resource, method]: readonly [string, string],
  given?: unknown,
): Promise<unknown> {
  const { port } = listening.address() as AddressInfo;
  const client = made.createClient({ baseUrl: `http://localhost:${port}`, maxRetries: 0 });
  return client[resource]?.[method]?.(given);
}

/** As Node 20 has it: no source of a number, and no raw JSON. */
function withoutSources(): void {
  const { parse, stringify } = JSON;
  const plainly = (text: string, reviver?: (key: string, value: unknown) => unknown): unknown =>
    parse(text, reviver && ((key: string, value: unknown): unknown => reviver(key, value)));
  vi.stubGlobal('JSON', { parse: plainly, stringify });
}

const order = `{"id":9223372036854775807,"createdAt":"2020-01-01T00:00:00.123Z",
  "extra":{"number":9007199254740993,"text":"9007199254740993","quoted":"\\"9007199254740993,\\\\"},
  "price":12345678901234567,"numbers":[1,null,-9223372036854775808],"byName":{"__proto__":[9007199254740993]},
  "when":"2016-12-31T23:59:60Z","pair":["2020-01-01t00:00:00z",9007199254740993],"updatedAt":null,
  "lines":[{"sku":9007199254740993,"other":"2021-01-01T00:00:00Z"}],
  "payment":{"kind":"card","paidAt":"2020-01-01T00:00:00Z","number":4111111111111111111},
  "either":{"weight":9007199254740993,"sentAt":"2020-01-01T00:00:00Z","stamps":9007199254740995}}`;

const time = (text: string): Date => new Date(text);

/** The same order as callers have it. */
function orderOf(long: (digits: string) => unknown): unknown {
  const numbers = Object.fromEntries([['__proto__', [long('9007199254740993')]]]);
  return {
    id: long('9223372036854775807'),
    createdAt: time('2020-01-01T00:00:00.123Z'),
    extra: { number: 2 ** 53, text: '9007199254740993', quoted: '"9007199254740993,\\' },
    price: Number('12345678901234567'),
    numbers: [long('1'), null, long('-9223372036854775808')],
    byName: numbers,
    when: time('2016-12-31T23:59:59Z'),
    pair: [time('2020-01-01T00:00:00Z'), long('9007199254740993')],
    updatedAt: null,
    lines: [{ sku: long('9007199254740993'), other: time('2021-01-01T00:00:00Z') }],
    payment: { kind: 'card', paidAt: time('2020-01-01T00:00:00Z'), number: long('4111111111111111111') },
    either: {
      weight: long('9007199254740993'),
      sentAt: time('2020-01-01T00:00:00Z'),
      stamps: long('9007199254740995'),
    },
    dueAt: time('2030-01-01T00:00:00Z'),
    limit: long('5'),
  };
}

const ways = [
  { int64: 'bigint', long: (digits: string): unknown => BigInt(digits) },
  { int64: 'string', long: (digits: string): unknown => digits },
] as const;

describe.each(ways)('int64 as $int64', ({ int64, long }) => {
  let made: Shop;
  beforeAll(async () => {
    made = await shopWith({ int64, dateTime: 'Date' });
  });

  it.each(['with', 'without'])('keeps every digit both ways, %s sources of numbers', async (platform) => {
    if (platform === 'without') withoutSources();
    server.text = order;
    const received = await calling(made, ['orders', 'get'], { id: long('9223372036854775806') });
    expect(received).toEqual(orderOf(long));
    expect(server.url).toBe('/orders/9223372036854775806');
    expect(made.Order.is(received)).toBe(true);
    await calling(made, ['orders', 'create'], { body: received });
    expect(server.body).toContain('"id":9223372036854775807');
    expect(server.body).toContain('"byName":{"__proto__":[9007199254740993]}');
    expect(server.body).toContain('"number":4111111111111111111');
    expect(server.body).toContain('"weight":9007199254740993');
    expect(server.body).toContain('"text":"9007199254740993"');
    expect(received).toEqual(orderOf(long));
  });

  it('writes them in parameters, forms and parts', async () => {
    const part = { at: time('2020-01-01T00:00:00Z'), count: long('9007199254740993') };
    const parameters = { id: long('1'), ids: [long('-1'), long('2')], range: part, filter: part };
    server.text = order;
    await calling(made, ['orders', 'get'], parameters);
    const { searchParams } = new URL(server.url, 'http://localhost');
    expect(searchParams.getAll('ids')).toEqual(['-1', '2']);
    expect(searchParams.get('range[count]')).toBe('9007199254740993');
    expect(searchParams.get('filter')).toBe('{"at":"2020-01-01T00:00:00.000Z","count":9007199254740993}');
    server.text = '';
    await calling(made, ['forms', 'send'], { body: part });
    expect(server.body).toBe('at=2020-01-01T00%3A00%3A00.000Z&count=9007199254740993');
    await calling(made, ['parts', 'send'], { body: { ...part, part, file: new Blob(['x']) } });
    expect(server.body).toContain('\r\n\r\n9007199254740993\r\n');
    expect(server.body).toContain('{"at":"2020-01-01T00:00:00.000Z","count":9007199254740993}');
    expect(server.body).toContain('\r\n\r\nx\r\n');
  });

  it('is a list of them by itself', async () => {
    server.text = '[1,9007199254740993]';
    const given = [long('2'), long('9007199254740995')];
    expect(await calling(made, ['times', 'add'], { body: given })).toEqual([
      long('1'),
      long('9007199254740993'),
    ]);
    expect(server.body).toBe('[2,9007199254740995]');
    expect(given).toEqual([long('2'), long('9007199254740995')]);
  });

  it.each(['9223372036854775808', '"5"', '1.5', '9007199254740993.5', '1e17', 'null'])(
    'refuses %s of a server',
    async (id) => {
      server.text = `{"id":${id},"createdAt":"2020-01-01T00:00:00Z"}`;
      const call = calling(made, ['orders', 'get'], { id: long('1') });
      await expect(call).rejects.toMatchObject({ kind: 'schema', issues: [{ path: ['id'] }] });
    },
  );

  it.each([5, '05', '9223372036854775808', 2n ** 63n, '1.0', ''])('refuses %s of a caller', async (id) => {
    const call = calling(made, ['orders', 'get'], { id });
    await expect(call).rejects.toMatchObject({ name: 'ApiRequestError', issues: [{ path: ['id'] }] });
  });

  it('is what the validator gives out, of a bigint too', () => {
    const wire = { id: 7, createdAt: '2020-01-01T00:00:00Z' };
    const output = made.Order['~standard'].validate(wire);
    expect(output).toMatchObject({ value: { id: long('7'), createdAt: time('2020-01-01T00:00:00Z') } });
    expect(made.Order.is({ id: 7, createdAt: '2020-01-01T00:00:00Z' })).toBe(false);
    expect(made.Order.parse({ createdAt: '2020-01-01T00:00:00Z', id: 2n ** 60n })).toMatchObject({
      id: long(String(2n ** 60n)),
    });
  });

  it('is given out of what is only sent, and of what is nothing but a time', () => {
    const part = made.Part.parse({ at: '2020-01-01T00:00:00Z', count: 7 });
    expect(part).toEqual({ at: time('2020-01-01T00:00:00Z'), count: long('7') });
    expect(made.Part.is(part)).toBe(true);
    expect(made.Timestamp.parse('2020-01-01T00:00:00Z')).toEqual(time('2020-01-01T00:00:00Z'));
  });

  it('is given out of what is only sent but for what only the server fills in', () => {
    const text = '2020-01-01T00:00:00Z';
    expect(made.Visit.parse({ from: text, until: text })).toEqual({ from: time(text), until: time(text) });
  });

  it('is compared from page to page', async () => {
    server.text = '{"items":[{"id":9007199254740993}],"total":2}';
    const all = await calling(made, ['books', 'listAll'], { shelf: long('1') });
    const read = async (): Promise<void> => {
      for await (const book of all as AsyncIterable<unknown>)
        expect(book).toEqual({ id: long('9007199254740993') });
    };
    await expect(read()).rejects.toMatchObject({ kind: 'pages' });
  });

  it('refuses bodies too deep for any type, and does not fail otherwise', async () => {
    server.text = `${'['.repeat(100_000)}9007199254740993${']'.repeat(100_000)}`;
    const call = calling(made, ['times', 'add'], { body: [] });
    await expect(call).rejects.toMatchObject({ kind: 'schema' });
  });
});

describe('date-time as Date', () => {
  let made: Shop;
  beforeAll(async () => {
    made = await shopWith({ dateTime: 'Date' });
  });

  it('is one by itself', async () => {
    server.text = '"2020-01-01T01:00:00+01:00"';
    expect(await calling(made, ['times', 'last'])).toEqual(time('2020-01-01T00:00:00Z'));
  });

  it('is written in queries and headers', async () => {
    server.text = '{"id":1,"createdAt":"2020-01-01T00:00:00Z"}';
    const at = time('2020-01-01T00:00:00.5Z');
    await calling(made, ['orders', 'get'], { id: 1, since: at, xAt: at });
    expect(server.url).toBe('/orders/1?since=2020-01-01T00%3A00%3A00.500Z');
    expect(server.headers).toHaveProperty('x-at', '2020-01-01T00:00:00.500Z');
  });

  it.each([
    ['of no time', new Date(Number.NaN)],
    ['of a year that RFC 3339 cannot write', new Date(8.64e15)],
    ['that is text', '2020-01-01T00:00:00Z'],
  ])('refuses a request with one %s', async (_, createdAt) => {
    const call = calling(made, ['orders', 'create'], { body: { id: 1, createdAt } });
    await expect(call).rejects.toMatchObject({
      name: 'ApiRequestError',
      issues: [{ path: ['body', 'createdAt'] }],
    });
  });

  it('refuses days of a server that there are not', async () => {
    server.text = '{"id":1,"createdAt":"2020-02-30T00:00:00Z"}';
    await expect(calling(made, ['orders', 'get'], { id: 1 })).rejects.toMatchObject({ kind: 'schema' });
  });

  it('tells equal items apart from others', () => {
    const wire = { id: 1, createdAt: '2020-01-01T00:00:00Z' };
    const dates = ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'].map(time);
    const value = made.Order.parse({ ...wire, dates });
    expect(made.Order.is(value, { exact: true })).toBe(true);
    expect(made.Order.is(Object.assign({}, value, { dates: [dates[0], dates[0]] }), { exact: true })).toBe(
      false,
    );
  });
});

/** What is asked of an instant: the platforms that this is tested on have none. */
class StandIn {
  readonly text: string;
  readonly [Symbol.toStringTag] = 'Temporal.Instant';
  constructor(text: string) {
    this.text = text;
  }
  static from(text: string): StandIn {
    return new StandIn(text);
  }
  toString(): string {
    return this.text;
  }
  toJSON(): string {
    return this.text;
  }
}

describe('date-time as Temporal.Instant', () => {
  const text = '2020-01-01T00:00:00.123456789Z';
  let made: Shop;
  beforeAll(async () => {
    made = await shopWith({ dateTime: 'Temporal' });
  });

  it('goes both ways', async () => {
    vi.stubGlobal('Temporal', { Instant: StandIn });
    server.text = `{"id":1,"createdAt":"${text}","dates":["${text}"]}`;
    const at = new StandIn(text);
    const received = await calling(made, ['orders', 'get'], { id: 1, since: at, xAt: at, range: { at } });
    expect(received).toMatchObject({ createdAt: at, dates: [at] });
    expect(new URL(server.url, 'http://localhost').searchParams.get('range[at]')).toBe(text);
    expect(server.headers).toHaveProperty('x-at', text);
    await calling(made, ['orders', 'create'], { body: received });
    expect(JSON.parse(server.body)).toMatchObject({ createdAt: text, dates: [text] });
    server.text = '';
    await calling(made, ['parts', 'send'], { body: { at } });
    expect(server.body).toContain(`\r\n\r\n${text}\r\n`);
  });

  it('is an error of the call where the platform has none', async () => {
    vi.stubGlobal('Temporal', undefined);
    server.text = `{"id":1,"createdAt":"${text}"}`;
    const call = calling(made, ['orders', 'get'], { id: 1 });
    await expect(call).rejects.toMatchObject({
      kind: 'schema',
      issues: [{ expected: 'platform with Temporal' }],
    });
  });
});

/** Lists whose pages have numbers: the loop ends where the list does, against a real HTTP server. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPackage } from '../support/imported-package.ts';

interface Page {
  readonly items: readonly number[];
  readonly [name: string]: unknown;
}

interface Exports {
  readonly createClient: (options: { baseUrl: string }) => {
    readonly things: {
      readonly listAll: (given?: { page?: number; per_page?: number }) => AsyncIterable<number> & {
        readonly page: (
          address?: object,
        ) => Promise<{ readonly items: readonly number[]; readonly next?: object }>;
      };
    };
  };
}

const lists: readonly number[] = Array.from({ length: 25 }, (_, index) => index);

const operation = {
  operationId: 'things.list',
  parameters: ['page', 'per_page'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
  responses: {
    '200': {
      description: 'Things.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['items'],
            properties: { items: { type: 'array', items: { type: 'integer' } }, total: { type: 'integer' } },
          },
        },
      },
    },
  },
};
const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1.0.0' },
  paths: { "/it's/things": { get: operation } },
});

/** What the server answers to a page of a size; the requested pages. */
let answer: (page: number, size: number) => Page;
let requested: number[] = [];
let server: Server;
let things: ReturnType<Exports['createClient']>['things'];

const slice = (page: number, size: number): readonly number[] => lists.slice((page - 1) * size, page * size);

beforeAll(async () => {
  const plain = await importPackage<Exports>({ spec, options: { importExtension: 'ts' } });
  const printed = plain.result.diagnostics.find(({ code }) => code === 'CW2066')?.help ?? '';
  const action = /- .*$/.exec(printed)?.[0] ?? '';
  const overlay = `overlay: 1.0.0\ninfo: { title: Pages, version: 1.0.0 }\nactions:\n  ${action}\n`;
  const { exports, result } = await importPackage<Exports>({
    spec,
    overlay,
    options: { importExtension: 'ts' },
  });
  if (result.diagnostics.length > 0) throw new Error(JSON.stringify(result.diagnostics));
  server = createServer(({ url }, response) => {
    const { searchParams } = new URL(url ?? '', 'http://localhost');
    const page = Number(searchParams.get('page') ?? 1);
    requested.push(page);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(page, Number(searchParams.get('per_page') ?? 10))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  ({ things } = exports.createClient({ baseUrl: `http://127.0.0.1:${port}` }));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function read(given?: { page?: number; per_page?: number }): Promise<readonly number[]> {
  requested = [];
  const items: number[] = [];
  for await (const item of things.listAll(given)) items.push(item);
  return items;
}

describe('with the overlay that the message prints, pasted', () => {
  it('the loop ends when it has the total', async () => {
    answer = (page, size) => ({ items: slice(page, size), total: 25 });
    expect(await read()).toEqual(lists);
    expect(requested).toEqual([1, 2, 3]);
    expect(await read({ per_page: 5 })).toEqual(lists);
    expect(requested).toEqual([1, 2, 3, 4, 5]);
    expect(await read({ page: 3 })).toEqual(lists.slice(20));
  });

  it('the loop ends at an empty page where the total is missing', async () => {
    answer = (page, size) => ({ items: slice(page, size) });
    expect(await read()).toEqual(lists);
    expect(requested).toEqual([1, 2, 3, 4]);
  });

  it('the loop loses no item where the server returns smaller pages than asked for', async () => {
    answer = (page) => ({ items: slice(page, 4), total: 25 });
    expect(await read({ per_page: 1000 })).toEqual(lists);
  });

  it('the loop ends where the list is empty or has one page', async () => {
    answer = () => ({ items: [], total: 0 });
    expect(await read()).toEqual([]);
    answer = () => ({ items: [1, 2], total: 2 });
    expect(await read()).toEqual([1, 2]);
    expect(requested).toEqual([1]);
  });

  it('the loop throws where the server returns one page for ever', async () => {
    answer = () => ({ items: [1, 2] });
    await expect(read()).rejects.toThrow('repeats the page before it');
    expect(requested).toEqual([1, 2]);
  });

  it('one page has the address of the next one, until there is none', async () => {
    answer = (page, size) => ({ items: slice(page, size), total: 20 });
    const first = await things.listAll().page();
    const second = await things.listAll().page(first.next);
    expect([first.items, second.items]).toEqual([slice(1, 10), slice(2, 10)]);
    expect(second.next).toBeUndefined();
  });
});

import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { json } from '../../templates/runtime/files/validated.ts';
import type { Operation } from '../../templates/runtime/files/operation.ts';
import type { RequestOptions } from '../../templates/runtime/files/settings.ts';
import {
  allItems,
  byCursor,
  byLastItem,
  byLink,
  byOffset,
  byPage,
  byUrl,
  type AllItems,
  type NextPage,
  type Paging,
} from '../../templates/runtime/files/pages.ts';
import { form } from '../../templates/runtime/files/parameters.ts';
import { validator } from '../../templates/runtime/files/validation.ts';
import { artuTransport } from '../support/artu-operations.ts';
import { startArtuServer, type ArtuServer } from '../support/artu-server.ts';

interface Parameters {
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
  readonly page?: number | undefined;
  readonly kind?: string | undefined;
}

interface Page {
  readonly items: readonly string[];
  readonly next?: string | null;
  readonly more?: boolean;
  readonly total?: number;
}

/** Any page is right: these tests are about what comes next. */
const anyPage = validator<Page>(() => undefined);

const operation: Operation<Parameters, Page> = {
  id: 'list',
  method: 'GET',
  path: '/list',
  request: ({ cursor, offset, page, kind }) => ({
    query: [form('kind', kind), form('cursor', cursor), form('offset', offset), form('page', page)],
  }),
  responses: { 200: json(anyPage) },
};

type Next = NextPage<Parameters, Page, string>;

const cursor: Next = byCursor(
  ({ next }: Page) => next,
  (parameters, next) => ({ ...parameters, cursor: next }),
);
const lastItem: Next = byLastItem(
  (item: string) => item,
  (parameters, last) => ({ ...parameters, cursor: last }),
);
const offset: Next = byOffset({
  read: (parameters: Parameters) => parameters.offset,
  write: (parameters, count) => ({ ...parameters, offset: count }),
  total: ({ total }: Page) => total,
});
const page: Next = byPage({
  read: (parameters: Parameters) => parameters.page,
  write: (parameters, count) => ({ ...parameters, page: count }),
  total: ({ total }: Page) => total,
});
const url: Next = byUrl(({ next }: Page) => next);

interface List {
  readonly next: Next;
  readonly more?: boolean;
  readonly parameters?: Parameters;
  readonly options?: RequestOptions;
  /** What stands after the origin in the base URL. */
  readonly base?: string;
}

function listOf(
  server: ArtuServer,
  { next, more, parameters = {}, options, base = '' }: List,
): AllItems<string, Page> {
  const paging: Paging<Parameters, Page, string> = {
    call: { operation: () => operation },
    items: ({ items }) => items,
    ...(more === true ? { more: (answer: Page) => answer.more } : {}),
    next,
  };
  return allItems(artuTransport(server.url + base), paging, { parameters, options });
}

/** Answers with the pages by what stands after the path in the request. */
function serving(
  pages: Readonly<Record<string, Page>>,
  link?: Readonly<Record<string, string>>,
): Promise<ArtuServer> {
  return startArtuServer({
    answer({ url: asked = '' }: IncomingMessage, response: ServerResponse) {
      const found = pages[asked];
      const header = link?.[asked];
      response.writeHead(found === undefined ? 404 : 200, {
        'content-type': 'application/json',
        ...(header === undefined ? {} : { link: header }),
      });
      response.end(JSON.stringify(found ?? {}));
    },
  });
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function urlsOf(server: ArtuServer): readonly string[] {
  return server.requests.map(({ url: asked }) => asked);
}

describe('all items of a list', () => {
  it.each<[string, Record<string, Page>, List]>([
    [
      'by a cursor in the page, until there is none',
      {
        '/list?kind=cat': { items: ['a', 'b'], next: 'x' },
        '/list?kind=cat&cursor=x': { items: [], next: 'y' },
        '/list?kind=cat&cursor=y': { items: ['c'], next: null },
      },
      { next: cursor, parameters: { kind: 'cat' } },
    ],
    [
      'by a cursor, until the page says that it was the last',
      {
        '/list': { items: ['a', 'b'], next: 'x', more: true },
        '/list?cursor=x': { items: ['c'], next: 'y', more: false },
      },
      { next: cursor, more: true },
    ],
    [
      'by the last item',
      {
        '/list': { items: ['a', 'b'], more: true },
        '/list?cursor=b': { items: ['c'], more: false },
      },
      { next: lastItem, more: true },
    ],
    [
      'by the count of items, until a page is empty',
      {
        '/list': { items: ['a', 'b'] },
        '/list?offset=2': { items: ['c'] },
        '/list?offset=3': { items: [] },
      },
      { next: offset },
    ],
    [
      'by the count of items, until there are no more',
      { '/list': { items: ['a', 'b'], total: 3 }, '/list?offset=2': { items: ['c'], total: 3 } },
      { next: offset },
    ],
    [
      'by the number of the page, from where the caller begins',
      { '/list?page=2': { items: ['a', 'b'], total: 3 }, '/list?page=3': { items: ['c'], total: 3 } },
      { next: page, parameters: { page: 2 } },
    ],
    [
      'by the address of the next page, below the path of the base URL',
      {
        '/v2/list?kind=cat': { items: ['a', 'b'], next: '/v2/list?after=7&kind=cat' },
        '/v2/list?after=7&kind=cat': { items: [], next: '?after=8' },
        '/v2/list?after=8': { items: ['c'], next: '' },
      },
      { next: url, base: '/v2', parameters: { kind: 'cat' } },
    ],
  ])('%s', async (_, pages, list) => {
    await using server = await serving(pages);
    expect(await all(listOf(server, list))).toEqual(['a', 'b', 'c']);
    expect(urlsOf(server)).toEqual(Object.keys(pages));
  });

  it('by the header Link', async () => {
    await using server = await serving(
      { '/list': { items: ['a'] }, '/list?p=2,3': { items: ['b'] }, '/list?p=4': { items: ['c'] } },
      {
        '/list': '</first>; rel="first", <?p=2,3>; title="a, b"; rel="prefetch NEXT", </last>; rel=last',
        '/list?p=2,3': '<?p=4>;rel=next',
        '/list?p=4': '</list>; rel="first next-archive"',
      },
    );
    expect(await all(listOf(server, { next: byLink() }))).toEqual(['a', 'b', 'c']);
  });

  it('are asked for page by page, and no further than the loop goes', async () => {
    await using server = await serving({
      '/list': { items: ['a', 'b'], next: 'x' },
      '/list?cursor=x': { items: ['c', 'd'], next: 'y' },
    });
    const seen: string[] = [];
    for await (const item of listOf(server, { next: cursor })) {
      seen.push(`${item}${server.requests.length}`);
      if (item === 'c') break;
    }
    expect(seen).toEqual(['a1', 'b1', 'c2']);
    expect(server.requests).toHaveLength(2);
  });

  it('can be had page by page, and again from the start', async () => {
    const pages = { '/list': { items: ['a'], next: 'x' }, '/list?cursor=x': { items: ['b'], next: null } };
    await using server = await serving(pages);
    const list = listOf(server, { next: cursor });
    expect(await all(list.pages())).toEqual(Object.values(pages));
    expect(await all(list)).toEqual(['a', 'b']);
    expect(server.requests).toHaveLength(4);
  });

  it('can be had one at a time, by the address of the next one', async () => {
    const pages = { '/list': { items: ['a'], next: 'x' }, '/list?cursor=x': { items: ['b'], next: null } };
    await using server = await serving(pages);
    const list = listOf(server, { next: cursor });
    const first = await list.page();
    expect(first).toEqual({ items: ['a'], page: pages['/list'], next: { parameters: { cursor: 'x' } } });
    const stored: typeof first.next = JSON.parse(JSON.stringify(first.next));
    expect(await list.page(stored)).toEqual({ items: ['b'], page: pages['/list?cursor=x'] });
  });

  it('can be had one at a time by URL, but not from another origin', async () => {
    await using server = await serving({
      '/list': { items: ['a'], next: '/list?after=1' },
      '/list?after=1': { items: ['b'], next: null },
    });
    const list = listOf(server, { next: url });
    const { next } = await list.page();
    expect(next).toEqual({ url: `${server.url}/list?after=1` });
    expect(await list.page(next)).toMatchObject({ items: ['b'] });
    for (const address of ['https://elsewhere.example/list', 'not a url'])
      await expect(list.page({ url: address })).rejects.toMatchObject({ name: 'ApiRequestError' });
    expect(server.requests).toHaveLength(2);
  });

  it('end with the error of a page', async () => {
    await using server = await serving({ '/list': { items: ['a'], next: 'x' } });
    await expect(all(listOf(server, { next: cursor }))).rejects.toMatchObject({ status: 404 });
  });

  it('end with the signal of the call, also between two pages', async () => {
    await using server = await serving({ '/list': { items: ['a'], next: 'x' } });
    const controller = new AbortController();
    const loop = async (): Promise<void> => {
      for await (const _ of listOf(server, { next: cursor, options: { signal: controller.signal } }))
        controller.abort('enough');
    };
    await expect(loop()).rejects.toMatchObject({ name: 'AbortError', cause: 'enough' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('pages without an end', () => {
  it.each<[string, Record<string, Page>, List]>([
    [
      'a cursor that comes again',
      {
        '/list': { items: ['a'], next: 'x' },
        '/list?cursor=x': { items: ['b'], next: 'y' },
        '/list?cursor=y': { items: ['c'], next: 'x' },
      },
      { next: cursor },
    ],
    [
      'an address that comes again',
      { '/list': { items: ['a'], next: '/list?a' }, '/list?a': { items: ['a'], next: '/list?a' } },
      { next: url },
    ],
    [
      'a server that does not count',
      { '/list': { items: ['a', 'b'] }, '/list?offset=2': { items: ['a', 'b'] } },
      { next: offset },
    ],
    [
      'a server that does not know of pages',
      { '/list': { items: ['a'], total: 2 }, '/list?page=2': { items: ['a'], total: 2 } },
      { next: page },
    ],
    ['another origin', { '/list': { items: ['a'], next: 'http://localhost:1/list' } }, { next: url }],
    ['no address', { '/list': { items: ['a'], next: 'http://[' } }, { next: url }],
  ])('fail: %s', async (_, pages, list) => {
    await using server = await serving(pages);
    await expect(all(listOf(server, list))).rejects.toMatchObject({
      name: 'ApiResponseError',
      kind: 'pages',
      status: 200,
    });
    expect(urlsOf(server)).toEqual(Object.keys(pages));
  });
});

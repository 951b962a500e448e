/** Options of TanStack Query, used by the library itself against a server that answers on this machine. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tanstackQuery } from '../../../templates/tanstack-query/tanstack-query.ts';
import { generatePackage, type GeneratedPackage } from '../../support/generated-package.ts';
import { outputOf, withInstalled, type InstalledRequest } from '../../support/installed-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const spec = readFileSync(new URL('shop.yaml', import.meta.url), 'utf8');

/** Answers each request by its method and path; `urls` has them in their order. */
const server = `
import { createTransport } from './src/index.ts';
export const urls: string[] = [];
export const transport = createTransport({
  fetch: async (url, init) => {
    const { pathname, search } = new URL(url);
    urls.push(init.method + ' ' + pathname + search);
    if (pathname === '/health' || pathname === '/products/refresh') return new Response(null, { status: 204 });
    if (init.method === 'POST') return Response.json({ existing: 'p1' }, { status: 409 });
    if (pathname !== '/products') return Response.json({ name: pathname });
    const cursor = new URL(url).searchParams.get('cursor');
    return Response.json({ items: [{ name: cursor ?? 'first' }], ...(cursor === null && { next_cursor: 'second' }) });
  },
});
`;

let built: GeneratedPackage;

beforeAll(async () => {
  const options = {
    importExtension: 'ts',
    packageName: '@example/shop',
    templates: [tanstackQuery()],
    types: { int64: 'bigint' },
  } as const;
  built = await generatePackage({ spec, specFile: 'shop.yaml', options });
});

describe('the package', () => {
  it('has a module for each resource, and the library as a peer', () => {
    expect(built.result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(JSON.parse(built.files.get('package.json') ?? '')).toMatchObject({
      exports: {
        './tanstack-query/root': './src/tanstack-query/root.ts',
        './tanstack-query/products': './src/tanstack-query/products.ts',
      },
      peerDependencies: { '@tanstack/query-core': '^5.0.0' },
    });
  });

  it('has queries for reads, infinite queries for pages, mutations for the rest, and no streams', () => {
    const text = built.files.get('src/tanstack-query/products.ts') ?? '';
    const names = [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual([
      'key',
      'createMutation',
      'listQuery',
      'listPagesQuery',
      'refreshMutation',
      'retrieveQuery',
    ]);
  });

  it('does not load the library, or the options, with its entry', () => {
    for (const path of ['src/index.ts', 'src/client.ts', 'src/resources/products.ts'])
      expect(built.files.get(path), path).not.toContain('tanstack');
  });
});

describe('a query', () => {
  it('fetches, stores and invalidates by its key', async () => {
    const program = `
import { QueryClient } from '@tanstack/query-core';
import { healthQuery } from './src/tanstack-query/root.ts';
import { key, listQuery, retrieveQuery } from './src/tanstack-query/products.ts';
import { transport, urls } from './server.ts';
const client = new QueryClient();
const health = await client.fetchQuery(healthQuery(transport));
const product = await client.fetchQuery(retrieveQuery(transport, { id: 9007199254740993n }));
await client.fetchQuery(listQuery(transport));
await client.fetchQuery({ ...listQuery(transport, { query: 'tea' }), staleTime: Infinity });
await client.fetchQuery({ ...listQuery(transport, { query: 'tea' }), staleTime: Infinity });
const cached = client.getQueryData(retrieveQuery(transport, { id: 9007199254740993n }).queryKey);
await client.invalidateQueries({ queryKey: key });
const stale = client.getQueryCache().getAll().filter((query) => query.isStale()).map(({ queryKey }) => queryKey);
console.log(JSON.stringify({ health, product, cached, urls, stale }));
`;
    expect(await outputOf(program, shop())).toEqual({
      health: null,
      product: { name: '/products/9007199254740993' },
      cached: { name: '/products/9007199254740993' },
      urls: ['GET /health', 'GET /products/9007199254740993', 'GET /products', 'GET /products?query=tea'],
      stale: [
        ['@example/shop', 'products', 'retrieve', { id: '9007199254740993' }],
        ['@example/shop', 'products', 'list'],
        ['@example/shop', 'products', 'list', { query: 'tea' }],
      ],
    });
  });

  it('passes on the signal of the library', async () => {
    const program = `
import { QueryClient } from '@tanstack/query-core';
import { createTransport } from './src/index.ts';
import { listQuery } from './src/tanstack-query/products.ts';
const client = new QueryClient();
const transport = createTransport({
  fetch: async (_url, init) => {
    void client.cancelQueries();
    await new Promise((resolve) => init.signal.addEventListener('abort', resolve));
    throw init.signal.reason;
  },
});
const error = await client.fetchQuery(listQuery(transport)).catch((reason) => reason);
console.log(JSON.stringify(error.constructor.name));
`;
    expect(await outputOf(program, shop())).toBe('CancelledError');
  });
});

describe('an infinite query', () => {
  it('follows the declared pages, and ends after the last', async () => {
    const program = `
import { InfiniteQueryObserver, QueryClient } from '@tanstack/query-core';
import { listPagesQuery } from './src/tanstack-query/products.ts';
import { transport, urls } from './server.ts';
const observer = new InfiniteQueryObserver(new QueryClient(), listPagesQuery(transport, { query: 'tea' }));
await observer.fetchOptimistic(observer.options);
const { data, hasNextPage } = await observer.fetchNextPage();
const names = data?.pages.flatMap(({ items }) => items.map(({ name }) => name));
console.log(JSON.stringify({ names, hasNextPage, urls, parameters: data?.pageParams }));
`;
    expect(await outputOf(program, shop())).toEqual({
      names: ['first', 'second'],
      hasNextPage: false,
      urls: ['GET /products?query=tea', 'GET /products?cursor=second&query=tea'],
      parameters: [null, { parameters: { cursor: 'second', query: 'tea' } }],
    });
  });
});

describe('a mutation', () => {
  it('sends its variables, and fails with the error of the operation', async () => {
    const program = `
import { MutationObserver, QueryClient } from '@tanstack/query-core';
import { createMutation, refreshMutation } from './src/tanstack-query/products.ts';
import { transport, urls } from './server.ts';
const client = new QueryClient();
const refreshed = await new MutationObserver(client, refreshMutation(transport)).mutate();
const create = new MutationObserver(client, createMutation(transport));
const error = await create.mutate({ body: { name: 'tea' } }).catch((reason) => reason);
console.log(JSON.stringify({ refreshed, status: error.status, body: error.body, urls }));
`;
    expect(await outputOf(program, shop())).toEqual({
      refreshed: null,
      status: 409,
      body: { existing: 'p1' },
      urls: ['POST /products/refresh', 'POST /products'],
    });
  });
});

it('is accepted by the hooks of React, with the types of data, variables and errors', async () => {
  const program = `
import { QueryClient, useInfiniteQuery, useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { isErrorOf, type ApiError, type Product } from './src/index.ts';
import { healthQuery } from './src/tanstack-query/root.ts';
import { createMutation, listPagesQuery, listQuery, refreshMutation, retrieveQuery } from './src/tanstack-query/products.ts';
import * as products from './src/resources/products.ts';
import { transport } from './server.ts';
export function Page(): readonly (Product | undefined)[] {
  const query = useQuery(retrieveQuery(transport, { id: 1n }));
  const product: Product | undefined = query.data;
  const certain: Product = useSuspenseQuery(retrieveQuery(transport, { id: 1n })).data;
  const health: null = useSuspenseQuery(healthQuery(transport)).data;
  const names = useQuery({ ...listQuery(transport), select: ({ items }) => items.map(({ name }) => name) });
  const texts: readonly string[] | undefined = names.data;
  const pages = useInfiniteQuery(listPagesQuery(transport));
  const all: readonly Product[] | undefined = pages.data?.pages.flatMap(({ items }) => items);
  const create = useMutation(createMutation(transport));
  create.mutate({ body: { name: 'tea' } });
  const error: ApiError | null = create.error;
  if (isErrorOf(products.create, error) && error.status === 409) console.log(error.body?.existing.length);
  useMutation(refreshMutation(transport)).mutate();
  const cached: Product | undefined = new QueryClient().getQueryData(retrieveQuery(transport, { id: 1n }).queryKey);
  // @ts-expect-error the id is required
  retrieveQuery(transport);
  // @ts-expect-error the body is required
  create.mutate({});
  console.log(health, texts);
  return [product, certain, cached, ...(all ?? [])];
}
`;
  await withInstalled(shop(), async (folder) => {
    await writeFile(join(folder, 'page.ts'), program);
    expect(await typeErrors([join(folder, 'page.ts')])).toEqual([]);
  });
});

/** The package with its server. */
function shop(): InstalledRequest {
  return { files: new Map([...built.files, ['server.ts', server]]) };
}

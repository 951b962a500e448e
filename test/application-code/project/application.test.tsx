/** The same application code over both clients, with the real libraries: what a user sees is the same. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { ReactNode } from 'react';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { server as ourServer } from './ours/mocks';
import * as ours from './ours/products';
import './peer/client';
import { server as peerServer } from './peer/mocks';
import * as peer from './peer/products';

const id = '0198b8f0-0000-7000-8000-000000000001';
const tea = { id, name: 'Tea', price: 3, category: 'tea', stock: 5 } as const;
const address = 'https://shop.example/products';

describe.each([
  { name: 'clientwright', application: ours, server: ourServer },
  { name: 'hey-api', application: peer, server: peerServer },
])('$name', ({ application, server }) => {
  beforeAll(() => server.listen());
  afterEach(() => {
    cleanup();
    server.resetHandlers();
  });
  afterAll(() => server.close());

  function screenOf() {
    const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    );
    return { cache, wrapper };
  }

  test('mock: every screen has data without a reply of the test', async () => {
    const { result } = renderHook(() => application.useProduct(id), screenOf());
    await waitFor(() => expect(result.current.data?.name).toBeTypeOf('string'));
  });

  test('list: sends the filter', async () => {
    server.use(
      http.get(address, ({ request }) => {
        const category = new URL(request.url).searchParams.get('category');
        return HttpResponse.json({ items: category === 'tea' ? [tea] : [] });
      }),
    );
    const { result } = renderHook(() => application.useProducts('tea'), screenOf());
    await waitFor(() => expect(result.current.data?.items).toEqual([tea]));
  });

  test('detail', async () => {
    server.use(http.get(`${address}/${id}`, () => HttpResponse.json(tea)));
    const { result } = renderHook(() => application.useProduct(id), screenOf());
    await waitFor(() => expect(result.current.data).toEqual(tea));
  });

  test('create: lists are loaded again', async () => {
    let items: readonly object[] = [];
    server.use(
      http.get(address, () => HttpResponse.json({ items })),
      http.post(address, () => {
        items = [tea];
        return HttpResponse.json(tea, { status: 201 });
      }),
    );
    const use = () => ({ list: application.useProducts('tea'), create: application.useCreateProduct() });
    const { result } = renderHook(use, screenOf());
    await waitFor(() => expect(result.current.list.data?.items).toEqual([]));
    act(() => result.current.create.mutate({ body: { name: 'Tea', price: 3, category: 'tea' } }));
    await waitFor(() => expect(result.current.list.data?.items).toEqual([tea]));
  });

  test('infinite list: follows the cursor to its end', async () => {
    server.use(
      http.get(address, ({ request }) =>
        new URL(request.url).searchParams.get('cursor') === 'next'
          ? HttpResponse.json({ items: [{ ...tea, name: 'Second' }] })
          : HttpResponse.json({ items: [tea], nextCursor: 'next' }),
      ),
    );
    const { result } = renderHook(() => application.useProductPages(), screenOf());
    await waitFor(() => expect(result.current.hasNextPage).toBe(true));
    await act(async () => {
      await result.current.fetchNextPage();
    });
    await waitFor(() => expect(result.current.items?.map(({ name }) => name)).toEqual(['Tea', 'Second']));
    expect(result.current.hasNextPage).toBe(false);
  });

  test('optimistic update: shows the change at once, and takes it back if it fails', async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    server.use(
      http.get(`${address}/${id}`, () => HttpResponse.json(tea)),
      http.patch(`${address}/${id}`, async () => {
        await answered;
        return HttpResponse.json({ title: 'No' }, { status: 404 });
      }),
    );
    const use = () => ({ product: application.useProduct(id), rename: application.useRenameProduct(id) });
    const { result } = renderHook(use, screenOf());
    await waitFor(() => expect(result.current.product.data?.name).toBe('Tea'));
    act(() => result.current.rename('Oolong'));
    await waitFor(() => expect(result.current.product.data?.name).toBe('Oolong'));
    answer();
    await waitFor(() => expect(result.current.product.data?.name).toBe('Tea'));
  });

  test('form: refuses an empty name, and sends a valid product', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.post(address, async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json(tea, { status: 201 });
      }),
    );
    render(<application.ProductForm />, screenOf());
    fireEvent.input(screen.getByLabelText('Price'), { target: { value: '3' } });
    fireEvent.input(screen.getByLabelText('Category'), { target: { value: 'tea' } });
    fireEvent.click(screen.getByText('Create'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''));
    expect(bodies).toEqual([]);
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Tea' } });
    fireEvent.click(screen.getByText('Create'));
    await screen.findByText('Created');
    expect(bodies).toEqual([{ name: 'Tea', price: 3, category: 'tea' }]);
  });
});

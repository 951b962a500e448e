import { zodResolver } from '@hookform/resolvers/zod';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import {
  productsCreateMutation,
  productsListInfiniteOptions,
  productsListInfiniteQueryKey,
  productsListOptions,
  productsListQueryKey,
  productsRetrieveOptions,
  productsUpdateMutation,
} from './api/@tanstack/react-query.gen';
import { zNewProduct } from './api/zod.gen';

export function useProducts(category: 'tea' | 'coffee') {
  return useQuery(productsListOptions({ query: { category } }));
}

export function useProduct(id: string) {
  return useQuery(productsRetrieveOptions({ path: { id } }));
}

export function useCreateProduct() {
  const cache = useQueryClient();
  return useMutation({
    ...productsCreateMutation(),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: productsListQueryKey() });
      await cache.invalidateQueries({ queryKey: productsListInfiniteQueryKey() });
    },
  });
}

export function useProductPages() {
  const pages = useInfiniteQuery({
    ...productsListInfiniteOptions(),
    initialPageParam: {},
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return { ...pages, items: pages.data?.pages.flatMap(({ items }) => items) };
}

export function useRenameProduct(id: string) {
  const cache = useQueryClient();
  const { queryKey } = productsRetrieveOptions({ path: { id } });
  const update = useMutation({
    ...productsUpdateMutation(),
    onMutate: async ({ body }) => {
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData(queryKey);
      cache.setQueryData(queryKey, (product) => product && { ...product, ...body });
      return { before };
    },
    onError: (_error, _variables, context) => cache.setQueryData(queryKey, context?.before),
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
  return (name: string) => update.mutate({ path: { id }, body: { name } });
}

export function ProductForm() {
  const create = useCreateProduct();
  const form = useForm({ resolver: zodResolver(zNewProduct) });
  return (
    <form onSubmit={form.handleSubmit((body) => create.mutate({ body }))}>
      <input aria-label="Name" {...form.register('name')} />
      <input aria-label="Price" type="number" {...form.register('price', { valueAsNumber: true })} />
      <input aria-label="Category" {...form.register('category')} />
      <p role="alert">{form.formState.errors.name?.message}</p>
      <button>{create.isSuccess ? 'Created' : 'Create'}</button>
    </form>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import * as products from './api/tanstack-query/products';
import { newProductSchema } from './api/zod';
import { shop } from './client';

export function useProducts(category: 'tea' | 'coffee') {
  return useQuery(products.listQuery(shop, { category }));
}

export function useProduct(id: string) {
  return useQuery(products.retrieveQuery(shop, { id }));
}

export function useCreateProduct() {
  const cache = useQueryClient();
  return useMutation({
    ...products.createMutation(shop),
    onSuccess: () => cache.invalidateQueries({ queryKey: products.key }),
  });
}

export function useProductPages() {
  const pages = useInfiniteQuery(products.listPagesQuery(shop));
  return { ...pages, items: pages.data?.pages.flatMap(({ items }) => items) };
}

export function useRenameProduct(id: string) {
  const cache = useQueryClient();
  const { queryKey } = products.retrieveQuery(shop, { id });
  const update = useMutation({
    ...products.updateMutation(shop),
    onMutate: async ({ body }) => {
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData(queryKey);
      cache.setQueryData(queryKey, (product) => product && { ...product, ...body });
      return { before };
    },
    onError: (_error, _variables, context) => cache.setQueryData(queryKey, context?.before),
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
  return (name: string) => update.mutate({ id, body: { name } });
}

export function ProductForm() {
  const create = useCreateProduct();
  const form = useForm({ resolver: zodResolver(newProductSchema) });
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

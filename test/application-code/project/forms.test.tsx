/** Forms over Standard Schemas of the package: its validators, and the schemas of zod. */
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm as useTanStackForm, type StandardSchemaV1 } from '@tanstack/react-form';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { useForm, type Resolver } from 'react-hook-form';
import { afterEach, describe, expect, test } from 'vitest';
import { exactSchema, NewProduct } from './ours/api';
import { newProductSchema } from './ours/api/zod';

afterEach(cleanup);

const valid: NewProduct = { name: 'Tea', price: 3, category: 'tea' };
const nameless: NewProduct = { ...valid, name: '' };

describe('React Hook Form', () => {
  const resolvers: [string, Resolver<NewProduct>][] = [
    ['a validator of the package', standardSchemaResolver(exactSchema(NewProduct))],
    ['a schema of zod', zodResolver(newProductSchema)],
  ];

  test.each(resolvers)('with %s has errors by property, and submits what is valid', async (_, resolver) => {
    const sent: NewProduct[] = [];
    const { result } = renderHook(() => {
      const form = useForm({ resolver, defaultValues: nameless });
      return { form, errors: form.formState.errors };
    });
    const submit = () => act(() => result.current.form.handleSubmit((value) => void sent.push(value))());
    await submit();
    expect(sent).toEqual([]);
    expect(result.current.errors.name?.message).toBeTypeOf('string');
    expect(result.current.errors.price).toBeUndefined();
    act(() => result.current.form.setValue('name', 'Tea'));
    await submit();
    expect(sent).toEqual([valid]);
  });
});

describe('TanStack Form', () => {
  const schemas: [string, StandardSchemaV1<NewProduct>][] = [
    ['a validator of the package', exactSchema(NewProduct)],
    ['a schema of zod', newProductSchema],
  ];

  test.each(schemas)('with %s has errors by property, and submits what is valid', async (_, schema) => {
    const sent: NewProduct[] = [];
    const { result } = renderHook(() =>
      useTanStackForm({
        defaultValues: nameless,
        validators: { onChange: schema },
        onSubmit: ({ value }) => void sent.push(value),
      }),
    );
    await act(() => result.current.handleSubmit());
    expect(sent).toEqual([]);
    expect(result.current.getFieldMeta('name')?.errors ?? result.current.state.errors).not.toEqual([]);
    act(() => result.current.setFieldValue('name', 'Tea'));
    await act(() => result.current.handleSubmit());
    await waitFor(() => expect(sent).toEqual([valid]));
  });
});

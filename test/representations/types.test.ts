/** The types of integers of 64 bits and points in time, as compilers and callers see them. */
import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import { folderWith } from '../cli/run-main.ts';
import { complaintsOf, compilersTried } from '../support/compile.ts';
import { generatePackage, sharedPackage } from '../support/generated-package.ts';
import { shop } from './shop.ts';

interface Usage {
  readonly types: RepresentedTypes;
  readonly compiler: string;
  readonly usage: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Compiles the package of the shop with a caller in it. */
async function complaintsAbout({ types, compiler, usage, options = {} }: Usage): Promise<string> {
  const { files } = await sharedPackage({ spec: shop, options: { types } });
  const folder = await folderWith({ ...Object.fromEntries(files), 'src/usage.ts': usage });
  try {
    return await complaintsOf({ folder, compiler, options });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const same = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export function same<A, B>(_isSame: Same<A, B>): void {}
`;

function usageOf(long: string, time: string): string {
  return `import { type Client, type Validator, Order } from './index.js';
${same}
type Get = Parameters<Client['orders']['get']>[0];
type Output<V> = V extends Validator<infer T, infer _> ? T : never;
type Input<V> = V extends Validator<infer _, infer I> ? I : never;
same<Order['id'], ${long}>(true);
same<Order['createdAt'], ${time}>(true);
same<Order.Input['createdAt'], ${time}>(true);
same<Order.Wire['createdAt'], string>(true);
same<Get['id'], ${long}>(true);
same<Get['since'], ${time} | undefined>(true);
same<NonNullable<Order['byName']>[string], ${long}[]>(true);
same<Output<typeof Order>['limit'], ${long}>(true);
same<Input<typeof Order>['updatedAt'], string | null | undefined>(true);
`;
}

describe.each(compilersTried)('with %s', (compiler) => {
  it.each([
    [{ int64: 'bigint', dateTime: 'Date' }, usageOf('bigint', 'Date')],
    [{ int64: 'string', dateTime: 'Date' }, usageOf('string', 'Date')],
    [{ int64: 'string', dateTime: 'Temporal' }, usageOf('string', `import('./index.js').Instant`)],
  ] as const)('%j', async (types, usage) => {
    expect(await complaintsAbout({ types, compiler, usage })).toBe('');
  });
});

it.each(compilersTried.filter((compiler) => compiler !== 'typescript-5.9'))(
  'Instant is that of the platform where %s knows it',
  async (compiler) => {
    const lib = [
      'es2022',
      'dom',
      'dom.iterable',
      'dom.asynciterable',
      'esnext.disposable',
      'esnext.temporal',
    ];
    const usage = usageOf('string', 'Temporal.Instant');
    const types = { int64: 'string', dateTime: 'Temporal' } as const;
    expect(await complaintsAbout({ types, compiler, usage, options: { lib } })).toBe('');
  },
);

it('leaves a package as it is where nothing else is asked for', async () => {
  const plain = await generatePackage({ spec: shop });
  const { files } = await generatePackage({
    spec: shop,
    options: { types: { int64: 'number', dateTime: 'string' } },
  });
  expect(files).toEqual(plain.files);
  const names = [...plain.files.keys()].filter((path) => /exact|int64|instant|date-value|written/.test(path));
  expect(names).toEqual([]);
});

/** From the validator on: what a reviewer reads of a model. */
async function codeOfPart(types: RepresentedTypes): Promise<string> {
  const { files } = await generatePackage({ spec: shop, options: { types } });
  return (files.get('src/models/part.ts') ?? '').replace(/^[^]*(?=export function checkPart)/, '');
}

it('reads one line a property: a check, and what becomes of it', async () => {
  expect(await codeOfPart({ int64: 'bigint', dateTime: 'Date' })).toBe(`\
export function checkPart(out: Context, key: Key, value: unknown): void {
  if (!object<Part>(out, key, value)) return;
  if (value.at !== undefined) dateValue(out, 'at', value.at);
  if (value.count !== undefined) bigInteger(out, 'count', value.count);
  leaveValue(out, key);
}

export function fillPart(value: Part): void {
  if (value.at !== undefined) value.at = asDate(value.at);
  if (value.count !== undefined) value.count = asBigInt(value.count);
}
`);
});

it('writes digits as the numbers that they are', async () => {
  expect(await codeOfPart({ int64: 'string' })).toBe(`\
export function checkPart(out: Context, key: Key, value: unknown): void {
  if (!object<Part>(out, key, value)) return;
  if (value.at !== undefined) dateTime(out, 'at', value.at);
  if (value.count !== undefined) integerText(out, 'count', value.count);
  leaveValue(out, key);
}

export function fillPart(value: Part): void {
  if (value.count !== undefined) value.count = asIntegerText(value.count);
}

export function writePart(value: Part): void {
  if (value.count !== undefined) value.count = asNumeral(value.count);
}
`);
});

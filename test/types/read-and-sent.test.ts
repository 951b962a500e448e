/** What was read may be sent again once it passes exactly: the compiler knows both. */
import { expect, it } from 'vitest';
import { compilersTried, complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder } from '../support/generated-package.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const content = (name: string): object => ({ 'application/json': { schema: ref(name) } });
const operations = (name: string): object => ({
  get: { operationId: `${name}.read`, responses: { 200: { description: 'It.', content: content(name) } } },
  put: {
    operationId: `${name}.write`,
    requestBody: { required: true, content: content(name) },
    responses: { 204: { description: 'Done.' } },
  },
});

const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example' }],
  paths: { '/money': operations('Money'), '/account': operations('Account') },
  components: {
    schemas: {
      Currency: { type: 'string', enum: ['EUR', 'USD'] },
      Money: {
        type: 'object',
        required: ['currency', 'amount'],
        properties: { currency: ref('Currency'), amount: { type: 'number' } },
      },
      Account: {
        type: 'object',
        required: ['id', 'currency'],
        properties: { id: { type: 'string', readOnly: true }, currency: ref('Currency') },
      },
    },
  },
});

const callers = `
import { Account, Currency, Money, type Client } from './index.js';

export async function copyMoney(client: Client): Promise<void> {
  const money = await client.money.read();
  // @ts-expect-error: the currency may be one that came later.
  await client.money.write({ body: money });
  if (Money.is(money, { exact: true })) await client.money.write({ body: money });
  const result = Money.safeParse(money, { exact: true });
  if (result.ok) await client.money.write({ body: result.value });
  Money.assert(money, { exact: true });
  await client.money.write({ body: money });
}

export function nameOf(text: string): string {
  const open = Currency.parse(text);
  if (!Currency.is(open, { exact: true })) return 'later';
  switch (open) {
    case 'EUR':
      return 'euro';
    case 'USD':
      return 'dollar';
  }
}

export const money: Money.Input = Money.parse({}, { exact: true });

// @ts-expect-error: only the server sends the id.
export const account: Account.Input = Account.parse({}, { exact: true });
`;

it.each(compilersTried)('%s', async (compiler) => {
  const { files } = await generatePackage({ spec });
  await withFolder(new Map([...files, ['src/callers.ts', callers]]), async (folder) => {
    expect(await complaintsOf({ folder, compiler })).toBe('');
  });
});

/** What was read may be sent again: the compiler knows, and refuses what only looks like it. */
import { expect, it } from 'vitest';
import { compilersTried, complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder } from '../support/generated-package.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const content = (name: string): object => ({ 'application/json': { schema: ref(name) } });
const operations = (name: string): object => ({
  get: {
    operationId: `${name}.read`,
    parameters: [
      { name: 'kind', in: 'query', schema: ref('Currency') },
      { name: 'kinds', in: 'query', schema: { type: 'array', items: ref('Currency') } },
      { name: 'X-Code', in: 'header', schema: ref('Code') },
    ],
    responses: { 200: { description: 'It.', content: content(name) } },
  },
  put: {
    operationId: `${name}.write`,
    requestBody: { required: true, content: content(name) },
    responses: { 204: { description: 'Done.' } },
  },
});

const variant = (kind: string): object => ({
  type: 'object',
  required: ['kind', kind],
  properties: { kind: { const: kind }, [kind]: { type: 'integer' } },
});

const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example' }],
  paths: { '/money': operations('Money'), '/account': operations('Account'), '/order': operations('Order') },
  components: {
    schemas: {
      Currency: { type: 'string', enum: ['EUR', 'USD'] },
      Code: { type: 'integer', enum: [200, 404] },
      Mixed: { enum: ['auto', 1] },
      Money: {
        type: 'object',
        required: ['currency', 'amount'],
        properties: { currency: ref('Currency'), amount: { type: 'number' } },
      },
      Account: {
        type: 'object',
        required: ['id', 'currency', 'owner'],
        properties: {
          id: { type: 'string', readOnly: true },
          currency: ref('Currency'),
          owner: {
            type: 'object',
            required: ['id', 'name'],
            properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
          },
        },
      },
      Card: variant('card'),
      Transfer: variant('transfer'),
      Order: {
        type: 'object',
        required: ['code', 'mixed', 'maybe', 'several', 'byName', 'payment', 'prices'],
        properties: {
          code: ref('Code'),
          mixed: ref('Mixed'),
          maybe: { oneOf: [ref('Currency'), { type: 'null' }] },
          several: { type: 'array', items: ref('Currency') },
          byName: { type: 'object', additionalProperties: ref('Currency') },
          prices: {
            type: 'object',
            propertyNames: ref('Currency'),
            additionalProperties: { type: 'number' },
          },
          payment: { oneOf: [ref('Card'), ref('Transfer')] },
        },
      },
    },
  },
});

const callers = `
import {
  Currency, currencyValues, codeValues, isKnown, later,
  type Client, type Code, type Later, type LaterNumber, type LaterVariant, type Money, type Open, type Order,
} from './index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): Claim;

export async function copy(client: Client): Promise<void> {
  const money = await client.money.read();
  await client.money.write({ body: money });
  await client.money.write({ body: { ...money, amount: 2 } });
  await client.money.write({ body: { amount: 2, currency: money.currency } });
  await client.money.read({ kind: money.currency, kinds: [money.currency, 'EUR'] });
  const order = await client.order.read();
  order.maybe = null;
  await client.order.write({ body: order });
  await client.order.read({ xCode: order.code, kind: order.several[0] ?? 'EUR' });
  const account = await client.account.read();
  await client.account.write({ body: account });
  await client.account.write({ body: { ...account, currency: 'USD', owner: { ...account.owner, name: 'Ada' } } });
}

export async function mistaken(client: Client, money: Money, text: string): Promise<void> {
  // @ts-expect-error: a typo.
  await client.money.write({ body: { amount: 2, currency: 'EURO' } });
  // @ts-expect-error: any text.
  await client.money.write({ body: { amount: 2, currency: text } });
  // @ts-expect-error: a typo in a parameter.
  await client.money.read({ kinds: ['EURO'] });
  // @ts-expect-error: a number that is not known.
  await client.money.read({ xCode: 500 });
  // @ts-expect-error: a comparison with a typo.
  if (money.currency === 'EURO') return;
  // @ts-expect-error: only the server sends the id.
  await client.account.write({ body: { id: '1', currency: 'EUR', owner: { name: 'Ada' } } });
  // @ts-expect-error: nor this one.
  await client.account.write({ body: { currency: 'EUR', owner: { id: '1', name: 'Ada' } } });
  // @ts-expect-error: a variant with a typo.
  const payment: Order['payment'] = { kind: 'crad', card: 1 };
  void payment;
}

export function newer(): Money {
  return { amount: 2, currency: later('CHF') };
}

export const parrot: Order['payment'] = { kind: later('voucher'), points: 3 };

export function nameOf(currency: Open<Currency>): string {
  if (currency === 'EUR') holds<Same<typeof currency, 'EUR'>>();
  switch (currency) {
    case 'EUR':
      return 'euro';
    case 'USD':
      return 'dollar';
    default:
      holds<Same<typeof currency, Later>>();
      return currency.toLowerCase();
  }
}

export function reasonOf(code: Open<Code>): string {
  switch (code) {
    case 200:
      return 'fine';
    case 404:
      return 'absent';
    default:
      holds<Same<typeof code, LaterNumber>>();
      return code.toFixed();
  }
}

export function wordsOf(payment: Order['payment']): number {
  switch (payment.kind) {
    case 'card':
      return payment.card;
    case 'transfer':
      return payment.transfer;
    default:
      holds<Same<typeof payment, LaterVariant<'kind'>>>();
      return Object.keys(payment).length;
  }
}

const symbols: Record<Currency, string> = { EUR: '€', USD: '$' };

export function symbolOf(currency: Open<Currency>, text: string): string {
  if (isKnown(codeValues, 200)) void 0;
  if (isKnown(currencyValues, text)) return symbols[text];
  if (!isKnown(currencyValues, currency)) {
    holds<Same<typeof currency, Later>>();
    return currency;
  }
  return symbols[currency];
}

export function exactly(text: string): Currency | null {
  const open = Currency.parse(text);
  return Currency.is(open, { exact: true }) ? open : null;
}

// @ts-expect-error: members of several types are all that there are.
export const mixed: Order['mixed'] = later('manual');
`;

it.each(compilersTried)('%s', async (compiler) => {
  const { files } = await generatePackage({ spec });
  await withFolder(new Map([...files, ['src/callers.ts', callers]]), async (folder) => {
    expect(await complaintsOf({ folder, compiler })).toBe('');
  });
});

const closedCallers = `
import { currencyValues, type Client, type Currency, type Order } from './index.js';

export async function copy(client: Client, symbols: Record<Currency, string>): Promise<string> {
  const order = await client.order.read();
  await client.order.write({ body: order });
  const [first = currencyValues[0]] = order.several;
  return symbols[first];
}

export function wordsOf(payment: Order['payment']): number {
  switch (payment.kind) {
    case 'card':
      return payment.card;
    case 'transfer':
      return payment.transfer;
  }
}
`;

it.each(compilersTried)('closed enums have no later members: %s', async (compiler) => {
  const { files } = await generatePackage({ spec, options: { enums: 'closed' } });
  await withFolder(new Map([...files, ['src/callers.ts', closedCallers]]), async (folder) => {
    expect(await complaintsOf({ folder, compiler })).toBe('');
  });
});

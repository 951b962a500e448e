/** What stands in comments of types, and that it stands where a reader looks for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';

const schemas = {
  Money: { type: 'object', properties: { currency: { type: 'string', enum: ['EUR', 'USD'] } } },
  Order: {
    type: 'object',
    properties: {
      id: { type: 'string', readOnly: true },
      secret: { type: 'string', writeOnly: true },
      note: { type: 'string', default: '' },
      price: { $ref: '#/components/schemas/Money' },
      parcel: { $ref: '#/components/schemas/Parcel' },
    },
  },
  Parcel: {
    type: 'object',
    properties: {
      paid: { allOf: [{ $ref: '#/components/schemas/Money' }], readOnly: true },
      state: { type: 'string', enum: ['packed', 'sent'], readOnly: true },
    },
  },
  Country: { type: 'object', properties: { code: { type: 'string', pattern: '^[A-Z`]{2}$' } } },
  Level: { type: 'integer', enum: [10, 20], 'x-enum-varnames': ['low', 'high'] },
};

const content = { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } };
const wait = {
  OrderGone: { acceptors: [{ state: 'success', criteria: [{ condition: '$statusCode == 404' }] }] },
};
const operation = (id: string, verb: string): object => ({
  operationId: `orders.${verb}`,
  parameters: [{ name: 'id', in: 'query', required: true, schema: { type: 'string' } }],
  requestBody: { content },
  responses: { 200: { description: 'Ok.', content } },
  ...(id === '1' ? { 'x-waiters': wait } : {}),
});

const verbs = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const spec = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'https://a.test' }],
  paths: Object.fromEntries(
    verbs.map((verb, index) => [`/orders/${verb}`, { post: operation(String(index), verb) }]),
  ),
  components: { schemas },
});

let files: ReadonlyMap<string, string>;
beforeAll(async () => {
  ({ files } = await testTemplate([], spec));
});

describe('the comment of what is sent', () => {
  it('says nothing of the inside of what is not sent', () => {
    expect(files.get('src/models/parcel.ts')).toContain(
      '/** As callers send it: read-only properties are left out. */',
    );
  });

  it('says only what is other', () => {
    expect(files.get('src/models/money.ts')).not.toContain('As callers send it');
    expect((files.get('src/models/order.ts') ?? '').replaceAll(/\n +\* /g, ' ')).toContain(
      'As callers send it: read-only properties are left out, write-only properties are included, properties with a default are optional.',
    );
  });
});

it('a pattern is code, whatever it is made of', () => {
  expect(files.get('src/models/country.ts')).toContain('/** Pattern: `` ^[A-Z`]{2}$ ``. */');
});

it('the word for a number stands above it', () => {
  expect(files.get('src/models/level.ts')).toContain('  /** low */\n  10,\n\n  /** high */\n  20,\n]');
});

it('what a file hands on stands apart from its constants', () => {
  expect(files.get('src/resources/orders.ts')).toMatch(/\};\n\nexport \{ .*\nexport \{/);
});

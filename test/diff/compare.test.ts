import { describe, expect, test } from 'vitest';
import { shop } from '../review/shop.ts';
import { compareDocuments, linesOf } from './compare-documents.ts';
import { edited, partAt } from './edited.ts';

const schemas = '/components/schemas';

describe('what is the same', () => {
  test('a document equals itself, whatever the order of its keys', async () => {
    const reversed = JSON.stringify(shop, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    );
    const report = await compareDocuments(shop, reversed);
    expect(report).toMatchObject({
      bump: 'none',
      code: 'compiles',
      clients: 'keep working',
      order: 'either',
      changes: [],
    });
  });

  test('an inline schema and a reference to an equal one differ in names only', async () => {
    const inline = partAt(shop, `${schemas}/Order/properties/shipTo`);
    const report = await compareDocuments(
      shop,
      edited(shop, {
        [`${schemas}/Address`]: edited(inline, { '/nullable': undefined }),
        [`${schemas}/Order/properties/shipTo`]: {
          oneOf: [{ $ref: '#/components/schemas/Address' }],
          nullable: true,
        },
      }),
    );
    expect(report.clients).toBe('keep working');
    expect(new Set(report.changes.map(({ kind }) => kind))).toEqual(new Set(['name-changed']));
  });

  test('a path parameter with another name is the same operation', async () => {
    const report = await compareDocuments(
      shop,
      edited(shop, {
        '/paths/~1products~1{code}': edited(partAt(shop, '/paths/~1products~1{sku}'), {
          '/get/parameters/0/name': 'code',
        }),
        '/paths/~1products~1{sku}': undefined,
      }),
    );
    expect(linesOf(report.changes)).toEqual([
      'products.retrieve path → code: Parameter renamed from path sku to path code',
    ]);
    expect(report).toMatchObject({
      code: 'breaks',
      clients: 'keep working',
      order: 'either',
      bump: 'major',
    });
  });
});

describe('one change has its reach', () => {
  test('a change of a shared model is one change, with all operations and one path', async () => {
    const report = await compareDocuments(
      shop,
      edited(shop, { [`${schemas}/Order/properties/payment`]: undefined }),
    );
    const removed = report.changes.filter(({ kind }) => kind === 'property-removed');
    expect(removed).toHaveLength(1);
    expect(removed[0]).toMatchObject({
      subject: 'Order',
      path: 'payment',
      direction: 'response',
      code: 'breaks',
      clientsBreak: false,
    });
    expect(removed[0]?.operations.map(({ call }) => call)).toEqual([
      'orders.create',
      'orders.list',
      'orders.retrieve',
    ]);
    expect(removed[0]?.example).toMatch(/^orders\.\w+ → 20\d → payment$/);
  });

  test('a model in both directions is judged for each', async () => {
    const report = await compareDocuments(
      shop,
      edited(shop, {
        [`${schemas}/Line/properties/note`]: { type: 'string' },
        [`${schemas}/Line/required/-`]: 'note',
      }),
    );
    const verdicts = report.changes.map(({ direction, code, clientsBreak, order }) => ({
      direction,
      code,
      clientsBreak,
      order,
    }));
    expect(verdicts).toEqual([
      { direction: 'request', code: 'breaks', clientsBreak: true, order: 'client-first' },
      { direction: 'response', code: 'tests', clientsBreak: false, order: 'server-first' },
    ]);
    expect(report.order).toBe('together');
  });
});

describe('places', () => {
  test('a change has its line in the document and its file in the package', async () => {
    const report = await compareDocuments(shop, edited(shop, { [`${schemas}/OrderStatus/enum/-`]: 'held' }));
    const [change] = report.changes;
    expect(change).toMatchObject({
      kind: 'value-added',
      after: '"held"',
      document: { file: 'new.json' },
      output: { file: 'out/src/models/order-status.ts' },
    });
    expect(change?.document?.line).toBeGreaterThan(1);
  });
});

test('a form of a webhook whose fields are written in another way needs a server that reads it', async () => {
  const webhookWith = (encoding: object): object => ({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    webhooks: {
      tagged: {
        post: {
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  properties: { tags: { type: 'array', items: { type: 'string' } } },
                },
                encoding,
              },
            },
          },
        },
      },
    },
  });
  const listed = webhookWith({ tags: { style: 'form', explode: false } });
  const report = await compareDocuments(webhookWith({}), listed);
  expect(report.changes.map(({ kind }) => kind)).toEqual(['encoding-changed']);
  expect(report).toMatchObject({ code: 'compiles', clients: 'break', order: 'together' });
});

/** `include` and `exclude`: which operations and models of a document become a package. */
import { describe, expect, it } from 'vitest';
import type { Selections } from '../../generator/api/selection.ts';
import { generatePackage } from '../support/generated-package.ts';

const ref = (name: string): unknown => ({ $ref: `#/components/schemas/${name}` });

function operation(id: string | null, model: string, more: object = {}): unknown {
  const content = { 'application/json': { schema: ref(model) } };
  return {
    ...(id !== null && { operationId: id }),
    responses: { 200: { description: 'OK.', content } },
    ...more,
  };
}

const spec = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Shop', version: '1.0.0' },
  paths: {
    '/v1/orders': { get: operation('orders.listOld', 'OldOrder', { tags: ['orders'], deprecated: true }) },
    '/v2/orders': {
      get: operation('orders.list', 'Order', { tags: ['orders'] }),
      post: operation('orders.create', 'Order', { tags: ['orders', 'admin (internal)'] }),
    },
    '/v2/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: operation('orders.get', 'Order', { tags: ['orders'] }),
    },
    '/v2/stock': {
      get: operation('stock.list', 'Stock', { tags: ['stock'] }),
      delete: operation(null, 'Stock'),
    },
  },
  components: {
    schemas: {
      Order: { type: 'object', properties: { buyer: ref('Buyer') } },
      Buyer: { type: 'object', properties: { name: { type: 'string' } } },
      OldOrder: { type: 'object', properties: { old: { type: 'string' } } },
      Stock: { type: 'object', properties: { count: { type: 'integer' } } },
      Unused: { type: 'object', properties: { x: { type: 'string' } } },
    },
  },
});

interface Selected {
  readonly ids: readonly string[];
  readonly models: readonly string[];
  readonly findings: readonly string[];
}

async function selectedBy(selections: Selections): Promise<Selected> {
  const { result } = await generatePackage({ spec, options: selections });
  return {
    ids: (result.api?.operations ?? []).map(({ id }) => id).toSorted(),
    models: (result.api?.models ?? []).map(({ name }) => name).toSorted(),
    findings: result.diagnostics.map(({ code, message, help }) => [code, message, help].join(' | ')),
  };
}

const everything = [
  'DELETE /v2/stock',
  'orders.create',
  'orders.get',
  'orders.list',
  'orders.listOld',
  'stock.list',
];

describe('a selection', () => {
  it.each<[string, Selections, readonly string[]]>([
    ['nothing', {}, everything],
    ['a tag', { include: { tags: ['stock'] } }, ['stock.list']],
    ['a tag with marks of globs', { include: { tags: ['admin (internal)'] } }, ['orders.create']],
    ['ids', { include: { operations: ['orders.*'] } }, everything.filter((id) => id.startsWith('orders.'))],
    ['an operation without an id', { include: { operations: ['DELETE /v2/stock'] } }, ['DELETE /v2/stock']],
    [
      'one segment of a path',
      { include: { paths: ['/v2/*'] } },
      ['DELETE /v2/stock', 'orders.create', 'orders.list', 'stock.list'],
    ],
    [
      'all below a path',
      { include: { paths: ['/v2/orders/**'] } },
      ['orders.create', 'orders.get', 'orders.list'],
    ],
    ['a path with a variable', { include: { paths: ['/v2/orders/{id}'] } }, ['orders.get']],
    ['methods', { include: { methods: ['post', 'delete'] } }, ['DELETE /v2/stock', 'orders.create']],
    [
      'what is not deprecated',
      { include: { deprecated: false } },
      everything.filter((id) => id !== 'orders.listOld'),
    ],
    [
      'every criterion',
      { include: { tags: ['orders'], methods: ['get'], deprecated: false } },
      ['orders.get', 'orders.list'],
    ],
    [
      'without any criterion',
      { exclude: { deprecated: true, methods: ['post'], tags: ['stock'] } },
      ['DELETE /v2/stock', 'orders.get', 'orders.list'],
    ],
    [
      'both',
      { include: { tags: ['orders'] }, exclude: { operations: ['orders.list*'] } },
      ['orders.create', 'orders.get'],
    ],
  ])('includes %s', async (_, selections, ids) => {
    expect(await selectedBy(selections)).toMatchObject({ ids, findings: [] });
  });

  it('leaves out the models that no selected operation uses', async () => {
    expect((await selectedBy({})).models).toEqual(['Buyer', 'OldOrder', 'Order', 'Stock', 'Unused']);
    expect((await selectedBy({ exclude: { deprecated: true } })).models).toEqual(['Buyer', 'Order', 'Stock']);
    expect((await selectedBy({ include: { tags: ['stock'] } })).models).toEqual(['Stock']);
  });

  it('keeps what a selected model is nested in, and what that refers to', async () => {
    const kind = { type: 'string', enum: ['a', 'b'] };
    const schemas = {
      Base: { type: 'object', properties: { kind, note: ref('Note') } },
      Note: { type: 'object', properties: { text: { type: 'string' } } },
      Full: { allOf: [ref('Base'), { type: 'object', properties: { size: { type: 'integer' } } }] },
      Short: { type: 'object', properties: { base: ref('Base') } },
    };
    const { files, result } = await generatePackage({
      spec: JSON.stringify({
        openapi: '3.1.1',
        info: { title: 'Nested', version: '1.0.0' },
        paths: {
          '/full': { get: operation('full', 'Full') },
          '/short': { get: operation('short', 'Short') },
        },
        components: { schemas },
      }),
      options: { include: { operations: ['full'] } },
    });
    expect(result.diagnostics.map(({ code }) => code)).toEqual([]);
    expect(files.get('src/models/full.ts')).toContain('kind?: Open<Base.Kind>;');
    expect(result.api?.models.map(({ name }) => name)).not.toContain('Short');
    expect(files.get('src/models/base.ts')).toContain("import { type Note, checkNote } from './note.js';");
  });

  it.each<[Selections, string]>([
    [
      { include: { tags: ['ordres'] } },
      'CW2063 | `include.tags` selects nothing with "ordres". | Did you mean "orders"?',
    ],
    [
      { exclude: { operations: ['stock.lists'] } },
      'CW2063 | `exclude.operations` selects nothing with "stock.lists". | Did you mean "stock.list"?',
    ],
    [
      { include: { paths: ['/v3/**'] } },
      'CW2063 | `include.paths` selects nothing with "/v3/**". | The document has "/v1/orders", "/v2/orders", "/v2/orders/{id}", "/v2/stock".',
    ],
    [
      { include: { methods: ['put'] } },
      'CW2063 | `include.methods` selects nothing with "put". | The document has "delete", "get", "post".',
    ],
  ])('%j is an error with a suggestion', async (selections, finding) => {
    expect((await selectedBy(selections)).findings).toContain(finding);
  });

  it('that leaves no operation is an error', async () => {
    const { findings } = await selectedBy({ include: { tags: ['stock'] }, exclude: { paths: ['/v2/**'] } });
    expect(findings).toEqual([expect.stringMatching(/^CW2064 /)]);
  });
});

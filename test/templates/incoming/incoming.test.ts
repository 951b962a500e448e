/** Webhooks and callbacks in a generated package: bodies arrive at a real HTTP server, handlers are compiled. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundled } from '../../support/bundle.ts';
import {
  generatePackage,
  sharedPackage,
  withFolder,
  type GeneratedPackage,
} from '../../support/generated-package.ts';
import { importPackage } from '../../support/imported-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const shop = readFileSync(new URL('shop.yaml', import.meta.url), 'utf8');
const streams = readFileSync(new URL('streams.yaml', import.meta.url), 'utf8');
const shopRequest = { spec: shop, specFile: 'shop.yaml', options: { importExtension: 'ts' } } as const;
const streamsRequest = {
  spec: streams,
  specFile: 'streams.yaml',
  options: { importExtension: 'ts', types: { int64: 'bigint', dateTime: 'Date' } },
} as const;

interface Validator {
  parse(value: unknown, options?: object): unknown;
  safeParse(value: unknown): { readonly ok: boolean; readonly value?: unknown };
  is(value: unknown): boolean;
}

interface Exports {
  readonly webhooks: Readonly<Record<string, Validator>>;
  readonly callbacks: Readonly<Record<string, Validator>>;
}

/** Sends the body to a server on this machine, which reads it as a handler does. */
async function delivered(body: unknown, read: (json: unknown) => unknown): Promise<unknown> {
  const received = Promise.withResolvers<unknown>();
  const handle = async (request: IncomingMessage): Promise<void> => {
    received.resolve(read(JSON.parse(await text(request))));
  };
  const server = createServer((request, response) => {
    handle(request).catch(received.reject);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify(body) });
    return await received.promise;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const paid = { id: 'e1', status: 'paid', order: { number: 'A-1', total: 3 } };

describe('webhooks of a document without paths', () => {
  let webhooks: Exports['webhooks'];
  beforeAll(async () => {
    ({ webhooks } = (await importPackage<Exports>(shopRequest)).exports);
  });

  it('are generated without a message', async () => {
    expect((await sharedPackage(shopRequest)).result.diagnostics).toEqual([]);
  });

  it('are validators by the names of the document', () => {
    expect(Object.keys(webhooks)).toEqual([
      'orderPaid',
      'orderPaidHeaders',
      'orderPaidQuery',
      'orderShipped',
      'ordersImported',
    ]);
  });

  it('parse a body as it arrives, and fill in its defaults', async () => {
    const body = await delivered(paid, (json) => webhooks['orderPaid']?.parse(json));
    expect(body).toEqual({ ...paid, currency: 'EUR' });
  });

  it('let members, variants and keys pass that the API added later, as in responses', async () => {
    const later = { ...paid, status: 'disputed', change: { type: 'colour', hue: 3 }, more: [1] };
    const body = await delivered(later, (json) => webhooks['orderPaid']?.parse(json));
    expect(body).toEqual({ ...later, currency: 'EUR' });
    expect(() => webhooks['orderPaid']?.parse(later, { exact: true })).toThrow('and 1 more');
  });

  it.each([
    ['another type', { ...paid, id: 7 }, 'id'],
    ['a missing property', { id: 'e1', status: 'paid' }, 'order'],
    ['a list', [paid], ''],
    ['null', null, ''],
    ['a text', 'order.paid', ''],
  ])('refuse %s', async (_title, body, place) => {
    const read = (json: unknown): unknown => {
      const result = webhooks['orderPaid']?.safeParse(json);
      return result?.ok === false ? JSON.stringify(result) : 'accepted';
    };
    expect(await delivered(body, read)).toContain(`"path":[${place === '' ? '' : JSON.stringify(place)}]`);
  });

  it('do not let a key of the body reach a prototype', async () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"constructor":{}}');
    await delivered({ ...paid, order: { ...paid.order, ...hostile } }, (json) =>
      webhooks['orderPaid']?.parse(json),
    );
    expect('polluted' in {}).toBe(false);
  });

  it('validate a list that has no name of its own', () => {
    expect(webhooks['ordersImported']?.is([{ number: 'A-1' }])).toBe(true);
    expect(webhooks['ordersImported']?.is([{}])).toBe(false);
  });
});

describe('callbacks', () => {
  it('have the names of their operation and their own, also behind a reference', async () => {
    const { callbacks, webhooks } = (await importPackage<Exports>(streamsRequest)).exports;
    expect(Object.keys(callbacks)).toEqual(['streamsOpenOnData', 'streamsOpenOnEnd']);
    expect(Object.keys(webhooks)).toEqual(['streamEnded']);
  });

  it('convert values as responses do', async () => {
    const { callbacks } = (await importPackage<Exports>(streamsRequest)).exports;
    const body = { at: '2026-01-02T03:04:05Z', sum: 9 };
    const parsed = await delivered(body, (json) => callbacks['streamsOpenOnData']?.parse(json));
    expect(parsed).toEqual({ at: new Date(body.at), sum: 9n });
  });

  it('report the bodies that they do not read', async () => {
    const { result } = await sharedPackage(streamsRequest);
    const unread = result.diagnostics.filter(({ code }) => code === 'CW4005');
    expect(unread.map(({ message }) => message)).toEqual([
      'streams.open onData PUT {$request.body#/url}/data does not use the media type application/octet-stream.',
    ]);
  });
});

describe('a handler', () => {
  const consumer = `
import { webhooks, callbacks, type Order } from './src/index.ts';

export const paid: webhooks.OrderPaidHandler = ({ body, headers, query }) => {
  const order: Order = body.order;
  const delivery: string = headers['x-delivery'];
  const attempt: number | undefined = headers['x-attempt'];
  const mode: 'test' | 'live' | 'later' | undefined = query.mode === 'test' || query.mode === 'live' ? query.mode : query.mode && 'later';
  const currency: string = body.currency;
  const texts = [order.number, delivery, attempt?.toFixed(), mode, currency];
  return texts.length > 3 ? { status: 200, body: { receipt: 'r' } } : { status: 204 };
};
export const imported: webhooks.OrdersImportedHandler = async ({ body }) => ({ status: 200 + body.length });
export const ping: webhooks.PingHandler = ({ body }) => ({ status: 200, body: body.length });
export const parsed: webhooks.OrderPaidRequest = {
  body: webhooks.orderPaid.parse(null),
  headers: webhooks.orderPaidHeaders.parse(new Headers()),
  query: webhooks.orderPaidQuery.parse(new URLSearchParams()),
};
// @ts-expect-error An attempt is a number.
export const wrongHeader: webhooks.OrderPaidHeaders = { 'x-delivery': 'a', 'x-attempt': '1' };
// @ts-expect-error The document has no answer 500.
export const wrongStatus: webhooks.OrderPaidHandler = () => ({ status: 500 });
// @ts-expect-error The answer 200 has a body.
export const noBody: webhooks.OrderPaidHandler = () => ({ status: 200 });
`;

  it('has the types of its body, headers, query and answers', async () => {
    const { files } = await sharedPackage(shopRequest);
    const program = consumer.replace('webhooks, callbacks,', 'webhooks,');
    const errors = await withFolder(files, async (folder) => {
      await writeFile(join(folder, 'consumer.ts'), program);
      return typeErrors([join(folder, 'consumer.ts')]);
    });
    expect(errors).toEqual([]);
  });

  it('answers with what a request may hold: nothing that only the server sets', async () => {
    const { files } = await sharedPackage(streamsRequest);
    expect(files.get('src/callbacks.ts')).toContain('readonly body: Refusal.Input');
    expect(files.get('src/callbacks.ts')).toContain('{ readonly status: 202 } | { readonly status: number');
  });
});

describe('the package', () => {
  it('has no modules for them where the document has none', async () => {
    const spec = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} });
    const { files } = await generatePackage({ spec });
    expect([...files.keys()].filter((path) => /webhooks|callbacks/.test(path))).toEqual([]);
    expect(files.get('src/index.ts')).not.toContain('export *');
  });

  it('keeps the names of its ledger', async () => {
    const first = await sharedPackage(shopRequest);
    const names = (files: GeneratedPackage['files']): readonly string[] =>
      [...(files.get('src/webhooks.ts') ?? '').matchAll(/export \w+ (\w+)/g)].map(([, name]) => name ?? '');
    const renamed = (first.files.get('.clientwright/names.json') ?? '').replace('"orderPaid"', '"paid"');
    const previous = new Map([...first.files, ['.clientwright/names.json', renamed]]);
    const second = await generatePackage({ ...shopRequest, previous });
    expect(names(second.files)).toEqual(
      names(first.files).map((name) => (name === 'orderPaid' ? 'paid' : name)),
    );
  });

  it('costs a program nothing that does not import them', async () => {
    const { files } = await sharedPackage(streamsRequest);
    await withFolder(files, async (folder) => {
      const program = `import { createTransport } from './src/index.ts'; console.log(createTransport);`;
      const without = await bundled({ program, folder });
      expect(without).not.toContain('reason');
      const used = `import { webhooks } from './src/index.ts'; console.log(webhooks.streamEnded);`;
      const one = await bundled({ program: used, folder });
      expect(one).toContain('stream');
      expect(one).not.toContain('reason');
    });
  });
});

/** Where a deployed client calls is where its own document says. The new document decides whether a server is there. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { importPackage } from '../support/imported-package.ts';
import { compareDocuments } from './compare-documents.ts';

interface Servers {
  readonly document: readonly JsonObject[];
  readonly operation?: readonly JsonObject[];
}

function calling({ document, operation = [] }: Servers): JsonObject {
  const own = operation.length === 0 ? {} : { servers: operation };
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    ...(document.length === 0 ? {} : { servers: document }),
    paths: {
      '/ping': { get: { operationId: 'ping', responses: { 204: { description: 'Done.' } }, ...own } },
    },
  };
}

const [a, b]: readonly [JsonObject, JsonObject] = [
  { url: 'https://a.example' },
  { url: 'https://b.example' },
];
const region = (usual: string, ...values: readonly string[]): JsonObject => ({
  url: 'https://{region}.example',
  variables: { region: { default: usual, enum: values } },
});

/** The address that a client without options calls. */
async function calledUrl(servers: Servers): Promise<string> {
  interface Exports {
    readonly createClient: (options: object) => { readonly ping: () => Promise<void> };
  }
  const { exports } = await importPackage<Exports>({ spec: JSON.stringify(calling(servers)) });
  const called: string[] = [];
  const fetch = async (request: Request | string): Promise<Response> => {
    called.push(typeof request === 'string' ? request : request.url);
    return new Response(null, { status: 204 });
  };
  await exports.createClient({ fetch }).ping();
  return called.join();
}

describe('a server that deployed clients call', () => {
  test.each([
    ['is replaced', { document: [a] }, { document: [b] }, 'break', 'together'],
    ['is no longer the first', { document: [a, b] }, { document: [b, a] }, 'keep working', 'either'],
    ['gets a successor', { document: [a] }, { document: [b, a] }, 'keep working', 'server-first'],
    ['is the only one that is left', { document: [b, a] }, { document: [a] }, 'break', 'client-first'],
    [
      'is written with a slash',
      { document: [a] },
      { document: [{ url: 'https://a.example/' }] },
      'keep working',
      'either',
    ],
    [
      'is another value of a variable',
      { document: [region('a', 'a', 'b')] },
      { document: [region('b', 'a', 'b')] },
      'keep working',
      'either',
    ],
    [
      'is no value of a variable',
      { document: [region('a', 'a', 'b')] },
      { document: [region('b', 'b')] },
      'break',
      'client-first',
    ],
    [
      'is that of one operation',
      { document: [a], operation: [b] },
      { document: [a], operation: [a] },
      'break',
      'together',
    ],
    [
      'is what the operation writes out',
      { document: [a] },
      { document: [a], operation: [a] },
      'keep working',
      'either',
    ],
    [
      'is listed for the operation',
      { document: [a] },
      { document: [a], operation: [b, a] },
      'keep working',
      'server-first',
    ],
    ['is not described any more', { document: [a] }, { document: [] }, 'keep working', 'either'],
  ] as const)('%s', async (_, before, after, clients, order) => {
    const report = await compareDocuments(calling(before), calling(after));
    expect(report).toMatchObject({ clients, order });
  });

  test.each([
    ['the first one', { document: [a, b] }, 'https://a.example/ping'],
    ['that of the operation', { document: [a], operation: [b] }, 'https://b.example/ping'],
    ['the usual value of a variable', { document: [region('b', 'a', 'b')] }, 'https://b.example/ping'],
  ])('is %s', async (_, servers, url) => {
    expect(await calledUrl(servers)).toBe(url);
  });
});

test('without any server, code passes the address, and deployed clients call the old one', async () => {
  const before = { document: [a] };
  expect(await calledUrl(before)).toBe('https://a.example/ping');
  const report = await compareDocuments(calling(before), calling({ document: [] }));
  expect(report).toMatchObject({ code: 'breaks', clients: 'keep working' });
  const messages = report.changes.map(({ message }) => message);
  expect(messages).toContain('Servers changed from https://a.example to none');
});

test('a new first server asks for the server alone', async () => {
  const { changes } = await compareDocuments(calling({ document: [a] }), calling({ document: [b, a] }));
  const [change] = changes.filter(({ kind }) => kind === 'servers-changed');
  expect(change).toMatchObject({ advice: 'Deploy the server before new clients.' });
});

import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { compareDocuments } from './compare-documents.ts';

/** An API whose calls need one scheme. */
function securedBy(scheme: JsonObject, name = 'key', scopes: readonly string[] = []): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: 'https://example.com' }],
    security: [{ [name]: scopes }],
    paths: { '/ping': { get: { operationId: 'ping', responses: { 204: { description: 'Done.' } } } } },
    components: { securitySchemes: { [name]: scheme } },
  };
}

const key = (place: string, name: string): JsonObject => ({ type: 'apiKey', in: place, name });
const bearer: JsonObject = { type: 'http', scheme: 'bearer' };
const tokens = (...urls: readonly string[]): JsonObject => ({
  type: 'oauth2',
  flows: Object.fromEntries(
    urls.map((tokenUrl, index) => [['clientCredentials', 'password'][index] ?? '', { tokenUrl, scopes: {} }]),
  ),
});
const [a, b] = ['https://a.example/token', 'https://b.example/token'];

describe('a credential', () => {
  test.each([
    ['in another header', key('header', 'X-Key'), key('header', 'X-Api-Key'), 'break', 'together'],
    ['in the query', key('header', 'X-Key'), key('query', 'X-Key'), 'break', 'together'],
    ['as a bearer token', key('header', 'X-Key'), bearer, 'break', 'together'],
    ['from another address', tokens(a), tokens(b), 'break', 'together'],
    ['from one more address', tokens(a), tokens(a, b), 'keep working', 'server-first'],
    ['from one address less', tokens(a, b), tokens(a), 'break', 'client-first'],
  ])('%s', async (_, before, after, clients, order) => {
    const report = await compareDocuments(securedBy(before), securedBy(after));
    const changes = report.changes.filter(({ kind }) => kind === 'scheme-changed');
    expect(changes.map(({ path }) => path)).toEqual(['key']);
    expect(report).toMatchObject({ clients, order });
  });

  test('in a header of another case is the same', async () => {
    const report = await compareDocuments(
      securedBy(key('header', 'X-Key')),
      securedBy(key('header', 'x-key')),
    );
    expect(report).toMatchObject({ clients: 'keep working', order: 'either' });
  });

  test('of another name in the document is the same for the server, and another option of the client', async () => {
    const scheme = key('header', 'X-Key');
    const report = await compareDocuments(securedBy(scheme), securedBy(scheme, 'token'));
    expect(report).toMatchObject({ code: 'breaks', clients: 'keep working', order: 'either' });
  });
});

test.each([
  ['a parameter', { parameters: [{ name: 'size', in: 'query', schema: { type: 'integer' } }] }],
  ['a body', { requestBody: { content: { 'application/json': { schema: { type: 'string' } } } } }],
])('%s that is optional and new asks for a server that reads it', async (_, parts) => {
  const document = (operation: JsonObject): JsonObject => ({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: {
      '/it': { post: { operationId: 'run', responses: { 204: { description: 'Done.' } }, ...operation } },
    },
  });
  const { changes } = await compareDocuments(document({}), document(parts));
  const [change] = changes.filter(({ kind }) => /^(?:parameter|body)-added$/.test(kind));
  expect(change).toMatchObject({ code: 'compiles', advice: 'Deploy the server before clients send it.' });
});

test('an operation without credentials asks for the server alone', async () => {
  const before = securedBy(bearer);
  const { changes } = await compareDocuments(before, { ...before, security: [] });
  const [change] = changes.filter(({ kind }) => kind === 'security-changed');
  expect(change).toMatchObject({
    order: 'server-first',
    advice: 'Deploy the server before new clients.',
  });
});

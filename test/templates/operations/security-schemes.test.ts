/** Security schemes that a client cannot carry out refuse no call. */
import { expect, test } from 'vitest';
import { sharedPackage } from '../../support/generated-package.ts';
import { recordedCalls } from '../../support/recorded-calls.ts';

const schemes = {
  mutual: { type: 'mutualTLS' },
  digest: { type: 'http', scheme: 'digest' },
  proof: { type: 'http', scheme: 'DPoP' },
  token: { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
};

type Requirement = Readonly<Partial<Record<keyof typeof schemes, readonly string[]>>>;

async function packageWith(security: readonly Requirement[], version = '3.1.0') {
  const { mutual, ...older } = schemes;
  const securitySchemes = version === '3.1.0' ? schemes : older;
  const get = { operationId: 'items.list', security, responses: { 204: { description: 'done' } } };
  const document = { openapi: version, info: { title: 'Items', version: '1' } };
  const spec = JSON.stringify({ ...document, paths: { '/items': { get } }, components: { securitySchemes } });
  return sharedPackage({ spec });
}

interface Call {
  readonly client?: string;
  readonly headers?: string;
}

/** The credentials that arrive, or the message of the error. */
async function sent(security: readonly Requirement[], { client = '{}', headers = '{}' }: Call = {}) {
  const { files } = await packageWith(security);
  const statements = `
await client.items.list({}, { headers: ${headers} }).catch((error: any) => {
  if (error.name === 'ApiRequestError') requests.push({ line: error.message, headers: {} });
});`;
  const [request] = await recordedCalls(files, statements, client);
  return [request?.line, request?.headers['authorization'], request?.headers['x-key']];
}

test('a call with mutual TLS is sent without a header', async () => {
  expect(await sent([{ mutual: [] }])).toEqual(['GET /items', undefined, undefined]);
});

test.each(['digest', 'proof'] as const)('with %s, the header of the caller is sent', async (name) => {
  expect(await sent([{ [name]: [] }], { headers: '{ authorization: "Own x" }' })).toEqual([
    'GET /items',
    'Own x',
    undefined,
  ]);
});

test.each(['digest', 'proof'] as const)('with %s, the first request may come without one', async (name) => {
  expect(await sent([{ [name]: [] }])).toEqual(['GET /items', undefined, undefined]);
});

test('what goes together with mutual TLS is still needed, under its option', async () => {
  expect(await sent([{ mutual: [], key: [] }])).toEqual([
    'The client needs the option key.',
    undefined,
    undefined,
  ]);
  expect(await sent([{ mutual: [], key: [] }], { client: '{ key: "k" }' })).toEqual([
    'GET /items',
    undefined,
    'k',
  ]);
});

test('another alternative is used where its credential is given', async () => {
  expect(await sent([{ digest: [] }, { key: [] }], { client: '{ key: "k" }' })).toEqual([
    'GET /items',
    undefined,
    'k',
  ]);
});

test.each(['3.0.3', '3.1.0'])(
  'scheme Bearer of OpenAPI %s is bearer in any case of letters',
  async (version) => {
    const { files, result } = await packageWith([{ token: [] }], version);
    expect(result.diagnostics).toEqual([]);
    const [request] = await recordedCalls(
      files,
      'await client.items.list().catch(() => undefined);',
      '{ token: "t" }',
    );
    expect(request?.headers['authorization']).toBe('Bearer t');
  },
);

/** Parameters at the place of a credential or of other parameters: each value of the caller is sent once. */
import { expect, test } from 'vitest';
import { sharedPackage } from '../../support/generated-package.ts';
import { recordedCalls, type RecordedRequest } from '../../support/recorded-calls.ts';

const text = { type: 'string' };

const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      get: {
        operationId: 'orders.list',
        security: [{ key: [], session: [] }],
        parameters: [
          { name: 'X-App-Key', in: 'header', schema: text },
          { name: 'Cookie', in: 'header', schema: text },
          { name: 'theme', in: 'cookie', schema: text },
        ],
        responses: { 204: { description: 'done' } },
      },
    },
  },
  components: {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'x-app-key' },
      session: { type: 'apiKey', in: 'cookie', name: 'sid' },
    },
  },
});

async function sent(parameters: string, client: string): Promise<RecordedRequest['headers'] | undefined> {
  const { files } = await sharedPackage({ spec });
  const statements = `await client.orders.list(${parameters}).catch(() => undefined);`;
  const [request] = await recordedCalls(files, statements, client);
  return request?.headers;
}

test('a header that is a parameter and an API key is that of the caller', async () => {
  const client = '{ key: "client", session: "s" }';
  expect(await sent('{ xAppKey: "own" }', client)).toMatchObject({ 'x-app-key': 'own' });
  expect(await sent('{ xAppKey: undefined }', client)).toMatchObject({ 'x-app-key': 'client' });
  expect(await sent('{ xAppKey: "own" }', '{ session: "s" }')).toMatchObject({ 'x-app-key': 'own' });
});

test('a header parameter with cookies is sent beside the parameters and API keys in cookies', async () => {
  const client = '{ key: "client", session: "s" }';
  expect(await sent('{ Cookie: "a=1; b=2", theme: "dark" }', client)).toMatchObject({
    cookie: 'a=1; b=2; theme=dark; sid=s',
  });
  expect(await sent('{ Cookie: "sid=own", theme: "dark" }', client)).toMatchObject({
    cookie: 'sid=own; theme=dark',
  });
  expect(await sent('{ theme: "dark" }', client)).toMatchObject({ cookie: 'theme=dark; sid=s' });
});

/** Client credentials of OAuth 2.0 against a real authorization server: `oidc-provider` in this process. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { importPackage } from '../support/imported-package.ts';

const clientId = 'shop client';
const clientSecret = 'a+b c%d:e';
/** Seconds that a token is valid. */
const lifetime = 600;

interface Shop {
  readonly createClient: (options: object) => { readonly orders: { readonly list: () => Promise<unknown> } };
  readonly clientCredentials: (options: object) => (rejected?: string) => Promise<string>;
}

const spec = (origin: string): string => `
openapi: 3.1.1
info: { title: Shop, version: 1.0.0 }
servers: [{ url: '${origin}/api' }]
security: [{ oauth: [orders] }]
components:
  securitySchemes:
    oauth:
      type: oauth2
      description: Tokens of the shop.
      flows:
        clientCredentials: { tokenUrl: '${origin}/token', scopes: { orders: Read orders., 'orders:write': '' } }
        authorizationCode: { authorizationUrl: '${origin}/auth', tokenUrl: '${origin}/token', scopes: {} }
paths:
  /orders:
    get:
      operationId: orders.list
      responses:
        '200': { description: Orders., content: { application/json: { schema: { type: array, items: { type: string } } } } }
`;

let shop: Shop;
let text: string;
let server: Server;
let origin: string;
let provider: Provider;
/** What the server was asked, by path. */
let asked: string[];
/** Tokens that the API saw. */
let tokens: Set<string>;

beforeAll(async () => {
  // The port of each server differs, so every test passes both URLs.
  const made = await importPackage<Shop>({ spec: spec('http://localhost:1'), specFile: 'shop.yaml' });
  shop = made.exports;
  text = made.files.get('src/client.ts') ?? '';
});

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'info').mockReturnValue();
  asked = [];
  tokens = new Set();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
  provider = authorizationServer(origin);
  const authorize = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '', origin);
    asked.push(pathname);
    void (pathname.startsWith('/api') ? serveOrders(request, response) : authorize(request, response));
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function authorizationServer(issuer: string): Provider {
  return new Provider(issuer, {
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    scopes: ['orders', 'orders:write'],
    ttl: { ClientCredentials: lifetime },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    clients: (['client_secret_basic', 'client_secret_post'] as const).map((method) => ({
      client_id: method === 'client_secret_basic' ? clientId : `${clientId} of the body`,
      client_secret: clientSecret,
      token_endpoint_auth_method: method,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
  });
}

/** Accepts the tokens that the authorization server has issued for the scope, and not destroyed. */
async function serveOrders({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  tokens.add(token);
  const found = await provider.ClientCredentials.find(token);
  const isAllowed = found?.scope?.split(' ').includes('orders') ?? false;
  response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(isAllowed ? ['one'] : { message: 'no' }));
}

function connect(options: object = {}): ReturnType<Shop['createClient']> {
  const oauth = shop.clientCredentials({
    clientId,
    clientSecret,
    scopes: ['orders'],
    tokenUrl: `${origin}/token`,
    ...options,
  });
  return shop.createClient({ baseUrl: `${origin}/api`, oauth });
}

const tokenRequests = (): number => asked.filter((path) => path === '/token').length;

async function rejectAllTokens(): Promise<void> {
  for (const token of tokens) await (await provider.ClientCredentials.find(token))?.destroy();
}

describe('client credentials', () => {
  it('serve fifty concurrent calls with one token', async () => {
    const { orders } = connect();
    const results = await Promise.all(Array.from({ length: 50 }, () => orders.list()));
    expect(results).toEqual(Array.from({ length: 50 }, () => ['one']));
    expect([tokenRequests(), tokens.size]).toEqual([1, 1]);
  });

  it('renew a token shortly before it expires, once for all calls', async () => {
    const { orders } = connect();
    const now = performance.now.bind(performance);
    const listAfter = async (seconds: number): Promise<number> => {
      vi.spyOn(performance, 'now').mockImplementation(() => now() + seconds * 1000);
      await Promise.all(Array.from({ length: 50 }, () => orders.list()));
      return tokenRequests();
    };
    expect(await listAfter(0)).toBe(1);
    expect(await listAfter(lifetime - 70)).toBe(1);
    expect(await listAfter(lifetime - 50)).toBe(2);
    expect(asked.filter((path) => path === '/api/orders')).toHaveLength(150);
  });

  it('renew a token that the API rejects, once for all calls', async () => {
    const { orders } = connect();
    await orders.list();
    await rejectAllTokens();
    const results = await Promise.all(Array.from({ length: 50 }, () => orders.list()));
    expect(results).toHaveLength(50);
    expect([tokenRequests(), tokens.size]).toEqual([2, 2]);
  });

  it('give up where a new token is rejected as well', async () => {
    const { orders } = connect({ scopes: ['orders:write'] });
    await expect(orders.list()).rejects.toMatchObject({ name: 'ApiStatusError', status: 401, attempts: 2 });
    expect(tokenRequests()).toBe(2);
  });

  it('can be sent in the body', async () => {
    const options = { authentication: 'body', clientId: `${clientId} of the body` };
    expect(await connect(options).orders.list()).toEqual(['one']);
  });

  it('fail a call with the reason of the authorization server, and without the secret', async () => {
    const { orders } = connect({ clientSecret: 'wrong secret' });
    const error: unknown = await orders.list().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'ApiRequestError',
      option: 'oauth',
      cause: { name: 'ApiStatusError', status: 401, body: { error: 'invalid_client' } },
    });
    expect(JSON.stringify(error)).not.toContain('wrong secret');
    expect(asked).not.toContain('/api/orders');
  });

  it('are asked for by name where they are missing', async () => {
    const { orders } = connect({ clientSecret: undefined });
    await expect(orders.list()).rejects.toMatchObject({ cause: { option: 'clientSecret' } });
    expect(asked).toEqual([]);
  });
});

describe('the comment of the option', () => {
  it('names every way to get a token', () => {
    const comment = text.replaceAll(/\n +\* */g, ' ');
    expect(comment).toContain('Tokens of the shop.');
    expect(comment).toContain(
      '- Client credentials: `clientCredentials({ clientId, clientSecret })` requests tokens from `http://localhost:1/token`.',
    );
    expect(comment).toContain('- Authorization code: the user agrees at `http://localhost:1/auth`');
    expect(text).toContain("ClientCredentialsOptions<Open<'orders' | 'orders:write'>>");
  });
});

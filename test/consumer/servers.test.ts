/** Servers of a document, as options of a client: which URL a call goes to, at a real server. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startArtuServer } from '../support/artu-server.ts';
import { importPackage } from '../support/imported-package.ts';

type Call = () => Promise<unknown>;

interface Shop {
  readonly createClient: (options: object) => Readonly<Record<string, Readonly<Record<string, Call>>>>;
  readonly optionsFromEnvironment: () => object;
}

/** The variable `port` leads to the server of a test. */
const spec = `
openapi: 3.2.0
info: { title: Shop, version: 1.0.0 }
servers:
  - url: http://localhost:{port}/live/{region}
    name: production
    description: Real orders.
    variables: { port: { default: '1' }, region: { default: eu, enum: [eu, us], description: Where data is kept. } }
  - url: http://localhost:{port}/test
    description: Sandbox server (no money)
    variables: { port: { default: '1' } }
paths:
  /orders:
    get: { operationId: orders.list, responses: { '204': { description: None. } } }
  /files:
    servers:
      - { url: 'http://localhost:{port}/live-files', name: production, variables: { port: { default: '1' } } }
      - { url: 'http://localhost:{port}/test-files', name: sandbox, variables: { port: { default: '1' } } }
    get: { operationId: files.list, responses: { '204': { description: None. } } }
  /reports:
    get:
      operationId: reports.list
      servers: [{ url: 'http://localhost:{port}/reports/{region}', variables: { port: { default: '1' }, region: { default: eu, enum: [eu, us] } } }]
      responses: { '204': { description: None. } }
`;

let shop: Shop;
let text: string;
let server: Awaited<ReturnType<typeof startArtuServer>>;

beforeAll(async () => {
  const made = await importPackage<Shop>({
    spec,
    specFile: 'shop.yaml',
    options: { packageName: '@acme/shop' },
  });
  shop = made.exports;
  text = (made.files.get('src/client.ts') ?? '').replaceAll(/\n +\* */g, ' ').replaceAll(/ +/g, ' ');
});

beforeEach(async () => {
  server = await startArtuServer({ answer: (_, response) => response.writeHead(204).end() });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
});

/** Paths that the calls of a client arrive at. */
async function pathsOf(options: object): Promise<readonly string[]> {
  const { port } = new URL(server.url);
  const client = shop.createClient({ port, ...options });
  for (const resource of ['orders', 'files', 'reports']) await client[resource]?.['list']?.();
  return server.requests.map(({ url }) => url);
}

describe('a client', () => {
  it('calls the first server, with the defaults of its variables', async () => {
    expect(await pathsOf({})).toEqual(['/live/eu/orders', '/live-files/files', '/reports/eu/reports']);
  });

  it('calls the server of an environment, also for operations with servers of their own', async () => {
    const paths = await pathsOf({ environment: 'sandbox' });
    expect(paths).toEqual(['/test/orders', '/test-files/files', '/reports/eu/reports']);
  });

  it('fills in the values of variables', async () => {
    const paths = await pathsOf({ region: 'us' });
    expect(paths).toEqual(['/live/us/orders', '/live-files/files', '/reports/us/reports']);
  });

  it('calls nothing but `baseUrl` where that is given', async () => {
    const paths = await pathsOf({ baseUrl: `${server.url}/staging`, environment: 'sandbox' });
    expect(paths).toEqual(['/staging/orders', '/staging/files', '/staging/reports']);
  });

  it.each([
    [{ environment: 'stagign' }, 'The option environment must be production or sandbox.'],
    [{ region: 'asia' }, 'The option region must be eu or us.'],
    [{ environment: 'toString' }, 'The option environment must be production or sandbox.'],
  ])('refuses %j', (options, message) => {
    expect(() => shop.createClient(options)).toThrow(
      expect.objectContaining({ name: 'ApiRequestError', message, option: Object.keys(options)[0] }),
    );
  });

  it('reads the choice from the environment of the process', async () => {
    vi.stubEnv('ACME_SHOP_ENVIRONMENT', 'sandbox');
    expect(await pathsOf({ ...shop.optionsFromEnvironment(), port: new URL(server.url).port })).toContain(
      '/test/orders',
    );
  });
});

describe('the options', () => {
  it('have the values of the document as their types', () => {
    expect(text).toContain("environment?: 'production' | 'sandbox' | undefined;");
    expect(text).toContain("region?: 'eu' | 'us' | undefined;");
    expect(text).toContain('port?: string | undefined;');
  });

  it('are explained with URLs, descriptions and defaults', () => {
    expect(text).toContain('- `production`: `http://localhost:{port}/live/{region}`. Real orders.');
    expect(text).toContain('Where data is kept. Default: `eu`.');
  });
});

/** The file of the client: what ends it, and what reads its options from the environment. */
import { describe, expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';
import { generatePackage } from '../support/generated-package.ts';

const spec = `
openapi: 3.1.1
info: { title: Doors, version: 1.0.0 }
security: [{ login: [] }, { apiKey: [] }, { log: [] }]
components:
  securitySchemes:
    login: { type: http, scheme: basic }
    apiKey: { type: http, scheme: bearer }
    log: { type: apiKey, in: header, name: X-Log }
paths:
  /close: { post: { operationId: close, responses: { '204': { description: Closed. } } } }
  /doors: { get: { operationId: doors.list, responses: { '204': { description: None. } } } }
`;

/** Of the packages of one scope. */
async function variablesOf(packageName: string, scheme: string): Promise<readonly string[]> {
  const options = { packageName };
  const { files } = await generatePackage({
    spec: spec.replaceAll(/\blog\b/g, scheme),
    specFile: 'a.yaml',
    options,
  });
  const text = files.get('src/client.ts') ?? '';
  return [...text.matchAll(/environment\w+\('(\w+)'/g)].map(([, name = '']) => name).toSorted();
}

async function clientOf(): Promise<{ client: string; root: string }> {
  const { files } = await testTemplate([], spec);
  return { client: files.get('src/client.ts') ?? '', root: files.get('src/resources/root.ts') ?? '' };
}

describe('a client', () => {
  it('can be closed, and an operation of that name goes by another', async () => {
    const { client, root } = await clientOf();
    expect(client).toContain('...makeClosable(transport.close),');
    expect(client).toMatch(/export interface Client extends Closable, RootResource \{/);
    expect(root).not.toMatch(/^ +close\b/m);
    expect(root).toMatch(/\bpostClose\(/);
  });
});

describe('options from the environment', () => {
  it('go by the name of the package and of the option', async () => {
    const { client } = await clientOf();
    const names = [...client.matchAll(/environment\w+\(([^)]*)\)/g)].map(([, given]) => given);
    expect(names).toEqual([
      "'TEST_PACKAGE_LOG', logLevels",
      "'TEST_PACKAGE_API_KEY'",
      "'TEST_PACKAGE_LOG_CREDENTIAL'",
      "'TEST_PACKAGE_LOGIN_USERNAME', 'TEST_PACKAGE_LOGIN_PASSWORD'",
      "'TEST_PACKAGE_BASE_URL'",
    ]);
  });

  it('share keys with the packages of the scope, and no host', async () => {
    const shop = await variablesOf('@acme/shop', 'log');
    const chat = await variablesOf('@acme/chat', 'log');
    expect(shop.filter((name) => chat.includes(name))).toEqual([
      'ACME_API_KEY',
      'ACME_LOG',
      'ACME_LOGIN_USERNAME',
    ]);
    expect(shop).toEqual(expect.arrayContaining(['ACME_SHOP_BASE_URL', 'ACME_SHOP_LOG']));
  });

  it('have no name twice', async () => {
    const names = await variablesOf('@acme/shop', 'shopLog');
    expect(names).toContain('ACME_SHOP_LOG_CREDENTIAL');
    expect(new Set(names).size).toBe(names.length);
  });

  it('leave the base URL to whoever calls, where the document names no server', async () => {
    const { client } = await clientOf();
    expect(client).toMatch(/baseUrl: environmentValue\('\w+'\) \?\? ''/);
  });
});

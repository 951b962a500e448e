/** Functions that request tokens: one for each scheme with client credentials, and none for other flows. */
import { describe, expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';

interface Request {
  /** Security schemes by name. */
  readonly schemes: Readonly<Record<string, unknown>>;
  readonly server?: string;
}

async function clientOf({ schemes, server = 'https://api.example.com/v1' }: Request): Promise<string> {
  const { files, diagnostics } = await testTemplate(
    [],
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'Shop', version: '1.0.0' },
      servers: [{ url: server }],
      security: Object.keys(schemes).map((name) => ({ [name]: [] })),
      components: { securitySchemes: schemes },
      paths: { '/x': { get: { operationId: 'x.get', responses: { 204: { description: 'Nothing.' } } } } },
    }),
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (files.get('src/client.ts') ?? '').replaceAll(/\n +\* */g, ' ');
}

const flow = (name: string, tokenUrl: string): unknown => ({
  type: 'oauth2',
  flows: { [name]: { tokenUrl, scopes: {} } },
});

describe('a function for client credentials', () => {
  it('is named after its scheme where there are several', async () => {
    const text = await clientOf({
      schemes: {
        partners: flow('clientCredentials', 'https://a.example.com/token'),
        staff: flow('clientCredentials', 'https://b.example.com/token'),
      },
    });
    const names = [...text.matchAll(/^export function (\w+ClientCredentials|clientCredentials)\(/gim)];
    expect(names.map(([, name]) => name)).toEqual(['partnersClientCredentials', 'staffClientCredentials']);
  });

  it('starts from the server where the URL is relative', async () => {
    const schemes = { oauth: flow('clientCredentials', '/oauth/token') };
    expect(await clientOf({ schemes })).toContain("tokenUrl: 'https://api.example.com/oauth/token'");
  });

  it.each([
    ['is relative, and the server too', '/oauth/token', '/v1'],
    ['is missing', '', 'https://api.example.com'],
    ['is of another protocol', 'javascript:alert(1)', 'https://api.example.com'],
  ])('requires the URL where that of the document %s', async (_, tokenUrl, server) => {
    const text = await clientOf({ schemes: { oauth: flow('clientCredentials', tokenUrl) }, server });
    expect(text).toContain('options: ClientCredentialsOptions & { readonly tokenUrl: string }');
    expect(text).toContain('tokenUrl: options.tokenUrl');
  });

  it('is absent for other flows, and from clients that do not use the scheme', async () => {
    const text = await clientOf({ schemes: { oauth: flow('password', 'https://a.example.com/token') } });
    expect(text).not.toContain('requestTokens');
    expect(text).toContain(
      '- Password: request a token from `https://a.example.com/token` with the name and password of the user.',
    );
  });
});

describe('the comment of an option for OpenID Connect', () => {
  it('names the discovery document', async () => {
    const url = 'https://id.example.com/.well-known/openid-configuration';
    const text = await clientOf({ schemes: { oidc: { type: 'openIdConnect', openIdConnectUrl: url } } });
    expect(text).toContain(`\`${url}\` lists the endpoints that issue tokens.`);
  });
});

/** Where a client calls to: the first server, or the caller says; no server is passed over in silence. */
import { describe, expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';

async function clientOf(head: string): Promise<{ text: string; codes: readonly string[] }> {
  const spec = `
${head}
info: { title: Files, version: 1.0.0 }
paths: { /x: { get: { operationId: x.get, responses: { '204': { description: Nothing. } } } } }
`;
  const { files, diagnostics } = await testTemplate([], spec);
  const text = (files.get('src/client.ts') ?? '').replaceAll(/\n +\* ?/g, ' ');
  return { text, codes: diagnostics.map(({ code }) => code) };
}

const servers = (list: string): string => `openapi: 3.1.1\nservers: ${list}`;

describe('a document whose first server is absolute', () => {
  it('has it as the default, and the others in the comment', async () => {
    const { text, codes } = await clientOf(servers('[{ url: "https://a.test/v1" }, { url: /v2 }]'));
    expect(text).toContain("baseUrl: 'https://a.test/v1'");
    expect(text).toContain('createClient(options?: ClientOptions)');
    expect(text).toContain('Others: - `/v2` on the host that serves the document');
    expect(codes).not.toContain('CW4006');
  });

  it('has its variables as options, and their defaults in the comment', async () => {
    const variables = '{ region: { default: eu, enum: [us, eu] }, tenant: { default: demo } }';
    const url = 'https://{tenant}.a.test/{region}';
    const { text } = await clientOf(servers(`[{ url: "${url}", variables: ${variables} }]`));
    expect(text).toContain("region?: 'us' | 'eu' | undefined;");
    expect(text).toContain('tenant?: string | undefined;');
    expect(text).toContain('Default: `https://demo.a.test/eu`.');
    expect(text).not.toContain('environment?:');
  });

  it('requires a variable that the document does not define, and is reported', async () => {
    const { text, codes } = await clientOf(servers('[{ url: "https://{tenant}.a.test" }]'));
    expect(text).toContain('createClient(options: ClientOptions)');
    expect(text).toMatch(/^ +tenant: string;/m);
    expect(codes).toContain('CW2002');
  });

  it('names other servers by their short description, or by their address', async () => {
    const list =
      '[{ url: "https://a.test", description: The live server }, { url: "https://b.test/v1/", description: A server for whoever wants to try something }]';
    const { text } = await clientOf(servers(list));
    expect(text).toContain("environment?: 'live' | 'b.test/v1' | undefined;");
  });

  it('leaves an option that a credential has to the credential', async () => {
    const list = '[{ url: "https://a.test" }, { url: "https://b.test" }]';
    const schemes = '{ environment: { type: apiKey, in: header, name: X-Environment } }';
    const { text } = await clientOf(
      `${servers(list)}\nsecurity: [{ environment: [] }]\ncomponents: { securitySchemes: ${schemes} }`,
    );
    expect(text).toContain('environment: Credential | undefined;');
    expect(text).toContain("serverName?: 'a.test' | 'b.test' | undefined;");
  });
});

describe.each([
  ['/v1', servers('[{ url: /v1 }, { url: "https://a.test/{r}", variables: { r: { default: eu } } }]')],
  ['/api/v3', 'swagger: "2.0"\nbasePath: /api/v3'],
  ['v1', servers('[{ url: v1 }]')],
])('a document whose first server is the relative %s', (path, head) => {
  it('leaves it to the caller, names the path, and is reported', async () => {
    const { text, codes } = await clientOf(head);
    expect(text).toContain('createClient(options: ClientOptions)');
    expect(text).toContain(
      `The document names \`${path}\` on the host that serves it: give the whole URL, with that path.`,
    );
    expect(text).toContain('baseUrl: string;');
    expect(codes).toContain('CW4006');
  });
});

it('a server of another scheme is none that is called', async () => {
  const { text, codes } = await clientOf(servers('[{ url: "wss://a.test" }, { url: "https://b.test" }]'));
  expect(text).toContain("baseUrl: 'https://b.test'");
  expect(codes).not.toContain('CW4006');
});

it('the host alone is no more than no server at all', async () => {
  const { text, codes } = await clientOf(servers('[{ url: / }]'));
  expect(text).toContain('The document names no server but the host that serves it.');
  expect(text).toContain('baseUrl: string;');
  expect(codes).not.toContain('CW4006');
});

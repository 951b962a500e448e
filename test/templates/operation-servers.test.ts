/** Servers of single operations: used where they say where to, with their variables filled in. */
import { expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';

const spec = (url: string): string => `
openapi: 3.1.1
info: { title: Files, version: 1.0.0 }
servers: [{ url: 'https://api.example.com' }]
paths:
  /files:
    get:
      operationId: files.list
      servers: [{ url: '${url}', variables: { region: { default: eu } } }]
      responses: { '204': { description: Nothing. } }
`;

async function resourceOf(url: string): Promise<{ text: string; codes: readonly string[] }> {
  const { files, diagnostics } = await testTemplate([], spec(url));
  return { text: files.get('src/resources/files.ts') ?? '', codes: diagnostics.map(({ code }) => code) };
}

it('calls the server of the operation, with the variables that the client has', async () => {
  const { text, codes } = await resourceOf('https://{region}.files.example.com');
  expect(text).toContain("url: 'https://{region}.files.example.com'");
  expect(text).toContain("variables: { region: { default: 'eu' } }");
  expect(codes).not.toContain('CW4006');
});

it('stays with the server of the client where the one of the operation is relative, and says so', async () => {
  const { text, codes } = await resourceOf('/v2');
  expect(text).not.toMatch(/^ +server:/m);
  expect(codes).toContain('CW4006');
});

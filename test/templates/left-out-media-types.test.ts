/** Media types that the client does not use: an info, or a warning where a file upload is lost. */
import { expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';

const binary = '{ type: string, format: binary }';

const spec = (types: readonly string[], file = binary): string => `
openapi: 3.1.1
info: { title: Files, version: 1.0.0 }
servers: [{ url: 'https://api.example.com' }]
paths:
  /files:
    post:
      operationId: files.create
      requestBody:
        content:
${types.map((type) => `          ${type}: { schema: { type: object, properties: { file: ${file} } } }`).join('\n')}
      responses: { '204': { description: Nothing. } }
`;

it.each([
  [['application/json', 'application/x-www-form-urlencoded'], 'info', 'does not use the media type'],
  // The multipart body carries the file, so it is the one that is sent.
  [['application/json', 'multipart/form-data'], 'info', 'does not use the media type'],
  [['application/json', 'application/octet-stream'], 'warning', 'cannot upload files'],
])('%j: %s', async (types, severity, message) => {
  const { diagnostics } = await testTemplate([], spec(types));
  expect(diagnostics.filter(({ code }) => code === 'CW4005')).toMatchObject([
    { severity, message: expect.stringContaining(message) },
  ]);
});

it('is an info where the multipart body has no file in it', async () => {
  const types = ['application/json', 'multipart/form-data'];
  const { diagnostics } = await testTemplate([], spec(types, '{ type: string }'));
  expect(diagnostics.filter(({ code }) => code === 'CW4005')).toMatchObject([{ severity: 'info' }]);
});

it('reports nothing where the body is sent as the only media type', async () => {
  const { diagnostics } = await testTemplate([], spec(['multipart/form-data']));
  expect(diagnostics.filter(({ code }) => code === 'CW4005')).toEqual([]);
});

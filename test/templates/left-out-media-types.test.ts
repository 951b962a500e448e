/** Media types that no call can choose. */
import { expect, it } from 'vitest';
import { testTemplate } from '../../generator/clientwright.ts';
import { generatePackage } from '../support/generated-package.ts';

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

it('is an info where files would be lost: the multipart body carries them', async () => {
  for (const other of ['application/json', 'application/x-www-form-urlencoded']) {
    const { diagnostics } = await testTemplate([], spec([other, 'multipart/form-data']));
    expect(diagnostics.filter(({ code }) => code === 'CW4005')).toMatchObject([
      { severity: 'info', message: `files.create does not use the media type ${other}.` },
    ]);
  }
});

it.each([
  [['application/json', 'application/x-www-form-urlencoded'], binary],
  [['application/json', 'application/octet-stream'], binary],
  [['application/json', 'multipart/form-data'], '{ type: string }'],
])('%j: reports nothing, because a call can choose', async (types, file) => {
  const { diagnostics } = await testTemplate([], spec(types, file));
  expect(diagnostics.filter(({ code }) => code === 'CW4005')).toEqual([]);
});

it('reports nothing where the body is sent as the only media type', async () => {
  const { diagnostics } = await testTemplate([], spec(['multipart/form-data']));
  expect(diagnostics.filter(({ code }) => code === 'CW4005')).toEqual([]);
});

/** The document after one whose default body was JSON. */
async function leftOut(change: (spec: string) => string): Promise<readonly object[]> {
  const required = (text: string): string =>
    change(text)
      .replace('content:', 'required: true\n        content:')
      .replaceAll('type: object', 'type: object, required: [file]');
  const before = required(spec(['application/json'], '{ type: string }'));
  const { files } = await generatePackage({ spec: before, specFile: 'spec.yaml' });
  const header = 'encoding: { file: { headers: { X-Sum: { required: true, schema: { type: string } } } } }';
  const type = `multipart/form-data: { ${header},`;
  const both = required(spec(['application/json', 'multipart/form-data']));
  const after = both.replace('multipart/form-data: {', type);
  const { result } = await generatePackage({ spec: after, specFile: 'spec.yaml', previous: files });
  return result.diagnostics.filter(({ code }) => code === 'CW4005');
}

it('reports nothing where a call can choose the files and the headers of their parts', async () => {
  expect(await leftOut((text) => text)).toEqual([]);
});

it('is a warning where no call can send the files', async () => {
  expect(await leftOut((text) => text.replace('post:', 'get:'))).toMatchObject([
    {
      severity: 'warning',
      message: 'files.create does not use the media type multipart/form-data. No call can send its files.',
    },
  ]);
});

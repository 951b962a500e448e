/** `$self` of OpenAPI 3.2: the address of a document, which references resolve against. */
import { expect, test } from 'vitest';
import { codes, loadFiles, openapi } from './load-files.ts';

const self = 'https://api.test/v1/openapi.json';
const schema = (reference: string): object => ({
  components: { schemas: { A: { $ref: reference }, B: { type: 'string' } } },
});

async function referenceOf(
  document: object,
  others: Readonly<Record<string, object>> = {},
): Promise<unknown> {
  const loaded = await loadFiles({ 'v1/api.json': document, ...others }, { root: '.' });
  expect(codes(loaded.diagnostics)).toEqual([]);
  return loaded.document?.root['components'];
}

test.each([
  `${self}#/components/schemas/B`,
  'openapi.json#/components/schemas/B',
  '/v1/openapi.json#/components/schemas/B',
])('%s is the document itself', async (reference) => {
  expect(await referenceOf(openapi({ $self: self, ...schema(reference) }, '3.2.0'))).toMatchObject({
    schemas: { A: { $ref: '#/components/schemas/B' } },
  });
});

test('a relative `$self` is resolved against the file', async () => {
  const document = openapi(
    { $self: 'published.json', ...schema('published.json#/components/schemas/B') },
    '3.2.0',
  );
  expect(await referenceOf(document)).toMatchObject({ schemas: { A: { $ref: '#/components/schemas/B' } } });
});

test.each(['https://api.test/v1/parts/b.json#/B', 'parts/b.json#/B', './parts/b.json#/B'])(
  '%s is a file beside the document',
  async (reference) => {
    const components = await referenceOf(openapi({ $self: self, ...schema(reference) }, '3.2.0'), {
      'v1/parts/b.json': { B: { type: 'integer' } },
    });
    expect(JSON.stringify(components)).toContain('"integer"');
  },
);

test('another document has its own address, and knows this one by its `$self`', async () => {
  const other = openapi(
    {
      $self: 'https://other.test/x/shared.json',
      components: {
        schemas: {
          C: {
            type: 'object',
            properties: {
              b: { $ref: `${self}#/components/schemas/B` },
              d: { $ref: 'shared.json#/components/schemas/D' },
            },
          },
          D: { type: 'boolean' },
        },
      },
    },
    '3.2.0',
  );
  const components = await referenceOf(
    openapi({ $self: self, ...schema('shared.json#/components/schemas/C') }, '3.2.0'),
    {
      'v1/shared.json': other,
    },
  );
  expect(JSON.stringify(components)).toContain('"$ref":"#/components/schemas/B"');
  expect(JSON.stringify(components)).toContain('"boolean"');
});

test('an address outside of the folder of the document stays one', async () => {
  const { diagnostics } = await loadFiles({
    'api.json': openapi({ $self: self, ...schema('https://elsewhere.test/b.json#/B') }, '3.2.0'),
  });
  expect(codes(diagnostics)).toEqual(['CW1021 api.json#/components/schemas/A']);
});

test('a media type may be a component of another file', async () => {
  const content = { 'application/json': { $ref: 'media.json#/json' } };
  const paths = { '/a': { get: { responses: { 200: { content } } } } };
  const { document, diagnostics } = await loadFiles({
    'api.json': openapi({ paths }, '3.2.0'),
    'media.json': { json: { schema: { type: 'integer' } } },
  });
  expect(codes(diagnostics)).toEqual([]);
  expect(document?.root['components']).toMatchObject({
    mediaTypes: { json: { schema: { type: 'integer' } } },
  });
});

/** Swagger 2.0 → the shape of OpenAPI 3.1, with the place of everything that moved. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { codes, loadFiles } from './load-files.ts';

const string = { type: 'string' };

async function swagger(more: object) {
  const { document, diagnostics } = await loadFiles({
    'api.json': { swagger: '2.0', info: { title: 't', version: '1' }, paths: {}, ...more },
  });
  const root: JsonObject = document?.root ?? {};
  return { root, diagnostics, pointerOf: (pointer: string) => document?.placeOf(pointer).pointer };
}

const operation = (get: object, more: object = {}) => ({
  ...more,
  paths: { '/x': { get: { responses: { 200: { description: 'ok' } }, ...get } } },
});

test('host, base path and schemes are servers', async () => {
  const { root } = await swagger({ host: 'h.test', basePath: '/v1/', schemes: ['https', 'http'] });
  expect(root['servers']).toEqual([{ url: 'https://h.test/v1' }, { url: 'http://h.test/v1' }]);
  expect(root).not.toHaveProperty('basePath');
});

test('a base path alone is a relative server, nothing is none', async () => {
  expect((await swagger({ basePath: '/v1' })).root['servers']).toEqual([{ url: '/v1' }]);
  expect((await swagger({ basePath: '/' })).root).not.toHaveProperty('servers');
});

test('definitions are schemas, and references follow', async () => {
  const { root, pointerOf } = await swagger({
    definitions: {
      A: { properties: { b: { $ref: '#/definitions/B' } } },
      B: { type: 'string', 'x-nullable': true },
      C: { discriminator: 'kind', properties: { kind: string } },
    },
  });
  expect(root['components']).toMatchObject({
    schemas: {
      A: { properties: { b: { $ref: '#/components/schemas/B' } } },
      B: { type: ['string', 'null'] },
      C: { discriminator: { propertyName: 'kind' } },
    },
  });
  expect(pointerOf('/components/schemas/A/properties/b')).toBe('/definitions/A/properties/b');
});

describe('a parameter', () => {
  test('keeps its constraints in a schema', async () => {
    const parameter = {
      name: 'a',
      in: 'query',
      description: 'd',
      type: 'integer',
      minimum: 1,
      exclusiveMinimum: true,
      default: 2,
    };
    const { root, pointerOf } = await swagger(operation({ parameters: [parameter] }));
    expect(root['paths']).toMatchObject({
      '/x': {
        get: {
          parameters: [
            {
              name: 'a',
              in: 'query',
              description: 'd',
              schema: { type: 'integer', exclusiveMinimum: 1, default: 2 },
            },
          ],
        },
      },
    });
    expect(pointerOf('/paths/~1x/get/parameters/0/schema/default')).toBe(
      '/paths/~1x/get/parameters/0/default',
    );
  });

  test.each([
    ['query', undefined, { style: 'form', explode: false }],
    ['query', 'csv', { style: 'form', explode: false }],
    ['query', 'multi', { style: 'form', explode: true }],
    ['query', 'ssv', { style: 'spaceDelimited', explode: false }],
    ['query', 'pipes', { style: 'pipeDelimited', explode: false }],
    ['path', undefined, { style: 'simple', explode: false }],
  ])('in the %s with collectionFormat %s has a style', async (place, collectionFormat, style) => {
    const parameter = { name: 'a', in: place, type: 'array', items: string, collectionFormat };
    const { root, diagnostics } = await swagger(operation({ parameters: [parameter] }));
    expect(diagnostics).toEqual([]);
    expect(root['paths']).toMatchObject({
      '/x': {
        get: { parameters: [{ name: 'a', in: place, ...style, schema: { type: 'array', items: string } }] },
      },
    });
  });

  test('with tabs between its values is told to be lost', async () => {
    const parameter = { name: 'a', in: 'query', type: 'array', items: string, collectionFormat: 'tsv' };
    const { diagnostics } = await swagger(operation({ parameters: [parameter] }));
    expect(codes(diagnostics)).toEqual(['CW1040 api.json#/paths/~1x/get/parameters/0/collectionFormat']);
  });

  test('that is shared stays shared', async () => {
    const { root } = await swagger(
      operation(
        { parameters: [{ $ref: '#/parameters/P' }] },
        { parameters: { P: { name: 'p', in: 'query', ...string } } },
      ),
    );
    expect(root).toMatchObject({
      paths: { '/x': { get: { parameters: [{ $ref: '#/components/parameters/P' }] } } },
      components: { parameters: { P: { name: 'p', in: 'query', schema: string } } },
    });
  });
});

describe('a body', () => {
  const body = { name: 'b', in: 'body', required: true, description: 'd', schema: string };

  test('has the media types of the operation before those of the document', async () => {
    const { root, pointerOf } = await swagger(
      operation(
        { consumes: ['application/xml'], parameters: [{ name: 'q', in: 'query', ...string }, body] },
        { consumes: ['application/json'] },
      ),
    );
    expect(root['paths']).toMatchObject({
      '/x': {
        get: {
          parameters: [{ name: 'q' }],
          requestBody: {
            required: true,
            description: 'd',
            content: { 'application/xml': { schema: string } },
          },
        },
      },
    });
    expect(pointerOf('/paths/~1x/get/requestBody/content/application~1xml/schema/type')).toBe(
      '/paths/~1x/get/parameters/1/schema/type',
    );
  });

  test.each(['before', 'after'])(
    'of a path item, written %s the operations, is that of each operation',
    async (order) => {
      const get = { responses: {} };
      const item = order === 'before' ? { parameters: [body], get } : { get, parameters: [body] };
      const { root } = await swagger({ paths: { '/x': item } });
      expect(root['paths']).toMatchObject({
        '/x': {
          parameters: [],
          get: { requestBody: { content: { 'application/json': { schema: string } } } },
        },
      });
    },
  );

  test('that is shared is written where it is used', async () => {
    const { root } = await swagger(
      operation({ parameters: [{ $ref: '#/parameters/Body' }] }, { parameters: { Body: body } }),
    );
    expect(root['components']).toMatchObject({ parameters: {} });
    expect(root['paths']).toMatchObject({
      '/x': {
        get: {
          parameters: [],
          requestBody: { required: true, content: { 'application/json': { schema: string } } },
        },
      },
    });
  });
});

describe('a form', () => {
  const file = { name: 'f', in: 'formData', type: 'file', required: true };
  const field = {
    name: 'e',
    in: 'formData',
    type: 'string',
    enum: ['a', 'b'],
    default: 'a',
    description: 'd',
  };

  test('with a file is multipart, and its fields keep what they say', async () => {
    const { root } = await swagger(operation({ parameters: [file, field] }));
    expect(root['paths']).toMatchObject({
      '/x': {
        get: {
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['f'],
                  properties: {
                    f: { type: 'string', format: 'binary' },
                    e: { type: 'string', enum: ['a', 'b'], default: 'a', description: 'd' },
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  test('without a file is URL-encoded unless the document says otherwise', async () => {
    const { root } = await swagger(operation({ parameters: [field] }, { consumes: ['application/json'] }));
    expect(root['paths']).toMatchObject({
      '/x': { get: { requestBody: { content: { 'application/x-www-form-urlencoded': {} } } } },
    });
  });
});

describe('a response', () => {
  test('has the media types of the operation before those of the document', async () => {
    const responses = {
      200: {
        description: 'ok',
        schema: string,
        examples: { 'text/csv': 'a,b' },
        headers: { h: { type: 'integer', description: 'n' } },
      },
      204: { description: 'none' },
    };
    const { root, pointerOf } = await swagger(
      operation({ produces: ['text/csv'], responses }, { produces: ['application/json'] }),
    );
    expect(root['paths']).toEqual({
      '/x': {
        get: {
          responses: {
            200: {
              description: 'ok',
              headers: { h: { description: 'n', schema: { type: 'integer' } } },
              content: { 'text/csv': { schema: string, example: 'a,b' } },
            },
            204: { description: 'none' },
          },
        },
      },
    });
    expect(pointerOf('/paths/~1x/get/responses/200/content/text~1csv/schema')).toBe(
      '/paths/~1x/get/responses/200/schema',
    );
  });

  test('that is shared stays shared, and a deep reference into one follows', async () => {
    const { root } = await swagger(
      operation(
        { responses: { 200: { $ref: '#/responses/R' } } },
        {
          responses: { R: { description: 'r', schema: string } },
          definitions: { A: { $ref: '#/responses/R/schema' } },
        },
      ),
    );
    expect(root).toMatchObject({
      paths: { '/x': { get: { responses: { 200: { $ref: '#/components/responses/R' } } } } },
      components: {
        responses: { R: { description: 'r', content: { 'application/json': { schema: string } } } },
        schemas: { A: { $ref: '#/components/responses/R/content/application~1json/schema' } },
      },
    });
  });

  test('that is a file is bytes', async () => {
    const { root } = await swagger(
      operation({ responses: { 200: { description: 'f', schema: { type: 'file' } } } }),
    );
    expect(root['paths']).toMatchObject({
      '/x': {
        get: {
          responses: { 200: { content: { 'application/octet-stream': { schema: { format: 'binary' } } } } },
        },
      },
    });
  });
});

test('security definitions are security schemes', async () => {
  const { root, pointerOf } = await swagger({
    securityDefinitions: {
      basic: { type: 'basic', description: 'd' },
      key: { type: 'apiKey', name: 'k', in: 'header' },
      code: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'a', tokenUrl: 't', scopes: { s: 'x' } },
      app: { type: 'oauth2', flow: 'application', tokenUrl: 't' },
    },
  });
  expect(root['components']).toMatchObject({
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic', description: 'd' },
      key: { type: 'apiKey', name: 'k', in: 'header' },
      code: {
        type: 'oauth2',
        flows: { authorizationCode: { authorizationUrl: 'a', tokenUrl: 't', scopes: { s: 'x' } } },
      },
      app: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 't', scopes: {} } } },
    },
  });
  expect(pointerOf('/components/securitySchemes/basic/scheme')).toBe('/securityDefinitions/basic/scheme');
});

test('parts that are not what they should be are kept as they are', async () => {
  const paths = { '/x': { get: null, 'x-owner': 'team', parameters: 'none' }, 'x-note': 'n' };
  const { root } = await swagger({ paths, definitions: 'none', securityDefinitions: [] });
  expect(root['paths']).toMatchObject({ '/x': { get: null, 'x-owner': 'team' }, 'x-note': 'n' });
});

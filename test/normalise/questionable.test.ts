/** What a document leaves open or contradicts: reported at its place, and never taken silently. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { read as readDocument, type Read } from './read-api.ts';

const done: JsonObject = { responses: { 204: { description: '' } } };

function read(more: JsonObject): Read {
  return readDocument({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, ...more });
}

function found({ diagnostics }: Read): readonly (readonly [string, string | undefined])[] {
  return diagnostics.map(({ code, place }) => [code, place?.pointer] as const);
}

describe('a brace in a path', () => {
  test.each(['/a/{b', '/a/b}', '/a/{}', '/a/{b}/{', '/{{b}}'])('that encloses no name: %s', (path) => {
    const parameters = [{ name: 'b', in: 'path', required: true, schema: { type: 'string' } }];
    const get = path.includes('{b}') ? { ...done, parameters } : done;
    const pointer = `/paths/${path.replaceAll('/', '~1')}`;
    expect(found(read({ paths: { [path]: { get } } }))).toEqual([['CW2024', pointer]]);
  });

  test('that encloses a name is none of them', () => {
    const parameters = [{ name: 'b?c', in: 'path', required: true, schema: { type: 'string' } }];
    expect(found(read({ paths: { '/a/{b?c}': { get: { ...done, parameters } } } }))).toEqual([]);
  });
});

describe('a name that HTTP forbids', () => {
  test.each([
    ['header', 'API Key'],
    ['header', 'X-Key\r\nX-Other'],
    ['header', 'Schlüssel'],
    ['cookie', 'a=b'],
    ['cookie', 'a;b'],
    ['cookie', 'a b'],
  ])('for a %s leaves the parameter or the API key out: %j', (location, name) => {
    const parameter = { name, in: location, schema: { type: 'string' } };
    const key = { type: 'apiKey', in: location, name };
    const { diagnostics, api } = read({
      paths: { '/a': { get: { ...done, parameters: [parameter] } } },
      components: { securitySchemes: { key } },
    });
    expect(diagnostics.map(({ code, place }) => `${code} ${place?.pointer}`).toSorted()).toEqual([
      'CW2002 /components/securitySchemes/key',
      'CW2002 /paths/~1a/get/parameters/0',
    ]);
    expect(api.operations[0]?.parameters).toEqual([]);
    expect(api.securitySchemes).toMatchObject([{ kind: 'other' }]);
  });

  test('for a header of a part leaves the header out', () => {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } };
    const encoding = { file: { headers: { 'X Note': { schema: { type: 'string' } } } } };
    const content = { 'multipart/form-data': { schema, encoding } };
    const { diagnostics } = read({ paths: { '/a': { post: { ...done, requestBody: { content } } } } });
    expect(diagnostics.map(({ code, message }) => [code, message])).toContainEqual([
      'CW2002',
      '"X Note" cannot be the name of a header.',
    ]);
  });

  test.each([
    ['header', 'x_app.key'],
    ['cookie', 'sort[by]'],
    ['query', 'API Key'],
  ])('is none of a %s: %s', (location, name) => {
    const parameters = [{ name, in: location, schema: { type: 'string' } }];
    const key = { type: 'apiKey', in: location, name };
    const { diagnostics } = read({
      paths: { '/a': { get: { ...done, parameters } } },
      components: { securitySchemes: { key } },
    });
    expect(diagnostics).toEqual([]);
  });
});

describe('paths', () => {
  const path = (name: string, method = 'get'): JsonObject => ({
    [method]: {
      operationId: `${method}_${name}`,
      parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }],
      ...done,
    },
  });

  test('that have a variable twice are reported, and both places get its value', () => {
    const { diagnostics, api } = read({ paths: { '/a/{id}/b/{id}?c={id}': path('id') } });
    expect(diagnostics.map(({ code, place }) => [code, place?.pointer])).toEqual([
      ['CW2024', '/paths/~1a~1{id}~1b~1{id}?c={id}'],
    ]);
    expect(api.operations[0]?.parameters.map(({ name }) => name)).toEqual(['id']);
  });

  test('that differ only in the names of their parameters are reported, and both are generated', () => {
    const result = read({ paths: { '/a/{x}': path('x'), '/a/{y}': path('y', 'put'), '/a/{z}': path('z') } });
    expect(found(result)).toEqual([
      ['CW2025', '/paths/~1a~1{y}'],
      ['CW2025', '/paths/~1a~1{z}'],
    ]);
    expect(result.diagnostics[0]?.related?.[0]?.place.pointer).toBe('/paths/~1a~1{x}');
    expect(result.api.operations).toHaveLength(3);
  });

  test('that differ in a segment or in their query do not', () => {
    const paths = {
      '/a/{x}': path('x'),
      '/b/{y}': path('y'),
      '/a/{z}/c': path('z'),
      '/a/{w}?q=1': path('w'),
    };
    expect(found(read({ paths }))).toEqual([]);
  });
});

describe('responses', () => {
  const response = (type: string): JsonObject => ({
    description: '',
    content: { 'application/json': { schema: { type } } },
  });

  test.each([
    ['2XX', '2xx'],
    ['4XX', '4xX'],
  ])('%s and %s are the same statuses: the first is used', (first, second) => {
    const responses = { [second]: response('string'), [first]: response('integer') };
    const result = read({ paths: { '/a': { get: { responses } } } });
    expect(found(result)).toEqual([['CW2023', `/paths/~1a/get/responses/${second}`]]);
    expect(
      result.api.operations[0]?.responses.map(({ status, content }) => [status, content[0]?.schema.kind]),
    ).toEqual([[first, 'number']]);
  });

  test('of a status and its range are two', () => {
    const responses = { 200: response('string'), '2XX': response('integer') };
    expect(found(read({ paths: { '/a': { get: { responses } } } }))).toEqual([]);
  });
});

describe('a variable of a server', () => {
  const server = (url: string, variables: JsonObject): Read => read({ servers: [{ url, variables }] });

  test.each<[string, string, JsonObject, readonly (readonly [string, string])[]]>([
    ['without a closing brace', 'https://a.test/{v', {}, [['CW2002', '/servers/0']]],
    ['without a name', 'https://a.test/{}', {}, [['CW2002', '/servers/0']]],
    ['without an opening brace', 'https://a.test/v}', {}, [['CW2002', '/servers/0']]],
    ['that nothing defines', 'https://a.test/{v}', {}, [['CW2002', '/servers/0']]],
    [
      'that the URL does not have',
      'https://a.test',
      { v: { default: '1' } },
      [['CW2002', '/servers/0/variables/v']],
    ],
    [
      'with a default outside of its values',
      'https://a.test/{v}',
      { v: { default: 'x', enum: ['a', 'b'] } },
      [['CW2002', '/servers/0/variables/v/default']],
    ],
    ['with a default among its values', 'https://a.test/{v}', { v: { default: 1, enum: ['1'] } }, []],
  ])('%s', (_, url, variables, expected) => {
    expect(found(server(url, variables))).toEqual(expected);
  });
});

describe('a parameter with lists or objects inside', () => {
  const text: JsonObject = { type: 'string' };
  const texts: JsonObject = { type: 'array', items: text };
  const within = (a: JsonObject): JsonObject => ({ type: 'object', properties: { a } });
  const codesOf = (parameter: JsonObject, path = '/a'): readonly string[] => {
    const components: JsonObject = {
      schemas: { Inner: within(text), Lists: { type: 'array', items: texts } },
    };
    const get = { ...done, parameters: [{ name: 'p', required: true, ...parameter }] };
    return read({ components, paths: { [path]: { get } } }).codes;
  };
  const lists: JsonObject = { $ref: '#/components/schemas/Lists' };
  const objects: JsonObject = { type: 'array', items: { $ref: '#/components/schemas/Inner' } };

  test.each<[string, JsonObject, string?]>([
    ['a list of lists', { in: 'query', schema: lists }],
    ['a list of objects', { in: 'query', schema: objects }],
    ['an object in an object', { in: 'query', schema: within(within(text)) }],
    ['a list in an object that is one text', { in: 'query', explode: false, schema: within(texts) }],
    ['a list of lists in an object', { in: 'query', schema: within(lists) }],
    ['other keys of an object', { in: 'query', schema: { type: 'object', additionalProperties: objects } }],
    ['one of several alternatives', { in: 'query', schema: { anyOf: [text, lists] } }],
    ['a header', { in: 'header', schema: lists }],
    ['a cookie', { in: 'cookie', schema: within(texts) }],
    ['a path', { in: 'path', schema: objects }, '/a/{p}'],
  ])('is reported: %s', (_, parameter, path) => {
    expect(codesOf(parameter, path)).toEqual(['CW2071']);
  });

  test.each<[string, JsonObject]>([
    ['a list of texts', { in: 'query', schema: texts }],
    ['a list in an object, which repeats its key', { in: 'query', schema: within(texts) }],
    ['the style deepObject', { in: 'query', style: 'deepObject', schema: within(within(texts)) }],
    ['content', { in: 'query', content: { 'application/json': { schema: lists } } }],
    ['values of any kind', { in: 'query', schema: { type: 'array', items: {} } }],
  ])('is written: %s', (_, parameter) => {
    expect(codesOf(parameter)).toEqual([]);
  });
});

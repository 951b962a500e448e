/** Operations: where they stand, what they take and answer, who may call them. */
import { describe, expect, it, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';
import { operationNamed, read, readPaths, say } from './read-api.ts';

const text = { type: 'string' };
const done = { responses: { '204': { description: 'Done' } } };

test.each<[JsonObject, string, string]>([
  [{ name: 'x', in: 'querry' }, '/in', 'Unknown location "querry" of a parameter. Did you mean "query"?'],
  [{ name: 'x' }, '', 'A parameter needs a name and a location.'],
  [{ in: 'query' }, '', 'A parameter needs a name and a location.'],
])('a parameter %j that cannot be sent is reported where its fault is', (parameter, at, message) => {
  const { api, diagnostics } = readPaths({ '/pets': { get: { parameters: [parameter], ...done } } });
  expect(api.operations[0]?.parameters).toEqual([]);
  expect(diagnostics).toMatchObject([
    { code: 'CW2002', message, place: { pointer: `/paths/~1pets/get/parameters/0${at}` } },
  ]);
});

it.each(['204', '205', '304'])(
  'a response of status %s has no body, whatever the document says',
  (status) => {
    const content = { 'application/json': { schema: text } };
    const responses = { [status]: { description: 'Done', content } };
    const { api, diagnostics } = readPaths({ '/pets': { get: { responses } } });
    expect(api.operations[0]?.responses).toMatchObject([{ status, content: [] }]);
    expect(diagnostics).toMatchObject([
      { code: 'CW2038', place: { pointer: `/paths/~1pets/get/responses/${status}/content` } },
    ]);
  },
);

test('a text whose schema describes something else is reported once for its media type', () => {
  const answer = (content: JsonObject): JsonObject => ({
    get: { responses: { '200': { description: 'ok', content } } },
  });
  const { diagnostics } = readPaths(
    {
      '/count': answer({ 'text/plain': { schema: { type: 'integer' } } }),
      '/counts': answer({ 'text/plain': { schema: { type: 'array', items: text } } }),
      '/names': answer({
        'text/plain': { schema: text },
        'text/csv': { schema: { $ref: '#/components/schemas/Csv' } },
      }),
      '/pets': answer({ 'text/xml': { schema: { $ref: '#/components/schemas/Pet' } } }),
      '/toys': answer({ 'text/xml': { schema: { type: 'object' } }, 'application/json': {} }),
    },
    { schemas: { Csv: text, Pet: { type: 'object', properties: { name: text } } } },
  );
  expect(
    diagnostics.map(({ code, message, place }) => [code, message, place?.pointer.split('/')[2]]),
  ).toEqual([
    ['CW2037', '2 bodies of "text/plain" are strings: the schema is ignored.', '~1count'],
    ['CW2037', 'A body of "text/xml" is a string: the schema is ignored.', '~1pets'],
  ]);
});

describe('where an operation stands', () => {
  it.each([
    ['dots', 'workflows.executions.retrieve', [], ['workflows', 'executions', 'retrieve']],
    ['slashes', 'repos/list-branches', [], ['repos', 'list-branches']],
    ['an underscore after a tag', 'Users_list', ['Users'], ['Users', 'list']],
    ['underscores after a resource of the url', 'things__list_all', [], ['things', 'list_all']],
    ['snake case', 'list_all_things', [], ['list_all_things']],
    ['one name under a tag', 'adoptAll', ['pets', 'other'], ['pets', 'adoptAll']],
    ['a name with the noun of its tag', 'listPets', ['pets', 'other'], ['pets', 'list']],
    ['one name', 'listPets', [], ['listPets']],
  ])('comes from its operationId: %s', (_, operationId, tags, path) => {
    const { api } = readPaths({ '/v1/things': { get: { operationId, tags, ...done } } });
    expect(api.operations[0]?.path).toEqual(path);
  });

  it.each([
    ['get', '/v1/pets', 'pets.list'],
    ['get', '/v1/pets/{id}', 'pets.retrieve'],
    ['post', '/v1/pets', 'pets.create'],
    ['put', '/v1/pets/{id}', 'pets.replace'],
    ['patch', '/v1/pets/{id}', 'pets.update'],
    ['delete', '/v1/pets/{id}/photos/{photo}', 'pets.photos.delete'],
    ['post', '/v1/pets/{id}/cancel', 'pets.cancel'],
  ])('comes from method and url without one: %s %s', (method, url, path) => {
    const { api } = readPaths({ [url]: { [method]: done } });
    expect(api.operations[0]?.path.join('.')).toBe(path);
    expect(api.operations[0]?.id).toBe(`${method.toUpperCase()} ${url}`);
  });

  it('comes from the url where the tag is in letters that no name has, which is said once', () => {
    const of = (operationId: string, tags: readonly string[]): JsonObject => ({ operationId, tags, ...done });
    const { api, diagnostics } = readPaths({
      '/v1/orders': { get: of('listOrders', ['Заказы']), post: of('createOrder', ['Заказы']) },
      '/v1/users': { get: of('listUsers', ['Люди', 'people']), post: { tags: ['Люди'], ...done } },
      '/v1/zoos': { get: of('зоопарки', []) },
    });
    expect(api.operations.map(({ path }) => path.join('.'))).toEqual([
      'orders.create',
      'orders.list',
      'people.listUsers',
      'users.create',
      'zoos.list',
    ]);
    expect(diagnostics.map(({ code, message, place }) => [code, message, place?.pointer])).toEqual([
      [
        'CW2036',
        'The tag "Заказы" has no ASCII letter or digit, and is not part of names.',
        '/paths/~1v1~1orders/get/tags/0',
      ],
      [
        'CW2036',
        'The tag "Люди" has no ASCII letter or digit, and is not part of names.',
        '/paths/~1v1~1users/get/tags/0',
      ],
      [
        'CW2036',
        'The operationId "зоопарки" has no ASCII letter or digit, and is not part of names.',
        '/paths/~1v1~1zoos/get/operationId',
      ],
    ]);
  });

  it('comes from tag, url and method without one, each word once', () => {
    const get = { tags: ['Client API - Environment'], ...done };
    const { api } = readPaths({ '/client/environment': { get }, '/client/environment/keys': { get } });
    expect(api.operations.map(({ path }) => path)).toEqual([
      ['Client API - Environment', 'keys', 'list'],
      ['Client API - Environment', 'retrieve'],
    ]);
  });

  it('is told by what differs where two want the same', () => {
    const { api, codes } = readPaths({
      '/a': { get: { operationId: 'a.run', ...done } },
      '/b': { get: { operationId: 'a.Run', ...done }, post: { operationId: 'free', ...done } },
    });
    expect(api.operations.map(({ path }) => path.join('.'))).toEqual(['a.Run b', 'a.run a', 'free']);
    expect(codes).toEqual(['CW2021', 'CW2021']);
  });

  it('and what it is are unique where an operationId is used twice', () => {
    const { api, diagnostics } = readPaths({
      '/a': { get: { operationId: 'x', ...done }, post: { operationId: 'x', ...done } },
    });
    expect(api.operations.map(({ id }) => id)).toEqual(['GET /a', 'POST /a']);
    expect(api.operations.map(({ path }) => path.join('.'))).toEqual(['x get', 'x post']);
    expect(diagnostics[0]).toMatchObject({
      code: 'CW2020',
      place: { pointer: '/paths/~1a/get' },
      related: [{ place: { pointer: '/paths/~1a/post' } }],
    });
  });

  it('has the query of its key in its url, and no fragment', () => {
    const { api, codes } = readPaths({ '/a?op=x#y': { get: done } });
    expect(api.operations[0]?.url).toBe('/a?op=x');
    expect(codes).toEqual(['CW2022']);
  });

  it('sends a parameter of the query once, also where its key writes it as a variable', () => {
    const search = { name: 'q', in: 'query', schema: text };
    const page = { name: 'page', in: 'path', required: true, schema: text };
    const { api, codes } = readPaths({
      '/a?beta=1&q={q}&page={page}': { get: { parameters: [search, page], ...done } },
    });
    expect(api.operations[0]?.url).toBe('/a?beta=1&page={page}');
    expect(api.operations[0]?.parameters.map(({ name, location }) => `${name} ${location}`)).toEqual([
      'page path',
      'q query',
    ]);
    expect(codes).toEqual([]);
  });
});

describe('parameters', () => {
  const parameters = (list: readonly JsonValue[], shared: readonly JsonValue[] = [], url = '/a/{id}/{key}') =>
    readPaths({ [url]: { parameters: shared, get: { operationId: 'op', parameters: list, ...done } } });
  const id = { name: 'id', in: 'path', required: true, schema: text };
  const key = { name: 'key', in: 'path', schema: text };

  it('come path first in the order of the url, then query, header, cookie, each by name', () => {
    const { api } = parameters([
      { name: 'z', in: 'cookie' },
      { name: 'y', in: 'query' },
      key,
      { name: 'X-B', in: 'header' },
      { name: 'a', in: 'query' },
      id,
    ]);
    expect(api.operations[0]?.parameters.map(({ name }) => name)).toEqual([
      'id',
      'key',
      'a',
      'y',
      'X-B',
      'z',
    ]);
    expect(api.operations[0]?.parameters[1]?.required).toBe(true);
  });

  it('of the operation replace those of the path item', () => {
    const shared = [id, key, { name: 'q', in: 'query', schema: text }];
    const { api } = parameters([{ name: 'q', in: 'query', schema: { type: 'integer' } }], shared);
    const [, , q] = api.operations[0]?.parameters ?? [];
    expect(say(api, q?.schema)).toBe('integer');
  });

  it.each([
    [
      'declared twice',
      [id, key, { name: 'q', in: 'query' }, { name: 'q', in: 'query' }],
      'CW2030',
      'id key q',
    ],
    ['missing for a variable', [id], 'CW2031', 'id key'],
    ['for a variable that the url lacks', [id, key, { name: 'no', in: 'path' }], 'CW2032', 'id key'],
    ['that OpenAPI ignores', [id, key, { name: 'accept', in: 'header' }], 'CW2033', 'id key'],
    ['without a location', [id, key, { name: 'b', in: 'body' }], 'CW2002', 'id key'],
    ['behind a dangling reference', [id, key, { $ref: '#/components/parameters/No' }], 'CW2001', 'id key'],
  ])('%s are reported', (_, list: readonly JsonValue[], code, names) => {
    const { api, codes } = parameters(list);
    expect(codes).toEqual([code]);
    expect(api.operations[0]?.parameters.map(({ name }) => name).join(' ')).toBe(names);
  });

  it('are written in the style of their location, unless they say otherwise', () => {
    const { api } = parameters([
      id,
      key,
      { name: 'a', in: 'query' },
      { name: 'b', in: 'query', explode: false },
      { name: 'c', in: 'query', style: 'deepObject' },
      { name: 'd', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
    ]);
    const said = api.operations[0]?.parameters.map(({ style, explode, mediaType }) => [
      style,
      explode,
      mediaType,
    ]);
    expect(said).toEqual([
      ['simple', false, null],
      ['simple', false, null],
      ['form', true, null],
      ['form', false, null],
      ['deepObject', true, null],
      ['form', true, 'application/json'],
    ]);
  });

  it('keep a default that fits', () => {
    const limit = (fallback: JsonValue) => ({
      name: 'n',
      in: 'query',
      schema: { type: 'integer', default: fallback },
    });
    expect(parameters([id, key, limit(5)]).api.operations[0]?.parameters[2]?.default).toBe(5);
    expect(parameters([id, key, limit('5')]).codes).toEqual(['CW2008']);
  });
});

describe('bodies and responses', () => {
  const media = (mediaType: string, value: JsonObject = {}) => ({ content: { [mediaType]: value } });

  it.each([
    ['application/json; charset=utf-8', 'json'],
    ['application/problem+json', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['multipart/form-data', 'multipart'],
    ['text/csv', 'text'],
    ['application/xml', 'text'],
    ['application/pdf', 'binary'],
    ['text/event-stream', 'events'],
    ['application/x-ndjson', 'lines'],
  ])('%s is read as %s', (mediaType, format) => {
    const { api } = readPaths({ '/a': { post: { operationId: 'op', requestBody: media(mediaType) } } });
    expect(operationNamed(api, 'op').requestBody?.content[0]?.format).toBe(format);
  });

  it('come as exact statuses, ranges, default', () => {
    const responses = { default: {}, '4xx': {}, '404': {}, '200': {}, 'x-note': {} };
    const { api } = readPaths({ '/a': { get: { operationId: 'op', responses } } });
    expect(operationNamed(api, 'op').responses.map(({ status }) => status)).toEqual([
      '200',
      '404',
      '4XX',
      'default',
    ]);
  });

  it('have headers, and encodings where something is said of them', () => {
    const { api } = readPaths({
      '/a': {
        post: {
          operationId: 'op',
          requestBody: media('multipart/form-data', {
            encoding: { file: { contentType: 'image/png' }, other: {} },
          }),
          responses: {
            '200': {
              headers: { 'X-Rate': { required: true, schema: { type: 'integer' } }, 'Content-Type': {} },
            },
          },
        },
      },
    });
    const { requestBody, responses } = operationNamed(api, 'op');
    expect(requestBody?.content[0]?.encoding).toEqual([
      { property: 'file', mediaType: 'image/png', style: null, explode: null, allowReserved: null },
    ]);
    expect(responses[0]?.headers.map(({ name, required }) => [name, required])).toEqual([['X-Rate', true]]);
  });

  it('without a schema are bytes, text or anything, as the media type says', () => {
    const schemaOf = (mediaType: string) => {
      const { api } = readPaths({
        '/a': { get: { operationId: 'op', responses: { '200': media(mediaType) } } },
      });
      return say(api, operationNamed(api, 'op').responses[0]?.content[0]?.schema);
    };
    expect(['application/zip', 'text/plain', 'application/json'].map(schemaOf)).toEqual([
      'binary',
      'string',
      'unknown',
    ]);
  });
});

describe('security', () => {
  const components = {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key', 'x-enum': ['a', 'b'], 'x-option': 'mode' },
      token: { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' },
      odd: { type: 'mutualTLS' },
    },
  };

  it('schemes say what is sent, and what their option is called', () => {
    expect(readPaths({}, components).api.securitySchemes).toMatchObject([
      {
        kind: 'apiKey',
        name: 'key',
        location: 'header',
        parameter: 'X-Key',
        values: ['a', 'b'],
        option: 'mode',
      },
      { kind: 'other', name: 'odd', scheme: 'mutualTLS' },
      { kind: 'bearer', name: 'token', format: 'JWT', option: null },
    ]);
  });

  it('is that of the document unless the operation has its own: any of several, each of them together', () => {
    const security = (own: JsonObject) => {
      const paths = { '/a': { get: { operationId: 'op', ...done, ...own } } };
      const { api, codes } = read({ security: [{ token: [], key: [] }], paths, components });
      const said = operationNamed(api, 'op').security.map(({ schemes }) =>
        schemes.map(({ name }) => name).join('+'),
      );
      return [...said, ...codes];
    };
    expect(security({})).toEqual(['key+token']);
    expect(security({ security: [] })).toEqual([]);
    expect(security({ security: [{ key: [] }, { token: [] }, {}] })).toEqual(['key', 'token', '']);
    expect(security({ security: [{ nobody: [] }] })).toEqual(['CW2040']);
  });

  it('of the document is there by itself, so that what an operation has of its own can be told', () => {
    const { api } = read({ security: [{ token: [], key: [] }, {}], paths: {}, components });
    const named = api.security.map(({ schemes }) => schemes.map(({ name }) => name));
    expect(named).toEqual([['key', 'token'], []]);
    expect(read({ paths: {}, components }).api.security).toEqual([]);
  });
});

it('links are counted, not generated', () => {
  const operation = { operationId: 'op', responses: { '200': { links: { c: {} } } } };
  const { diagnostics } = read({ paths: { '/a': { get: operation } } });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'CW2034 1 link is not generated.',
  ]);
});

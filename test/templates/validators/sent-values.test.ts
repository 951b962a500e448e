/** What came with a response and only the server sends is removed from what is sent, wherever it is inside. */
import { describe, expect, it } from 'vitest';
import type { RepresentedTypes } from '../../../generator/api/api.ts';
import { complaintsOf } from '../../support/compile.ts';
import { sharedPackage, withFolder } from '../../support/generated-package.ts';
import { importFiles } from '../../support/imported-package.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const id = { type: 'string', readOnly: true };
const item = (name: string, properties: object = {}): object => ({
  type: 'object',
  required: ['id', name],
  properties: { id, [name]: { type: 'string' }, ...properties },
});

const schemas = {
  Owner: item('name'),
  Cat: item('meow', { kind: { const: 'cat' } }),
  Dog: item('bark', { kind: { const: 'dog' } }),
  Tagged: {
    oneOf: [ref('Cat'), ref('Dog')],
    discriminator: {
      propertyName: 'kind',
      mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
    },
  },
  // One object: the API may add others.
  Solo: {
    oneOf: [ref('Cat'), { type: 'array', items: ref('Owner') }, { type: 'null' }],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
  },
  Number: { type: 'object', required: ['value'], properties: { id, value: { type: 'number' } } },
  Either: { anyOf: [ref('Owner'), ref('Number'), { type: 'string' }] },
  Named: { type: 'object', properties: { id: { type: 'string' }, label: { type: 'string' } } },
  Unclear: { anyOf: [ref('Owner'), ref('Named')] },
  Engine: {
    oneOf: ['steam', 'petrol'].map((kind) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: kind, readOnly: true }, [kind]: { type: 'integer' } },
    })),
  },
  Tree: { type: 'object', properties: { id, children: { type: 'array', items: ref('Tree') } } },
  Shelf: {
    type: 'object',
    required: ['id'],
    properties: {
      id,
      title: { type: 'string' },
      size: { type: 'integer', format: 'int64' },
      owner: ref('Owner'),
      nullable: { oneOf: [ref('Owner'), { type: 'null' }] },
      list: { type: 'array', items: ref('Owner') },
      lists: { type: 'array', items: { type: 'array', items: ref('Owner') } },
      record: { type: 'object', additionalProperties: ref('Owner') },
      pair: { type: 'array', prefixItems: [{ type: 'string' }, ref('Owner')], items: ref('Owner') },
      tagged: ref('Tagged'),
      solo: ref('Solo'),
      either: ref('Either'),
      unclear: ref('Unclear'),
      tree: ref('Tree'),
      engine: ref('Engine'),
      inline: {
        type: 'object',
        properties: { createdAt: { ...id, format: 'date-time' }, text: { type: 'string' } },
      },
      composed: {
        allOf: [ref('Owner'), { type: 'object', properties: { age: { type: 'integer' }, etag: id } }],
      },
      constructor: id,
    },
    patternProperties: { '^x-': ref('Owner') },
  },
};

const bodies = [
  'application/json',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
];
const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/shelf': {
      get: {
        operationId: 'shelf.read',
        parameters: [
          { name: 'like', in: 'query', content: { 'application/json': { schema: ref('Owner') } } },
          { name: 'deep', in: 'query', style: 'deepObject', schema: ref('Owner') },
        ],
        responses: { 200: { description: 'It.', content: { 'application/json': { schema: ref('Shelf') } } } },
      },
      ...Object.fromEntries(
        ['put', 'patch', 'post', 'delete'].map((method, index) => [
          method,
          {
            operationId: `shelf.${method}`,
            requestBody: {
              content: { [bodies[index] ?? '']: { schema: ref(index > 1 ? 'Owner' : 'Shelf') } },
            },
            responses: { 204: { description: 'Done.' } },
          },
        ]),
      ),
    },
    '/list': {
      put: {
        operationId: 'shelf.list',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'array', items: ref('Owner') } } },
        },
        responses: { 204: { description: 'Done.' } },
      },
    },
  },
  components: { schemas },
});

type Call = (parameters?: unknown) => Promise<unknown>;
interface Entry {
  readonly createClient: (options: unknown) => { readonly shelf: Readonly<Record<string, Call>> };
}

interface Sent {
  readonly url: string;
  readonly body: string;
}

/** Makes a call with the parameters, and returns what the server gets. */
async function sent(method: string, parameters: unknown, types: RepresentedTypes = {}): Promise<Sent> {
  const { files } = await sharedPackage({ spec, options: { types } });
  const { createClient } = await importFiles<Entry>(files);
  const all: Sent[] = [];
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const body = init?.body ?? '';
    all.push({ url: String(url), body: body instanceof Blob ? await body.text() : String(body) });
    return method === 'read' ? Response.json({ id: '1' }) : new Response(null, { status: 204 });
  };
  await createClient({ fetch, maxRetries: 0 }).shelf[method]?.(parameters);
  return all[0] ?? { url: '', body: '' };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

const ada = { id: '1', name: 'Ada' };
const bare = { name: 'Ada' };

/** As a response has it, and as a request does. */
const cases: readonly (readonly [string, object, object])[] = [
  ['a property', { id: '1', title: 'A' }, { title: 'A' }],
  ['an object', { owner: ada }, { owner: bare }],
  ['an object or null', { nullable: ada }, { nullable: bare }],
  ['null', { nullable: null }, { nullable: null }],
  ['a list', { list: [ada, ada] }, { list: [bare, bare] }],
  ['lists in lists', { lists: [[ada]] }, { lists: [[bare]] }],
  ['a record', { record: { id: ada, a: ada } }, { record: { id: bare, a: bare } }],
  ['a tuple', { pair: ['a', ada, ada] }, { pair: ['a', bare, bare] }],
  ['a variant', { tagged: { kind: 'cat', id: '1', meow: 'm' } }, { tagged: { kind: 'cat', meow: 'm' } }],
  ['a later variant', { tagged: { kind: 'cow', id: '1' } }, { tagged: { kind: 'cow', id: '1' } }],
  [
    'the variant beside a list',
    { solo: { kind: 'cat', id: '1', meow: 'm' } },
    { solo: { kind: 'cat', meow: 'm' } },
  ],
  ['a later variant beside a list', { solo: { kind: 'cow', id: '1' } }, { solo: { kind: 'cow', id: '1' } }],
  ['the list beside a variant', { solo: [ada] }, { solo: [bare] }],
  ['an alternative', { either: { id: '1', value: 1 } }, { either: { value: 1 } }],
  ['a variant whose tag the server sets', { engine: { kind: 'steam', steam: 1 } }, { engine: { steam: 1 } }],
  ['a text', { either: 'id' }, { either: 'id' }],
  ['a recursion', { tree: { id: '1', children: [{ id: '2' }] } }, { tree: { children: [{}] } }],
  [
    'an inline object',
    { inline: { createdAt: '2020-01-01T00:00:00Z', text: 'a' } },
    { inline: { text: 'a' } },
  ],
  [
    'a composition',
    { composed: { id: '1', name: 'a', age: 1, etag: 'e' } },
    { composed: { name: 'a', age: 1 } },
  ],
  ['a pattern', { 'x-a': ada }, { 'x-a': bare }],
  ['an inherited name', { constructor: 'x', title: 'A' }, { title: 'A' }],
  ['a key that is not declared', { other: { id: '1' } }, { other: { id: '1' } }],
];

describe('what only the server sends is removed', () => {
  it.each(cases)('in %s', async (_, body, expected) => {
    expect(JSON.parse((await sent('put', { body: frozen(body) })).body)).toEqual(expected);
    expect(JSON.parse((await sent('patch', { body: frozen(body) })).body)).toEqual(expected);
  });

  it('where integers are digits', async () => {
    const body = frozen({ id: '1', size: '9007199254740993', list: [ada] });
    const { body: text } = await sent('put', { body }, { int64: 'string' });
    expect(text).toBe('{"size":9007199254740993,"list":[{"name":"Ada"}]}');
  });

  it('in a list that is the body', async () => {
    expect(JSON.parse((await sent('list', { body: frozen([ada]) })).body)).toEqual([bare]);
  });

  it('in forms', async () => {
    expect((await sent('post', { body: frozen({ ...ada }) })).body).toBe('name=Ada');
    expect((await sent('delete', { body: frozen({ ...ada }) })).body).not.toContain('"id"');
  });

  it('in parameters', async () => {
    const { url } = await sent('read', frozen({ like: ada, deep: ada }));
    expect(decodeURIComponent(url)).toBe('https://api.example.com/shelf?deep[name]=Ada&like={"name":"Ada"}');
  });

  it('but not where another alternative has it as its own', async () => {
    const body = frozen({ unclear: { id: '1', name: 'Ada', label: 'a' } });
    expect(JSON.parse((await sent('put', { body })).body)).toEqual(body);
  });

  it.each<RepresentedTypes>([{}, { int64: 'string', dateTime: 'Date' }])(
    'and all of it compiles',
    async (types) => {
      const { files } = await sharedPackage({ spec, options: { types } });
      await withFolder(files, async (folder) => {
        expect(await complaintsOf({ folder, compiler: 'typescript' })).toBe('');
      });
    },
  );

  it('with no body there is none', async () => {
    expect((await sent('put', {})).body).toBe('');
  });
});

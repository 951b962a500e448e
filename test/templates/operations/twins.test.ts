/** Bodies of one shape under several titles, and pages of several media types. */
import { describe, expect, it } from 'vitest';
import { complaints, packageOfPaths } from './bodies.ts';

const responses = { 204: { description: '' } };

describe('bodies of one shape', () => {
  const put = (title: string, description: string): object => ({
    put: {
      parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'string' } }],
      requestBody: {
        content: {
          'application/json': {
            schema: { title, type: 'object', properties: { name: { type: 'string', description } } },
          },
        },
      },
      responses,
    },
  });

  it('keep their own titles and descriptions, whatever their order', async () => {
    const certificates = put('UpdateCertRequest', 'New certificate name');
    const servers = put('UpdateServerRequest', 'New server name');
    const { files } = await packageOfPaths({ '/certs/{id}': certificates, '/servers/{id}': servers });
    const turned = await packageOfPaths({ '/servers/{id}': servers, '/certs/{id}': certificates });
    const text = [...files]
      .filter(([path]) => path.startsWith('src/'))
      .map(([, each]) => each)
      .join('\n');
    expect(text).toMatch(/interface UpdateCertRequest \{\n[^}]*New certificate name/);
    expect(text).toMatch(/interface UpdateServerRequest \{\n[^}]*New server name/);
    expect([...turned.files].filter(([path]) => path.startsWith('src/'))).toEqual(
      [...files].filter(([path]) => path.startsWith('src/')),
    );
    expect(await complaints(files)).toBe('');
  });

  it('of one title are one model', async () => {
    const same = put('Rename', 'New name');
    const { files } = await packageOfPaths({ '/certs/{id}': same, '/servers/{id}': same });
    const declaring = [...files].filter(
      ([path, text]) => path.startsWith('src/') && text.includes('interface Rename {'),
    );
    expect(declaring.map(([path]) => path)).toEqual(['src/models/rename.ts']);
  });
});

describe('pages of two media types', () => {
  const schemas = {
    A: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    B: { type: 'object', required: ['b'], properties: { b: { type: 'string' } } },
  };
  const query = (name: string): object => ({ in: 'query', name, schema: { type: 'integer' } });
  const list = (first: object, second: object): object => ({
    '/starred': {
      get: {
        operationId: 'listStarred',
        parameters: [query('page'), query('per_page')],
        responses: {
          200: {
            description: '',
            headers: { Link: { schema: { type: 'string' } } },
            content: { 'application/json': { schema: first }, 'application/vnd.x+json': { schema: second } },
          },
        },
      },
    },
  });
  const listOf = (name: string): object => ({
    type: 'array',
    items: { $ref: `#/components/schemas/${name}` },
  });
  const head = { openapi: '3.0.3', components: { schemas } };

  it('give out the items of both', async () => {
    const { files } = await packageOfPaths(list(listOf('A'), listOf('B')), head);
    expect([...files.values()].join('\n')).toContain('AllItems<A | B, A[] | B[]>');
    expect(await complaints(files)).toBe('');
  });

  it('are not followed where one of them is not a list', async () => {
    const { files } = await packageOfPaths(list(listOf('A'), { $ref: '#/components/schemas/B' }), head);
    expect([...files.values()].join('\n')).not.toContain('AllItems<');
    expect(await complaints(files)).toBe('');
  });
});

it('patterns of a component are declared where they are tested, and nowhere else', async () => {
  const ids = (items: object): object => ({
    in: 'query',
    name: 'ids',
    required: true,
    explode: false,
    schema: { type: 'array', items },
  });
  const { files } = await packageOfPaths(
    {
      '/s': {
        get: { operationId: 'findS', parameters: [ids({ $ref: '#/components/schemas/Id' })], responses },
        post: { operationId: 'postS', parameters: [ids({ type: 'string', pattern: '^[0-9]+$' })], responses },
      },
    },
    { openapi: '3.0.3', components: { schemas: { Id: { type: 'string', pattern: '^[0-9]{1,19}$' } } } },
  );
  expect(await complaints(files)).toBe('');
});

import { describe, expect, test } from 'vitest';
import type { Api } from '../../generator/api/api.ts';
import { modelNamed, operationNamed, read } from './read-api.ts';

const { api } = read({
  openapi: '3.1.1',
  info: { title: 'Books', version: '1', 'x-audience': 'public' },
  externalDocs: { url: 'https://books.example', description: 'Guide' },
  tags: [{ name: 'books', description: 'All about books.', 'x-order': 1 }],
  paths: {
    '/books/{id}': {
      get: {
        operationId: 'books.retrieve',
        'x-owner': { team: 'a', chat: 'b' },
        'x-cost': 2,
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string' },
            examples: {
              second: { value: 'b2' },
              first: { value: 'b1' },
              elsewhere: { externalValue: 'https://x.example' },
            },
          },
        ],
        responses: {
          200: {
            description: 'A book.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Book' },
                example: { title: 'Emma' },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Book: {
        type: 'object',
        examples: [{ title: 'Emma' }, null],
        properties: { title: { type: 'string', example: 'Emma', 'x-index': true } },
      },
    },
  },
});

describe('templates find what the author wrote beside the types', () => {
  const operation = operationNamed(api, 'books.retrieve');

  test('extensions, sorted at every depth', () => {
    expect(JSON.stringify(operation.docs.extensions)).toBe('{"x-cost":2,"x-owner":{"chat":"b","team":"a"}}');
    expect(titleOf(api)?.docs.extensions).toEqual({ 'x-index': true });
  });

  test('examples: of a schema in their order, named ones by name', () => {
    expect(modelNamed(api, 'Book').docs.examples).toEqual([{ title: 'Emma' }, null]);
    expect(titleOf(api)?.docs.examples).toEqual(['Emma']);
    expect(operation.parameters[0]?.docs.examples).toEqual(['b1', 'b2']);
    expect(operation.responses[0]?.content[0]?.examples).toEqual([{ title: 'Emma' }]);
  });

  test('tags with descriptions', () => {
    expect(api.tags).toMatchObject([
      { name: 'books', docs: { description: 'All about books.', extensions: { 'x-order': 1 } } },
    ]);
  });

  test('and nothing where the document has nothing', () => {
    expect(operation.responses[0]?.docs).not.toHaveProperty('extensions');
    expect(operation.responses[0]?.docs).not.toHaveProperty('examples');
  });

  test('frozen at every depth', () => {
    expect(Object.isFrozen(operation.docs.extensions?.['x-owner'])).toBe(true);
    expect(Object.isFrozen(modelNamed(api, 'Book').docs.examples?.[0])).toBe(true);
  });
});

function titleOf(of: Api): { docs: Api['docs'] } | undefined {
  const { schema } = modelNamed(of, 'Book');
  return schema.kind === 'object' ? schema.properties.find(({ name }) => name === 'title') : undefined;
}

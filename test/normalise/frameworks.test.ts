/** Documents as server frameworks print them: the names of their clients are those of docs/names.md. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { splitWords } from '../../generator/naming/words.ts';
import { planOf, readText } from '../review/edits/planned.ts';
import { surfaceOf } from '../review/edits/surface.ts';
import { frameworkDocuments } from './framework-documents.ts';

const page = readText(new URL('../../docs/names.md', import.meta.url).pathname);

describe.each([...frameworkDocuments])('the document of %s', (framework, document) => {
  const { calls, types, names } = surfaceOf(planOf(document).plan);
  const methods = [...calls.values()].map(({ path }) => path).toSorted();
  const models = [...types.keys()].toSorted();

  it('has the names of its row in the documentation', () => {
    const [, table = ''] = page.split('A small service for jobs');
    const row = table.split('\n').find((line) => line.startsWith(`| ${framework} `));
    const cells = row?.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(cells?.[2]).toEqual(methods);
    expect(cells?.[3]).toEqual(models);
  });

  it.each([...methods, ...models, ...names.values()])('has no hash and no stutter in %s', (name) => {
    expect(name).not.toMatch(/[0-9a-f]{6}/);
    const words = name.split('.').flatMap((part) => splitWords(part).map((word) => word.toLowerCase()));
    expect(words.filter((word, index) => word === words[index - 1])).toEqual([]);
  });
});

it('an item of a list stays a type of its own where nothing returns it', () => {
  const paths = structuredClone(frameworkDocuments.get('Fastify'));
  expect(paths).toBeDefined();
  const root = JSON.parse(JSON.stringify(paths).replace('"/jobs/{id}"', '"/tasks/{id}"'));
  expect([...surfaceOf(planOf(root).plan).types.keys()]).toContain('JobList.Item');
});

it('two counted components of one title keep their keys', () => {
  const paths = frameworkDocuments.get('Fastify with shared schemas');
  const root = JSON.parse(JSON.stringify(paths).replace('"title":"User"', '"title":"Job"'));
  const types = [...surfaceOf(planOf(root).plan).types.keys()];
  expect(types.toSorted()).toEqual(['Def0', 'Def1']);
});

describe('two versions of an API in one document', () => {
  const list = {
    responses: { 200: { description: 'It.', ...json({ type: 'array', items: { type: 'string' } }) } },
  };
  const shape = { type: 'object', properties: { radius: { type: 'number' } } };
  const draw = { requestBody: json(shape), responses: { 200: { description: 'It.', ...json(shape) } } };
  const pathsOf = (paths: JsonObject): readonly string[] => {
    const { calls } = surfaceOf(planOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }).plan);
    return [...calls.values()].map(({ path }) => path).toSorted();
  };

  it.each([
    ['without ids', {}, {}],
    [
      'of FastAPI',
      { operationId: 'list_pets_api_v1_pets_get' },
      { operationId: 'list_pets_api_v2_pets_get' },
    ],
  ])('%s have methods that end with it', (_title, first, second) => {
    const paths = {
      '/api/v1/pets': { get: { ...list, tags: ['pets'], ...first } },
      '/api/v2/pets': { get: { ...list, tags: ['pets'], ...second } },
    };
    expect(pathsOf(paths)).toEqual(['pets.listV1', 'pets.listV2']);
  });

  it('have one that is not repeated in names of actions, and types of both', () => {
    const paths = {
      '/v1/pets/{id}/shape': { post: draw },
      '/v2/pets/{id}/shape': { post: draw },
      '/pets/{id}/shape': { post: draw },
    };
    expect(pathsOf(paths)).toEqual(['pets.shape', 'pets.shapeV1', 'pets.shapeV2']);
  });

  it('share types that are named without them', () => {
    const paths = { '/v1/pets/{id}/shape': { post: draw }, '/v2/pets/{id}/shape': { post: draw } };
    const { types } = surfaceOf(planOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }).plan);
    expect([...types.keys()]).toEqual(['PetShape', 'PetShapeBody']);
  });

  it('keep the ids that their author wrote', () => {
    const paths = {
      '/v1/pets': { get: { ...list, tags: ['pets'], operationId: 'listPets' } },
      '/v2/pets': { get: { ...list, tags: ['pets'], operationId: 'petsList' } },
    };
    expect(pathsOf(paths)).toEqual(['pets.listPets', 'pets.petsList']);
  });

  it('are not reported as one name', () => {
    const paths = { '/v1/pets': { get: list }, '/v2/pets': { get: list } };
    const { diagnostics } = planOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths });
    expect(diagnostics.all.filter(({ code }) => code === 'CW2021')).toEqual([]);
  });

  it('are those of a class of springdoc', () => {
    const of = (tag: string, operationId: string): JsonObject => ({
      get: { ...list, tags: [tag], operationId },
    });
    const paths = {
      '/api/v1/orders': of('order-rest-controller', 'findAll'),
      '/api/v1/customers': of('customer-controller', 'findAll_1'),
      '/api/v2/customers': of('customer-controller-v-2', 'findAll_2'),
    };
    expect(pathsOf(paths)).toEqual(['customer.findAll', 'customerV2.findAll', 'order.findAll']);
  });
});

it('a list that two resources share is named by what it lists', () => {
  const pages = {
    type: 'object',
    properties: { items: { type: 'array', items: { type: 'string' } }, next: { type: 'string' } },
  };
  const get = { responses: { 200: { description: 'It.', ...json(pages) } } };
  const paths = { '/pets': { get }, '/owners/{id}/pets': { get } };
  const { types } = surfaceOf(planOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }).plan);
  expect([...types.keys()]).toEqual(['PetList']);
});

it.each([
  ['def-0', 'https://example.com/schemas/user.json', 'User'],
  ['def-0', 'https://example.com/schemas/user.schema.json#', 'User'],
  ['Result`1[[TokenDto]]', undefined, 'ResultTokenDto'],
])('a component %s with the title %s is %s', (key, title, name) => {
  const schemas = {
    [key]: { type: 'object', properties: { a: { type: 'string' } }, ...(title && { title }) },
  };
  const get = {
    responses: { 200: { description: 'It.', ...json({ $ref: `#/components/schemas/${key}` }) } },
  };
  const root = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get } },
    components: { schemas },
  };
  expect([...surfaceOf(planOf(root).plan).types.keys()]).toEqual([name]);
});

function json(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}

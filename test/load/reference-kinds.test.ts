/** A reference to an object of another kind than its place allows. */
import { expect, test } from 'vitest';
import { codes, loadFiles, openapi } from './load-files.ts';

const components = {
  schemas: { S: { type: 'string', properties: { default: { type: 'string' } } } },
  responses: { R: { description: '' } },
  parameters: { P: { name: 'p', in: 'query', schema: {} } },
  headers: { H: { schema: {} } },
  requestBodies: { B: { content: {} } },
  pathItems: { I: {} },
};

async function reported(operation: object, more: object = {}): Promise<readonly string[]> {
  const document = openapi({
    paths: { '/a': { get: { responses: {}, ...operation } } },
    components,
    ...more,
  });
  return codes((await loadFiles({ 'api.json': document })).diagnostics);
}

const at = 'CW1026 api.json#/paths/~1a/get';

test.each([
  ['a schema', 'schemas/S'],
  ['a response', 'responses/R'],
  ['a header', 'headers/H'],
  ['several parameters', 'parameters'],
  ['the information of the document', '../info'],
  ['a tag', '../tags/0'],
])('%s is no parameter', async (_, target) => {
  const pointer = target.startsWith('../') ? target.slice(3) : `components/${target}`;
  expect(await reported({ parameters: [{ $ref: `#/${pointer}` }] }, { tags: [{ name: 'a' }] })).toEqual([
    `${at}/parameters/0`,
  ]);
});

test.each([
  ['schemas/S', { responses: { 200: { $ref: '#/components/schemas/S' } } }, '/responses/200'],
  ['requestBodies/B', { requestBody: { $ref: '#/components/responses/R' } }, '/requestBody'],
  [
    'parameters/P',
    { parameters: [{ name: 'a', in: 'query', schema: { $ref: '#/components/parameters/P' } }] },
    '/parameters/0/schema',
  ],
])('%s is reported where it is referred to', async (_, operation, pointer) => {
  expect(await reported(operation)).toEqual([at + pointer]);
});

test.each(['#/components/parameters/P', '#/paths/~1b/parameters/0'])('%s is a parameter', async (target) => {
  const paths = {
    '/a': { get: { parameters: [{ $ref: target }], responses: {} } },
    '/b': { parameters: [components.parameters.P], get: { responses: {} } },
  };
  expect(await reported({}, { paths })).toEqual([]);
});

test('a schema of a property that is called like a keyword is a schema', async () => {
  const schema = { $ref: '#/components/schemas/S/properties/default' };
  expect(await reported({ parameters: [{ name: 'a', in: 'query', schema }] })).toEqual([]);
});

test('what an extension contains may be anything', async () => {
  const document = { 'x-shared': { p: components.parameters.P } };
  expect(await reported({ parameters: [{ $ref: '#/x-shared/p' }] }, document)).toEqual([]);
});

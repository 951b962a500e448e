import { expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { generatePackage, type Files } from '../support/generated-package.ts';

const page = {
  type: 'object',
  properties: { items: { type: 'array', items: { type: 'string' } }, next_cursor: { type: 'string' } },
};

function list(more: JsonObject = {}): JsonObject {
  return {
    get: {
      parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
      responses: { '200': { description: 'ok', content: { 'application/json': { schema: page } } } },
      ...more,
    },
  };
}

/** What is told of the lists of a document, and the package that is committed then. */
async function run(paths: JsonObject, previous: Files = new Map()) {
  const servers = [{ url: 'https://example.com' }];
  const spec = JSON.stringify({ openapi: '3.1.0', info: { title: 'Test', version: '1' }, servers, paths });
  const { files, result } = await generatePackage({ spec, previous });
  const told = result.diagnostics.filter(({ code }) => code === 'CW2061');
  return { files, told: told.map(({ message, place }) => `${message} ${place?.pointer}`) };
}

test('a list that looks as if it came in pages is told once, and each new one then', async () => {
  const first = await run({ '/cats': list() });
  expect(first.told).toEqual([
    '"GET /cats" appears to be paginated: "listAll" returns all items. /paths/~1cats/get',
  ]);
  const second = await run({ '/cats': list(), '/dogs': list() }, first.files);
  expect(second.told).toEqual([expect.stringMatching(/^"GET \/dogs" /)]);
  expect((await run({ '/cats': list(), '/dogs': list() }, second.files)).told).toEqual([]);
});

test('one that is described as such is not', async () => {
  const described = { style: 'cursor', parameter: 'cursor', cursor: '/next_cursor', items: '/items' };
  expect((await run({ '/cats': list({ 'x-pagination': described }) })).told).toEqual([]);
});

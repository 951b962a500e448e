/** Lists of maps beside other alternatives: the code that fills in and leaves out members in them compiles. */
import { expect, it } from 'vitest';
import { compilersTried, complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder } from '../support/generated-package.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const map = { type: 'object', additionalProperties: ref('Field') };
const listOf = (items: object): object => ({ type: 'array', items });
const either = (...alternatives: readonly object[]): object => ({ anyOf: alternatives });
const all = {
  besideMap: either(map, listOf(map)),
  besideObject: either(ref('Field'), listOf(map)),
  besideText: either({ type: 'string' }, listOf(map)),
  deep: either(map, listOf(listOf(map))),
  inTuple: either(map, { type: 'array', prefixItems: [map], minItems: 1, items: map }),
  inUnion: either({ type: 'boolean' }, listOf(either(map, listOf(map)))),
};
const content = { 'application/json': { schema: ref('All') } };

const spec = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Search', version: '1' },
  servers: [{ url: 'https://search.example' }],
  paths: {
    '/all': {
      put: {
        operationId: 'all.write',
        requestBody: { required: true, content },
        responses: { 200: { description: 'All.', content } },
      },
    },
  },
  components: {
    schemas: {
      Field: {
        type: 'object',
        required: ['name'],
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string' },
          level: { type: 'integer', default: 3 },
        },
      },
      All: { type: 'object', properties: all },
    },
  },
});

it.each(compilersTried)('compile with %s', async (compiler) => {
  const { files } = await generatePackage({ spec });
  expect(await withFolder(files, (folder) => complaintsOf({ folder, compiler }))).toBe('');
});

/** Media types in a document of the size of Kubernetes: 98 operations, each of which takes four kinds of patches. */
import { expect, it } from 'vitest';
import { compilersTried, complaintsOf } from '../support/compile.ts';
import { generatePackage, withFolder } from '../support/generated-package.ts';
import { recordedCalls } from '../support/recorded-calls.ts';

it('each operation compiles, and sends each kind of patch with its media type', async () => {
  const types = ['apply-patch+yaml', 'json-patch+json', 'merge-patch+json', 'strategic-merge-patch+json'];
  const content = Object.fromEntries(
    types.map((type) => [`application/${type}`, { schema: { $ref: '#/components/schemas/Patch' } }]),
  );
  const paths = Object.fromEntries(
    Array.from({ length: 98 }, (_, index) => [
      `/kind${index}/{name}`,
      {
        patch: {
          operationId: `kind${index}.patch`,
          parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: { required: true, content },
          responses: {
            200: { description: 'Ok.', content: { 'application/json': {}, 'application/yaml': {} } },
          },
        },
      },
    ]),
  );
  const components = { schemas: { Patch: { type: 'object' } } };
  const spec = JSON.stringify({ openapi: '3.0.3', info: { title: 'K', version: '1' }, paths, components });
  const { files } = await generatePackage({ spec });
  const requests = await recordedCalls(
    files,
    `
for (const kind of Object.values(client).filter((each) => each?.patch !== undefined))
  for (const contentType of [undefined, 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'])
    await kind.patch({ name: 'a', contentType, body: contentType?.endsWith('yaml') ? 'a: 1' : {} });`,
  );
  const sent = Map.groupBy(requests, ({ headers }) => headers['content-type']);
  expect([...sent].map(([type, { length }]) => [type, length])).toEqual([
    ['application/json-patch+json', 98],
    ['application/merge-patch+json', 98],
    ['application/strategic-merge-patch+json', 98],
    ['application/apply-patch+yaml', 98],
  ]);
  for (const compiler of compilersTried)
    expect(await withFolder(files, (folder) => complaintsOf({ folder, compiler }))).toBe('');
});

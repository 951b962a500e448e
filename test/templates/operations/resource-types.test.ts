/** Types of operations at the root of a package, and what bodies of one shape keep of their own. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatePackage, sharedPackage, withFolder } from '../../support/generated-package.ts';
import { typeErrors } from '../../support/type-errors.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

const shape = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } };

function create(words: object, failure?: object): object {
  return {
    parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }],
    requestBody: json({ ...shape, ...words }),
    responses: {
      '204': { description: 'Created.' },
      ...(failure === undefined ? {} : { '409': { description: 'Taken.', ...json(failure) } }),
    },
  };
}

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.0.0' },
  paths: {
    '/cats': {
      post: create(
        { description: 'A cat to come.' },
        { type: 'object', properties: { by: { type: 'string' } } },
      ),
    },
    '/dogs': { post: create({ description: 'A dog to come.' }) },
    '/birds': { post: create({ title: 'NewBird', description: 'A bird to come.' }) },
  },
};
const request = { spec: JSON.stringify(document), options: { importExtension: 'ts' } } as const;

describe('the entry of a package', () => {
  it('has the types of each resource in a namespace, where operations of two have the same names', async () => {
    const { files } = await sharedPackage(request);
    expect(files.get('src/index.ts')).toContain("export type * as Cats from './resources/cats.ts';");
    const program = `
import type { Birds, Cats, Dogs } from './src/index.ts';
export const cat: Cats.CreateParameters = { body: { name: 'Tom' }, dry: true };
export const dog: Dogs.CreateParameters = cat;
export const by = (errors: Cats.CreateErrors): string | undefined => errors[409].by;
export type Bird = Birds.BirdsResource;
// @ts-expect-error The namespace has types only.
export const call = Cats.create;
`;
    const errors = await withFolder(files, async (folder) => {
      await writeFile(join(folder, 'program.ts'), program);
      return typeErrors([join(folder, 'program.ts')]);
    });
    expect(errors).toEqual([]);
  });

  it('leaves the name of a model to the model', async () => {
    const components = { schemas: { Cats: { type: 'object', properties: { list: { type: 'string' } } } } };
    const spec = JSON.stringify({ ...document, components });
    const { files, result } = await generatePackage({ ...request, spec });
    expect(result.diagnostics.filter(({ code }) => code === 'CW3001')).toEqual([]);
    const entry = files.get('src/index.ts') ?? '';
    expect(entry).toContain("export { Cats } from './models/cats.ts';");
    expect(entry).toContain("export type * as CatsTypes from './resources/cats.ts';");
  });
});

describe('bodies of one shape', () => {
  it('keep their own descriptions, and those with a title their own types', async () => {
    const { files } = await sharedPackage(request);
    const all = [...files].filter(([path]) => path.startsWith('src/')).map(([, text]) => text);
    for (const animal of ['cat', 'dog', 'bird'])
      expect(all.some((text) => text.includes(`A ${animal} to come.`))).toBe(true);
    expect(files.get('src/resources/birds.ts')).toContain('body?: NewBird');
  });
});

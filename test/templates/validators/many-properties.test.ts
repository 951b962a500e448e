/** The compiler follows a limited number of conditions in one function (TS2563): long lists of checks come in parts. */
import { expect, it } from 'vitest';
import { complaintsOf, compilersTried } from '../../support/compile.ts';
import { sharedPackage, withFolder } from '../../support/generated-package.ts';
import { isThorough } from '../../support/sample.ts';
import { documentWith, issuesIn, validatorsOf } from '../../support/validators-of.ts';

const propertiesOf = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }]));
const wide = (count: number): object => ({ type: 'object', properties: propertiesOf(count) });

it('every part is checked', async () => {
  const { validator } = await validatorsOf({ Wide: wide(1_200) });
  const value = { p0: 1, p600: 'fine', p1199: 2, p999: 3 };
  expect(issuesIn(validator('Wide'), value)).toEqual(['/p0: string', '/p1199: string', '/p999: string']);
});

it('five hundred properties are one list', async () => {
  const { files } = await sharedPackage({ spec: documentWith({ Wide: wide(500) }) });
  expect(files.get('src/models/wide.ts')).not.toContain('part1');
});

const parameters = Array.from({ length: 2_000 }, (_, index) => ({
  name: `p${index}`,
  in: 'query',
  schema: { type: 'string' },
}));
const document = {
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  paths: {
    '/many': {
      get: {
        operationId: 'many.get',
        parameters,
        responses: { 200: { description: 'It.', content: { 'application/json': { schema: wide(3_000) } } } },
      },
    },
  },
};

it.runIf(isThorough).each(compilersTried)(
  'two thousand parameters and three thousand properties compile: %s',
  async (compiler) => {
    const { files } = await sharedPackage({ spec: JSON.stringify(document) });
    await withFolder(files, async (folder) => {
      expect(await complaintsOf({ folder, compiler })).toBe('');
    });
  },
);

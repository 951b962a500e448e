/** A type that the configuration chooses (81 in the study of kinds of change): the document is the same. */
import { expect, test } from 'vitest';
import { diff } from '../../generator/diff-run.ts';
import type { RepresentedTypes } from '../../generator/api/api.ts';
import { folderWith } from '../cli/run-main.ts';
import { defaults, generatePackage } from '../support/generated-package.ts';
import { typeErrors } from '../support/type-errors.ts';
import { object, operation, answer } from './kinds/kind.ts';
import { today } from './compare-documents.ts';

const order = object(
  { at: { type: 'string', format: 'date-time' }, count: { type: 'integer', format: 'int64' } },
  ['at', 'count'],
);
const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  servers: [{ url: 'https://example.com' }],
  paths: {
    '/k81': { get: operation(81, { responses: { 200: answer({ $ref: '#/components/schemas/Order' }) } }) },
  },
  components: { schemas: { Order: order } },
};

/** Whether code that reads both properties as before compiles with these types. */
async function compilesWith(types: RepresentedTypes): Promise<boolean> {
  const { files } = await generatePackage({ spec: JSON.stringify(document), options: { types } });
  const caller = `import type { Client } from './index.js';
export const code = async (client: Client): Promise<string> => {
  const { at, count } = await client.k81.run();
  const values: readonly [string, number] = [at, count];
  return values.join();
};
`;
  const folder = await folderWith({ ...Object.fromEntries(files), 'src/caller.ts': caller });
  return (await typeErrors([`${folder}/src/caller.ts`])).length === 0;
}

test.each([
  [{ dateTime: 'Date' }, ['Order.at']],
  [{ int64: 'bigint' }, ['Order.count']],
  [{ dateTime: 'Temporal', int64: 'string' }, ['Order.at', 'Order.count']],
  [{}, []],
] as const)('%j: the report says what the compiler says', async (types, places) => {
  const folder = await folderWith({ 'orders.json': JSON.stringify(document) });
  const before = { ...defaults, spec: 'orders.json', workingDirectory: folder };
  const { report } = await diff({
    before,
    after: { ...before, types },
    names: { before: 'orders.json', after: 'orders.json' },
    policy: { severity: new Map(), ignored: [], today },
  });
  const changes = report?.changes ?? [];
  expect(changes.every(({ code }) => code === 'compiles')).toBe(await compilesWith(types));
  expect(
    changes.filter(({ code }) => code === 'breaks').map(({ subject, path }) => `${subject}.${path}`),
  ).toEqual(places);
  expect(changes.filter(({ clientsBreak, order: first }) => clientsBreak || first !== 'either')).toEqual([]);
});

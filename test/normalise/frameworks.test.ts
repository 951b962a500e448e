/** Documents as server frameworks print them: the names of their clients are those of docs/names.md. */
import { describe, expect, it } from 'vitest';
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

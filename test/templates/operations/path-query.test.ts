/** A query in a key of `paths` is sent, and two such keys of one path are two operations. */
import { expect, test } from 'vitest';
import { sharedPackage } from '../../support/generated-package.ts';
import { recordedCalls } from '../../support/recorded-calls.ts';

const versions = ['2.0', '3.0.3', '3.1.0'] as const;

async function packageOf(
  keys: Readonly<Record<string, object>>,
  version: (typeof versions)[number] = '3.1.0',
) {
  const head = version === '2.0' ? { swagger: version } : { openapi: version };
  const paths = Object.fromEntries(
    Object.entries(keys).map(([key, operation]) => [
      key,
      { get: { responses: { 204: { description: 'done' } }, ...operation } },
    ]),
  );
  const { files, result } = await sharedPackage({
    spec: JSON.stringify({ ...head, info: { title: 'Planets', version: '1' }, paths }),
  });
  return { files, said: result.diagnostics.map(({ code, message }) => `${code} ${message}`) };
}

async function linesOf(files: Awaited<ReturnType<typeof packageOf>>['files'], statements: string) {
  return (await recordedCalls(files, statements)).map(({ line }) => line);
}

const quiet = '.catch(() => undefined);';

test.each(versions)('the query of a key of OpenAPI %s is sent', async (version) => {
  const { files } = await packageOf({ '/planets?beta=true': { operationId: 'planets.get' } }, version);
  expect(await linesOf(files, `await client.planets.get()${quiet}`)).toEqual(['GET /planets?beta=true']);
});

test('two keys of one path are two operations, with and without an operationId', async () => {
  const { files } = await packageOf({
    '/planets': { operationId: 'planets.get' },
    '/planets?beta=true': { operationId: 'planets.getBeta' },
    '/moons?phase=full': {},
    '/moons?phase=new': {},
  });
  const all = `
await client.planets.get()${quiet}
await client.planets.getBeta()${quiet}
for (const moons of Object.values(client.moons) as any[]) await moons()${quiet}
`;
  expect((await linesOf(files, all)).toSorted()).toEqual([
    'GET /moons?phase=full',
    'GET /moons?phase=new',
    'GET /planets',
    'GET /planets?beta=true',
  ]);
});

test('parameters of the query follow it', async () => {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const { files } = await packageOf({
    '/planets?beta=true&flag': { operationId: 'planets.get', parameters: [limit] },
  });
  expect(await linesOf(files, `await client.planets.get({ limit: 3 })${quiet}`)).toEqual([
    'GET /planets?beta=true&flag&limit=3',
  ]);
});

test('a variable in it is a path parameter that is sent in the query', async () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const { files, said } = await packageOf({
    '/planets?id={id}': { operationId: 'planets.get', parameters: [id] },
  });
  expect(said.filter((text) => !text.startsWith('CW1'))).toEqual([]);
  expect(await linesOf(files, `await client.planets.get({ id: 'a&b' })${quiet}`)).toEqual([
    'GET /planets?id=a%26b',
  ]);
});

test('a fragment, and what no query can hold, is removed and reported', async () => {
  const { files, said } = await packageOf({ '/planets?a=1&b="#top': { operationId: 'planets.get' } });
  expect(said).toContain('CW2022 "b=\\"" is removed from the path.');
  expect(said).toContain('CW2022 "#top" is removed from the path.');
  expect(await linesOf(files, `await client.planets.get()${quiet}`)).toEqual(['GET /planets?a=1']);
});

test.each(versions)('a parameter of OpenAPI %s overrides the pair of its name', async (version) => {
  const kind = version === '2.0' ? { type: 'string' } : { schema: { type: 'string' } };
  const list =
    version === '2.0'
      ? { type: 'array', items: { type: 'string' }, collectionFormat: 'multi' }
      : { schema: { type: 'array', items: { type: 'string' } } };
  const { files } = await packageOf(
    {
      '/planets?view=short&beta=true': {
        operationId: 'planets.get',
        parameters: [{ name: 'view', in: 'query', ...kind }],
      },
      '/moons?x%5By%5D=1&x%5By%5D=2': {
        operationId: 'moons.get',
        parameters: [{ name: 'x[y]', in: 'query', ...list }],
      },
    },
    version,
  );
  const calls = `
await client.planets.get()${quiet}
await client.planets.get({ view: 'long' })${quiet}
await client.moons.get()${quiet}
await client.moons.get({ xY: [] })${quiet}
await client.moons.get({ xY: ['3', '4'] })${quiet}
`;
  expect(await linesOf(files, calls)).toEqual([
    'GET /planets?beta=true&view=short',
    'GET /planets?beta=true&view=long',
    'GET /moons?x%5By%5D=1&x%5By%5D=2',
    'GET /moons?x%5By%5D=1&x%5By%5D=2',
    'GET /moons?x%5By%5D=3&x%5By%5D=4',
  ]);
});

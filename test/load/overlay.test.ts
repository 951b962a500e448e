/** Overlays: what their actions do to a document, and where what they add was written. */
import { describe, expect, test } from 'vitest';
import { codes, loadFiles, openapi } from './load-files.ts';

const base = openapi({
  tags: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  paths: { '/x': { get: { summary: 'old', tags: ['a'] } }, "/it's": { get: { summary: 'odd' } } },
});

async function overlaid(actions: unknown, more: object = {}) {
  return loadFiles(
    {
      'api.json': base,
      'o.json': { overlay: '1.0.0', info: { title: 'o', version: '1' }, actions, ...more },
    },
    { overlays: ['o.json'] },
  );
}

describe('an update', () => {
  test('merges objects, joins lists, replaces the rest', async () => {
    const update = { summary: 'new', tags: ['b'], 'x-waiters': { done: ['completed'] } };
    const { document, diagnostics } = await overlaid([{ target: "$.paths['/x'].get", update }]);
    expect(diagnostics).toEqual([]);
    expect(document?.root['paths']).toMatchObject({
      '/x': { get: { summary: 'new', tags: ['a', 'b'], 'x-waiters': { done: ['completed'] } } },
    });
  });

  test('of a list adds an entry', async () => {
    const { document } = await overlaid([{ target: '$.tags', update: { name: 'd' } }]);
    expect(document?.root['tags']).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }]);
  });

  test('reaches every match, also under keys that JSONPath has to escape', async () => {
    const { document } = await overlaid([{ target: '$.paths.*.get', update: { deprecated: true } }]);
    expect(document?.root['paths']).toMatchObject({
      '/x': { get: { deprecated: true } },
      "/it's": { get: { summary: 'odd', deprecated: true } },
    });
  });

  test('is found where it was written', async () => {
    const { document } = await overlaid([
      { target: "$.paths['/x'].get", update: { summary: 'new', tags: ['b'], 'x-a': { deep: 1 } } },
    ]);
    const at = (pointer: string) => document?.placeOf(`/paths/~1x/get${pointer}`);
    expect(at('/summary')).toEqual({ file: 'o.json', pointer: '/actions/0/update/summary' });
    expect(at('/tags/0')).toEqual({ file: 'api.json', pointer: '/paths/~1x/get/tags/0' });
    expect(at('/tags/1')).toEqual({ file: 'o.json', pointer: '/actions/0/update/tags/0' });
    expect(at('/x-a/deep')).toEqual({ file: 'o.json', pointer: '/actions/0/update/x-a/deep' });
    expect(at('')).toEqual({ file: 'api.json', pointer: '/paths/~1x/get' });
  });
});

describe('a removal', () => {
  test('takes members and elements, and the others keep their places', async () => {
    const { document, diagnostics } = await overlaid([
      { target: '$.tags', update: { name: 'd' } },
      { target: "$.tags[?@.name == 'a' || @.name == 'c']", remove: true },
      { target: "$.paths['/x']", remove: true },
    ]);
    expect(diagnostics).toEqual([]);
    expect(document?.root['tags']).toEqual([{ name: 'b' }, { name: 'd' }]);
    expect(document?.root['paths']).toEqual({ "/it's": { get: { summary: 'odd' } } });
    expect(document?.placeOf('/tags/0/name')).toEqual({ file: 'api.json', pointer: '/tags/1/name' });
    expect(document?.placeOf('/tags/1/name')).toEqual({ file: 'o.json', pointer: '/actions/0/update/name' });
  });

  test('of values and of what is in them, in lists and objects, removes all', async () => {
    const { document, diagnostics } = await overlaid([
      { target: "$..[?@.name == 'b' || @.summary]", remove: true },
      { target: '$.tags[1]', update: { name: 'last' } },
      { target: '$.tags', remove: true },
      { target: '$', update: { tags: [{ name: 'new' }] } },
    ]);
    expect(diagnostics).toEqual([]);
    expect(document?.root['tags']).toEqual([{ name: 'new' }]);
    expect(document?.root['paths']).toEqual({ '/x': {}, "/it's": {} });
    expect(document?.placeOf('/tags/0/name').file).toBe('o.json');
  });

  test('of many elements keeps the places of those that remain', async () => {
    const { document } = await overlaid([
      { target: '$.tags', update: Array.from({ length: 1000 }, (_, index) => ({ name: `n${index}` })) },
      { target: '$.tags[::2]', remove: true },
      { target: '$.tags[0]', update: { description: 'first' } },
    ]);
    expect(document?.root['tags']).toHaveLength(501);
    expect(document?.placeOf('/tags/0/name')).toEqual({ file: 'api.json', pointer: '/tags/1/name' });
    expect(document?.placeOf('/tags/0/description').pointer).toBe('/actions/2/update/description');
    expect(document?.placeOf('/tags/2/name').pointer).toBe('/actions/0/update/2/name');
  });

  test('of the whole document is refused', async () => {
    const { document, diagnostics } = await overlaid([{ target: '$', remove: true }]);
    expect(document).toBeNull();
    expect(codes(diagnostics)).toEqual(['CW1032 o.json#/actions/0/target']);
  });
});

test('a copy of Overlay 1.1 takes the value from elsewhere in the document', async () => {
  const { document } = await overlaid([{ target: "$.paths['/x'].get", copy: '$.paths["/it\'s"].get' }], {
    overlay: '1.1.0',
  });
  expect(document?.root['paths']).toMatchObject({ '/x': { get: { summary: 'odd', tags: ['a'] } } });
});

test('a copy and its original are changed apart', async () => {
  const { document } = await overlaid(
    [
      { target: '$.info', update: { 'x-a': { list: [1], deep: { one: 1 } } } },
      { target: '$.info["x-a"]', update: { own: true } },
      { target: '$.info', update: { 'x-b': {} } },
      { target: '$.info["x-b"]', copy: '$.info["x-a"]' },
      { target: '$.info["x-b"]', update: { list: 2, deep: { two: 2 } } },
    ],
    { overlay: '1.1.0' },
  );
  expect(document?.root['info']).toMatchObject({
    'x-a': { list: [1], deep: { one: 1 }, own: true },
    'x-b': { list: [1, 2], deep: { one: 1, two: 2 }, own: true },
  });
});

test('several overlays are applied in order', async () => {
  const overlay = (title: string) => ({
    overlay: '1.0.0',
    actions: [{ target: '$.info', update: { title } }],
  });
  const { document } = await loadFiles(
    { 'api.json': base, 'one.json': overlay('one'), 'two.json': overlay('two') },
    { overlays: ['one.json', 'two.json'] },
  );
  expect(document?.root['info']).toMatchObject({ title: 'two' });
  expect(document?.placeOf('/info/title').file).toBe('two.json');
});

test('an overlay speaks of the version that the author wrote', async () => {
  const { document } = await loadFiles(
    {
      'api.json': openapi({ components: { schemas: { A: { type: 'string' } } } }, '3.0.3'),
      'o.yaml': 'overlay: 1.0.0\nactions:\n- target: $.components.schemas.A\n  update: { nullable: true }',
    },
    { overlays: ['o.yaml'] },
  );
  expect(document?.root['components']).toEqual({ schemas: { A: { type: ['string', 'null'] } } });
});

test('an action that matches nothing is a warning', async () => {
  const { document, diagnostics } = await overlaid([{ target: '$.paths.none', update: {} }]);
  expect(document).not.toBeNull();
  expect(codes(diagnostics)).toEqual(['CW1031 o.json#/actions/0/target']);
});

test.each([
  ['no version', { overlay: undefined }, ''],
  ['another version', { overlay: '2.0.0' }, '/overlay'],
  ['no action', { actions: [] }, '/actions'],
  ['an action without target', { actions: [{ update: {} }] }, '/actions/0'],
  ['an action that does nothing', { actions: [{ target: '$.info' }] }, '/actions/0'],
  ['a target that is no JSONPath', { actions: [{ target: 'info', update: {} }] }, '/actions/0/target'],
])('an overlay with %s is malformed', async (_, more, pointer) => {
  const { document, diagnostics } = await overlaid([{ target: '$.info', update: {} }], more);
  expect(document).toBeNull();
  expect(codes(diagnostics)).toEqual([`CW1030 o.json#${pointer}`]);
});

test('an overlay that does not exist is an error', async () => {
  const { document, diagnostics } = await loadFiles({ 'api.json': base }, { overlays: ['none.yaml'] });
  expect(document).toBeNull();
  expect(codes(diagnostics)).toEqual(['CW1001 none.yaml#']);
});

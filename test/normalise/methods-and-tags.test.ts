/** Methods that OpenAPI 3.2 adds, and tags that stand in one another. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../generator/api/json.ts';
import { read } from './read-api.ts';

const done: JsonObject = { responses: { 204: { description: '' } } };

test('an operation that no client can send is reported at its place, and left out', () => {
  const additionalOperations = { LINK: done, track: done, POST: done, 'a b': done };
  const { api, diagnostics } = read({
    openapi: '3.2.0',
    info: { title: 'Test', version: '1' },
    paths: { '/pets': { get: done, trace: done, additionalOperations } },
  });
  expect(api.operations.map(({ path, method }) => [path.join('.'), method])).toEqual([
    ['pets.LINK', 'LINK'],
    ['pets.list', 'get'],
  ]);
  const at = '/paths/~1pets/additionalOperations';
  expect(
    diagnostics.map(({ code, severity, message, place }) => [code, severity, message, place?.pointer]),
  ).toEqual([
    ['CW2035', 'warning', 'Operations with the method "TRACE" are not generated.', '/paths/~1pets/trace'],
    ['CW2002', 'warning', 'The method "POST" has a field of its own: `post`.', `${at}/POST`],
    ['CW2002', 'warning', '"a b" is not the name of a method.', `${at}/a b`],
    ['CW2035', 'warning', 'Operations with the method "track" are not generated.', `${at}/track`],
  ]);
});

test('a resource stands in the tags around its tag, and badges group nothing', () => {
  const tags = [
    { name: 'a' },
    { name: 'b', parent: 'a' },
    { name: 'new', kind: 'badge' },
    { name: 'c', parent: 'gone' },
    { name: 'd', parent: 'e' },
    { name: 'e', parent: 'd' },
  ];
  const operation = (operationId: string, ...names: readonly string[]): JsonObject => ({
    get: { operationId, tags: names, ...done },
  });
  const paths = {
    '/1': operation('one', 'new', 'b'),
    '/2': operation('two', 'c'),
    '/3': operation('three', 'd'),
  };
  const { api, diagnostics } = read({ openapi: '3.2.0', info: { title: 'T', version: '1' }, tags, paths });
  expect(api.operations.map(({ path }) => path.join('.'))).toEqual(['a.b.one', 'c.two', 'e.d.three']);
  expect(diagnostics.map(({ message, place }) => [message, place?.pointer])).toEqual([
    ['Unknown parent tag "gone".', '/tags/3/parent'],
    ['The tag "d" is inside itself: "d" in "e" in "d".', '/tags/4/parent'],
  ]);
});

test('a circle of tags is reported once, wherever it is entered', () => {
  const parents = { out: 'b', a: 'c', b: 'a', c: 'b', self: 'self' };
  const tags = Object.entries(parents).map(([name, parent]) => ({ name, parent }));
  const { diagnostics } = read({ openapi: '3.2.0', info: { title: 'T', version: '1' }, tags, paths: {} });
  expect(diagnostics.map(({ message, place }) => [message, place?.pointer])).toEqual([
    ['The tag "a" is inside itself: "a" in "c" in "b" in "a".', '/tags/1/parent'],
    ['The tag "self" is inside itself: "self" in "self".', '/tags/4/parent'],
  ]);
});

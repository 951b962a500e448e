/** What loading says of files that cannot be read as they are. */
import { describe, expect, test } from 'vitest';
import { codes, loadFiles, loadIn, folderOf, openapi } from './load-files.ts';

describe('a file that is no document', () => {
  test('that does not exist is told by its path', async () => {
    const { document, diagnostics } = await loadFiles({}, { spec: 'missing.yaml' });
    expect(document).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code: 'CW1001', message: 'missing.yaml does not exist.' });
  });

  test('that is a folder is refused', async () => {
    const { diagnostics } = await loadFiles({ 'specs/a.yaml': '' }, { spec: 'specs' });
    expect(diagnostics[0]).toMatchObject({ code: 'CW1001', message: 'specs is a folder.' });
  });

  test.skipIf(process.platform === 'win32')('that is a device is refused before it is opened', async () => {
    const { diagnostics } = await loadFiles({}, { spec: '/dev/zero' });
    expect(diagnostics[0]?.message).toMatch(/is not a regular file\.$/);
  });

  test.each([
    ['empty', '', 'CW1003'],
    ['only white space', ' \n\t\n', 'CW1003'],
    ['a web page', '<!DOCTYPE html>\n<html></html>', 'CW1010'],
    ['a list', '- openapi: 3.1.0', 'CW1011'],
    ['a text', 'just words', 'CW1011'],
    ['no OpenAPI', 'title: x', 'CW1012'],
    ['an unknown version', 'openapi: 4.0.0', 'CW1013'],
    ['Swagger 1', 'swagger: "1.2"', 'CW1013'],
    ['two documents', 'openapi: 3.1.0\n---\nopenapi: 3.1.0', 'CW1004'],
  ])('that holds %s has a code of its own', async (_, text, code) => {
    const { document, diagnostics } = await loadFiles({ 'api.yaml': text });
    expect(document).toBeNull();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  test('that is an overlay is called one', async () => {
    const { diagnostics } = await loadFiles({ 'api.yaml': 'overlay: 1.0.0\nactions: []' });
    expect(diagnostics[0]?.help).toMatch(/overlay/);
  });

  test('that is not UTF-8 is refused', async () => {
    const { diagnostics } = await loadFiles({ 'api.yaml': new Uint8Array([0xff, 0xfe, 0x6f, 0x00]) });
    expect(diagnostics[0]?.code).toBe('CW1002');
  });

  test('that is Latin-1 is read as such, with a warning', async () => {
    const text = 'openapi: 3.1.0\ninfo: { title: Caf\u00E9, version: "1" }\npaths: {}\n';
    const { document, diagnostics } = await loadFiles({ 'api.yaml': Buffer.from(text, 'latin1') });
    expect(document?.root).toMatchObject({ info: { title: 'Caf\u00E9' } });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['CW1009', 'warning']]);
  });

  test.each([
    ['UTF-16', [0xff, 0xfe, 0x61, 0xe9]],
    ['binary', [0x61, 0xe9, 0x00, 0x62]],
  ])('that is %s is refused, not read as Latin-1', async (_, bytes) => {
    const { diagnostics } = await loadFiles({ 'api.yaml': new Uint8Array(bytes) });
    expect(diagnostics.map(({ code }) => code)).toEqual(['CW1002']);
  });
});

describe('a version', () => {
  test.each(['3.0', '3.1', '3.0.3', '3.1.2', '"3.1.0"', '3.0.0-rc1'])(
    'written as %s is known',
    async (version) => {
      const { document } = await loadFiles({ 'api.yaml': `openapi: ${version}\ninfo: {}\npaths: {}` });
      expect(document).not.toBeNull();
    },
  );

  test('is kept as written', async () => {
    const { document } = await loadFiles({ 'api.yaml': 'openapi: 3.0\ninfo: {}\npaths: {}' });
    expect(document).toMatchObject({ version: '3.0', root: { openapi: '3.1.1' } });
  });

  test('3.2 is supported', async () => {
    const { document, diagnostics } = await loadFiles({ 'api.json': openapi({}, '3.2.0') });
    expect(document?.version).toBe('3.2.0');
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([]);
  });
});

describe('JSON', () => {
  test.each([
    ['a comment', '{\n  // x\n}', { line: 2, column: 3 }],
    ['a trailing comma', '{"a": 1,}', { line: 1, column: 9 }],
    ['NaN', '{"a": NaN}', { line: 1, column: 7 }],
    ['single quotes', "{'a': 1}", { line: 1, column: 2 }],
    ['a merge conflict', '{\n<<<<<<< ours\n"a": 1\n}', { line: 2, column: 1 }],
  ])('with %s is a syntax error where it stands', async (_, text, position) => {
    const { diagnostics, sources } = await loadFiles({ 'api.json': text });
    expect(diagnostics[0]).toMatchObject({ code: 'CW1004', place: { file: 'api.json', position } });
    expect(sources.get('api.json')?.text).toBe(text);
  });

  test('is told by its first character where the name does not say', async () => {
    const { diagnostics } = await loadFiles({ openapi: '{ openapi: 3.1.0 }' });
    expect(diagnostics[0]?.message).toMatch(/is not JSON/);
  });

  test('may begin with a byte order mark', async () => {
    const { document } = await loadFiles({ 'api.json': `\uFEFF${JSON.stringify(openapi({}))}` });
    expect(document).not.toBeNull();
  });

  test('with a key twice keeps the last and says where it is', async () => {
    const text = '{"openapi": "3.1.0",\n "info": {"title": "a",\n "title": "b"}, "paths": {}}';
    const { document, diagnostics } = await loadFiles({ 'api.json': text });
    expect(document?.root['info']).toEqual({ title: 'b' });
    expect(diagnostics[0]).toMatchObject({
      code: 'CW1007',
      place: { pointer: '/info/title', position: { line: 3, column: 2 } },
    });
  });

  test('with keys that look alike only when escaped is compared unescaped', async () => {
    const text = '{"openapi": "3.1.0", "info": {"title": "a", "t\\u0069tle": "b"}, "paths": {"a:": "\\":"}}';
    const { diagnostics } = await loadFiles({ 'api.json': text });
    expect(codes(diagnostics)).toEqual(['CW1007 api.json#/info/title']);
  });
});

describe('YAML', () => {
  test('with a key twice keeps the last and says where it is', async () => {
    const { document, diagnostics } = await loadFiles({
      'api.yaml': 'openapi: 3.1.0\ninfo:\n  title: a\n  title: b\npaths: {}',
    });
    expect(document?.root['info']).toEqual({ title: 'b' });
    expect(diagnostics[0]).toMatchObject({ code: 'CW1007', place: { position: { line: 4, column: 3 } } });
  });

  test('reads numbers as keys, merge keys, aliases, and dates as the text they are', async () => {
    const { document } = await loadFiles({
      'api.yaml': `openapi: 3.1.0
paths: {}
x-base: &base { a: 1, b: 2 }
x-merged: { <<: *base, b: 3 }
x-alias: *base
200: 2020-01-01`,
    });
    expect(document?.root).toMatchObject({
      'x-merged': { a: 1, b: 3 },
      'x-alias': { a: 1, b: 2 },
      '200': '2020-01-01',
    });
  });

  test.each([
    ['a number that is not finite', 'x-a: .inf', '.inf'],
    ['a tag', 'x-a: !custom text', 'text'],
  ])('reads %s as text and says so', async (_, line, value) => {
    const { document, diagnostics } = await loadFiles({ 'api.yaml': `openapi: 3.1.0\npaths: {}\n${line}` });
    expect(document?.root['x-a']).toBe(value);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CW1008']);
  });

  test('with a syntax error is told where', async () => {
    const { diagnostics } = await loadFiles({ 'api.yaml': 'openapi: 3.1.0\ninfo: a: b' });
    expect(diagnostics[0]).toMatchObject({ code: 'CW1004', place: { position: { line: 2 } } });
  });
});

test('the same folder can be loaded from twice', async () => {
  const folder = await folderOf({ 'api.json': openapi({}) });
  const first = await loadIn(folder, { spec: 'api.json' });
  const second = await loadIn(folder, { spec: 'api.json' });
  expect(second.document?.root).toEqual(first.document?.root);
});

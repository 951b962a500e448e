import { describe, expect, test } from 'vitest';
import { sha256 } from '../../generator/emit/files.ts';
import { createManifest, hashed, parseManifest, printManifest } from '../../generator/emit/manifest.ts';
import { filesThatPrettierChanges } from '../support/prettier-check.ts';
import { head, outputFiles } from './output-folder.ts';

const manifest = createManifest(
  head,
  hashed(outputFiles({ 'src/b.ts': 'b', 'src/a.ts': 'a', 'src/B.ts': 'B' })),
);
const text = printManifest(manifest);

/** The manifest as text, with a part of it replaced. */
function edited(change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(text) as object), ...change });
}

test('what is printed is read back', () => {
  expect(parseManifest(text)).toEqual({ ok: true, manifest });
});

test('the first version, an object for each file, is read too', () => {
  const files = Object.fromEntries(manifest.files);
  expect(parseManifest(edited({ version: 1, files }))).toEqual({ ok: true, manifest });
});

test('prettier leaves it as it is', async () => {
  expect(await filesThatPrettierChanges([['manifest.json', text]])).toEqual([]);
});

test('files are sorted by code points, whatever order they come in', () => {
  const other = createManifest(
    head,
    hashed(outputFiles({ 'src/B.ts': 'B', 'src/a.ts': 'a', 'src/b.ts': 'b' })),
  );
  expect(printManifest(other)).toBe(text);
  expect([...manifest.files.keys()]).toEqual(['src/B.ts', 'src/a.ts', 'src/b.ts']);
});

test('a changed file is one changed line', () => {
  const other = createManifest(
    head,
    hashed(outputFiles({ 'src/b.ts': 'b', 'src/a.ts': 'changed', 'src/B.ts': 'B' })),
  );
  const [before, after] = [text.split('\n'), printManifest(other).split('\n')];
  expect(after.filter((line, index) => line !== before[index])).toEqual([
    `    "${sha256('source of changed')} ${sha256('changed')}",`,
  ]);
});

test('it ends in a line break', () => expect(text.endsWith('}\n')).toBe(true));

describe('a manifest that cannot be trusted is told apart', () => {
  const entry = `x ${sha256('x')}`;
  test.each([
    ['a merge conflict', `<<<<<<< HEAD\n${text}`, 'not JSON'],
    ['nothing', '', 'not JSON'],
    ['a list', '[]', 'not an object'],
    ['a later version', edited({ version: 3 }), 'version'],
    ['no head', edited({ spec: null }), 'head'],
    ['no files', edited({ files: null }), 'no files'],
    ['a path without its hashes', edited({ files: ['src/a.ts'] }), 'no files'],
    ['a path out of the folder', edited({ files: { '../../x.ts': entry } }), 'path'],
    ['an absolute path', edited({ files: { '/x.ts': entry } }), 'path'],
    ['itself', edited({ files: { '.clientwright/manifest.json': entry } }), 'records'],
    ['a torn hash', edited({ files: { 'x.ts': 'x abc' } }), 'incomplete'],
  ])('%s', (_, content, problem) => {
    expect(parseManifest(content)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
  });
});

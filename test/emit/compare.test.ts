import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { compareFolder, compareOutput, firstHunk, hunksOf } from '../../generator/emit/compare.ts';
import { nodeFileSystem } from '../../generator/emit/file-system.ts';
import { readPrevious } from '../../generator/emit/previous.ts';
import type { Difference } from '../../generator/options.ts';
import { outputFiles, putTree, readTree, temporaryFolder, type Tree, write } from './output-folder.ts';

const files: Tree = { 'src/index.ts': 'one\ntwo\nthree\n', 'README.md': 'read me\n' };

interface Comparison {
  readonly differences: readonly Difference[];
  readonly codes: readonly string[];
}

async function compare(out: string, expected: Tree): Promise<Comparison> {
  const diagnostics = new DiagnosticCollector();
  const before = readTree(out);
  const differences = await compareOutput(out, outputFiles(expected), diagnostics);
  expect(readTree(out), 'compare wrote').toEqual(before);
  return { differences, codes: diagnostics.all.map(({ code }) => code) };
}

async function written(): Promise<string> {
  const out = temporaryFolder();
  await write(out, files);
  return out;
}

test('what was just written has no differences', async () => {
  expect(await compare(await written(), files)).toEqual({ differences: [], codes: [] });
});

test('each kind of difference is told, sorted by file', async () => {
  const out = await written();
  await write(out, { ...files, 'stale.ts': 'x', 'edited.ts': 'x\n', 'gone.ts': 'x' });
  rmSync(join(out, 'gone.ts'));
  putTree(out, { 'edited.ts': 'by hand\n' });
  const expected = { ...files, 'gone.ts': 'x', 'edited.ts': 'x\n', 'README.md': 'read me now\n' };
  expect((await compare(out, expected)).differences).toEqual([
    { file: 'README.md', kind: 'outdated', hunk: '@@ -1,1 +1,1 @@\n-read me\n+read me now' },
    { file: 'edited.ts', kind: 'edited', hunk: '@@ -1,1 +1,1 @@\n-by hand\n+x' },
    { file: 'gone.ts', kind: 'missing', hunk: null },
    { file: 'stale.ts', kind: 'stale', hunk: null },
  ]);
});

test('files that are right under a manifest that is not are a difference', async () => {
  const out = await written();
  putTree(out, { 'README.md': 'read me now\n' });
  expect((await compare(out, { ...files, 'README.md': 'read me now\n' })).differences).toEqual([
    { file: '.clientwright/manifest.json', kind: 'outdated', hunk: null },
  ]);
});

test('a file where the folder should be is said to be one, by its last name', async () => {
  const out = join(temporaryFolder(), 'out');
  writeFileSync(out, 'a file');
  const diagnostics = new DiagnosticCollector();
  expect(await compareOutput(out, outputFiles(files), diagnostics)).toEqual([]);
  expect(diagnostics.all.map(({ code, message }) => [code, message])).toEqual([
    ['CW5005', 'The output path "out" is not a folder.'],
  ]);
});

test('a folder that was never generated misses everything', async () => {
  const { differences } = await compare(temporaryFolder(), files);
  expect(differences.map(({ kind }) => kind)).toEqual(['missing', 'missing']);
});

test('a folder that is not there is compared as an empty one', async () => {
  const diagnostics = new DiagnosticCollector();
  const out = join(temporaryFolder(), 'nowhere');
  expect(await compareOutput(out, outputFiles(files), diagnostics)).toHaveLength(2);
});

test('an edited ledger is outdated, because people edit it on purpose', async () => {
  const ledger = '.clientwright/names.json';
  const out = await written();
  await write(out, { ...files, [ledger]: '{}\n' });
  putTree(out, { [ledger]: '{ }\n' });
  expect((await compare(out, { ...files, [ledger]: '{}\n' })).differences).toMatchObject([
    { file: ledger, kind: 'outdated' },
  ]);
});

test('a file outside is never quoted through a link', async () => {
  const [out, elsewhere] = [await written(), temporaryFolder()];
  putTree(elsewhere, { secret: 'secret' });
  rmSync(join(out, 'README.md'));
  symlinkSync(join(elsewhere, 'secret'), join(out, 'README.md'));
  const diagnostics = new DiagnosticCollector();
  expect(await compareOutput(out, outputFiles(files), diagnostics)).toEqual([
    { file: 'README.md', kind: 'missing', hunk: null },
  ]);
});

test('an interrupted write and a broken manifest are reported', async () => {
  const out = await written();
  putTree(out, { '.clientwright/journal.json': '{}', '.clientwright/manifest.json': '<<<<<<<' });
  expect((await compare(out, files)).codes).toEqual(['CW5013', 'CW5004']);
});

function readAllButReadme(path: string): Uint8Array {
  if (!path.endsWith('README.md')) return nodeFileSystem.read(path);
  throw Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'open', path });
}

test('a file that cannot be read is reported', async () => {
  const out = await written();
  const diagnostics = new DiagnosticCollector();
  const fileSystem = { ...nodeFileSystem, read: readAllButReadme };
  expect(await compareFolder({ fileSystem, folder: out, diagnostics }, outputFiles(files))).toEqual([]);
  expect(diagnostics.all).toMatchObject([
    { code: 'CW5012', message: 'Permission denied (EACCES) at README.md; nothing was changed.' },
  ]);
  expect(await readPrevious(out, fileSystem)).toMatchObject({ manifest: null });
});

function lines(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
}

describe('a hunk', () => {
  test('has three lines around the first difference, and its line numbers', async () => {
    const before = lines(1, 500).join('\n');
    const after = before.replace('line 250\n', 'changed\n').replace('line 400\n', '');
    expect(await firstHunk(before, after)).toBe(
      [
        '@@ -247,7 +247,7 @@',
        ' line 247',
        ' line 248',
        ' line 249',
        '-line 250',
        '+changed',
        ' line 251',
        ' line 252',
        ' line 253',
      ].join('\n'),
    );
  });

  test('is cut after twenty lines, and its header counts what is shown', async () => {
    const text = await firstHunk(lines(1, 5000).join('\n'), lines(6000, 11_000).join('\n'));
    const hunk = text.split('\n');
    expect(hunk).toHaveLength(22);
    expect(hunk[0]).toBe('@@ -1,20 +1,0 @@');
    expect(hunk.at(-1)).toBe(' and more lines');
  });

  test('of two files with nothing in common is the beginning of both', async () => {
    const [before, after] = [lines(1, 5000).join('\n'), lines(6000, 11_000).join('\n')];
    expect(await hunksOf(before, after)).toEqual([await firstHunk(before, after)]);
  });

  test('of a new file is cut after twenty lines too', async () => {
    const [hunk = ''] = await hunksOf(null, lines(1, 50).join('\n'));
    expect(hunk.split('\n')).toHaveLength(22);
    expect(hunk).toMatch(/^@@ -1,0 \+1,20 @@\n/);
  });

  test('shows that the last line break is gone', async () => {
    expect(await firstHunk('a\n', 'a')).toBe('@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file');
  });

  test('shows a line that comes at the end', async () => {
    expect(await firstHunk('a\n', 'a\nb\n')).toBe('@@ -1,1 +1,2 @@\n a\n+b');
  });
});

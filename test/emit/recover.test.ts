import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { sha256 } from '../../generator/emit/files.ts';
import { recover } from '../../generator/emit/write-recover.ts';
import { faultyFileSystem } from './faulty-file-system.ts';
import { putTree, readTree, temporaryFolder, type Tree, write } from './output-folder.ts';

const journal = '.clientwright/journal.json';
const staged = '.clientwright/staging/0';
const oldFiles: Tree = { 'a.ts': 'old a', 'b.ts': 'old b', 'c.ts': 'c' };
const newFiles: Tree = { 'a.ts': 'new a', 'b.ts': 'new b' };

async function recoverCodes(out: string): Promise<readonly string[]> {
  const diagnostics = new DiagnosticCollector();
  await recover(out, diagnostics);
  return diagnostics.all.map(({ code }) => code);
}

/** A folder as a death between two renames leaves it: `a.ts` is new, all else is old. */
async function interrupted(): Promise<string> {
  const base = temporaryFolder();
  await write(join(base, 'start'), oldFiles);
  for (let at = 1; ; at += 1) {
    const out = join(base, String(at));
    cpSync(join(base, 'start'), out, { recursive: true });
    await write(out, newFiles, { fileSystem: faultyFileSystem('kill', at) }).catch(() => undefined);
    if (readTree(out)['a.ts'] === 'new a') return out;
  }
}

test('a folder that nobody has interrupted is left alone', async () => {
  const out = temporaryFolder();
  putTree(out, { 'mine.ts': 'mine' });
  expect(await recoverCodes(out)).toEqual([]);
  expect(await recoverCodes(join(out, 'nowhere'))).toEqual([]);
  expect(readTree(out)).toEqual({ 'mine.ts': 'mine' });
});

test('an interrupted write is finished', async () => {
  const out = await interrupted();
  expect(readTree(out)).toMatchObject({ 'a.ts': 'new a', 'b.ts': 'old b' });
  expect(await recoverCodes(out)).toEqual([]);
  expect(Object.keys(readTree(out))).toEqual(['.clientwright/manifest.json', 'a.ts', 'b.ts']);
  expect(readTree(out)).toMatchObject(newFiles);
});

describe('what was edited since the death is not lost', () => {
  test.each(['b.ts', 'c.ts'])('%s', async (path) => {
    const out = await interrupted();
    putTree(out, { [path]: 'edited' });
    const before = readTree(out);
    expect(await recoverCodes(out)).toEqual(['CW5014']);
    expect((await write(out, newFiles)).codes).toEqual(['CW5014']);
    expect({ ...readTree(out) }).toEqual({ ...before, '.clientwright/lock': undefined });
  });
});

test('a staged text that is damaged is not put in place', async () => {
  const out = await interrupted();
  const waiting = Object.keys(readTree(out)).find((path) => /^\.clientwright\/staging\/\d+$/.test(path));
  putTree(out, { [waiting ?? 'none']: 'damaged' });
  expect(await recoverCodes(out)).toEqual(['CW5014']);
  expect(readTree(out)['b.ts']).toBe('old b');
});

describe('a journal that was planted', () => {
  const planted = { path: 'a.ts', sha256: sha256('planted'), before: null, displaces: [] };
  test.each([
    ['is not JSON', '{'],
    ['has another version', JSON.stringify({ version: 9, writes: [], removals: [] })],
    [
      'writes outside',
      JSON.stringify({ version: 1, writes: [{ ...planted, path: '../a.ts' }], removals: [] }),
    ],
    [
      'removes outside',
      JSON.stringify({ version: 1, writes: [], removals: [{ path: '/etc/x', before: sha256('') }] }),
    ],
    ['has no hash', JSON.stringify({ version: 1, writes: [{ ...planted, sha256: 'x' }], removals: [] })],
  ])('and %s is not followed', async (_, text) => {
    const out = temporaryFolder();
    putTree(out, { [journal]: text, [staged]: 'planted' });
    expect(await recoverCodes(out)).toEqual(['CW5014']);
    expect(readTree(out)).toEqual({ [journal]: text, [staged]: 'planted' });
  });

  test('and leads through a link is not followed', async () => {
    const [out, elsewhere] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(elsewhere, join(out, 'src'));
    const text = JSON.stringify({ version: 1, writes: [{ ...planted, path: 'src/a.ts' }], removals: [] });
    putTree(out, { [journal]: text, [staged]: 'planted' });
    expect(await recoverCodes(out)).toEqual(['CW5014']);
    expect(readTree(elsewhere)).toEqual({});
  });
});

test('a planted journal removes nothing through a link', async () => {
  const [out, elsewhere] = [temporaryFolder(), temporaryFolder()];
  putTree(elsewhere, { precious: 'theirs' });
  symlinkSync(elsewhere, join(out, 'src'));
  const removal = { path: 'src/precious', before: sha256('theirs') };
  putTree(out, { [journal]: JSON.stringify({ version: 1, writes: [], removals: [removal] }) });
  expect(await recoverCodes(out)).toEqual(['CW5014']);
  expect(readTree(elsewhere)).toEqual({ precious: 'theirs' });
});

describe('links among the records are never written through', () => {
  const target: Tree = { precious: 'theirs' };

  test('the staging folder', async () => {
    const [out, elsewhere] = [temporaryFolder(), temporaryFolder()];
    putTree(elsewhere, target);
    mkdirSync(join(out, '.clientwright'));
    symlinkSync(elsewhere, join(out, '.clientwright', 'staging'));
    expect((await write(out, newFiles)).codes).toEqual([]);
    expect(readTree(elsewhere)).toEqual(target);
  });

  test('the folder of the records, with an interrupted write behind it', async () => {
    const [out, elsewhere] = [temporaryFolder(), await interrupted()];
    const before = readTree(elsewhere);
    symlinkSync(join(elsewhere, '.clientwright'), join(out, '.clientwright'));
    expect(await recoverCodes(out)).toEqual([]);
    expect((await write(out, newFiles)).codes).toEqual(['CW5009']);
    expect(readTree(elsewhere)).toEqual(before);
  });

  test('the lock and the attempts at it', async () => {
    const [out, elsewhere] = [temporaryFolder(), temporaryFolder()];
    putTree(elsewhere, target);
    mkdirSync(join(out, '.clientwright'));
    for (const name of ['lock', `lock.${process.pid}`, `lock.stale.${process.pid}`]) {
      symlinkSync(join(elsewhere, 'precious'), join(out, '.clientwright', name));
    }
    expect((await write(out, newFiles)).codes).toEqual([]);
    expect(readTree(elsewhere)).toEqual(target);
    expect(Object.keys(readTree(out))).toEqual(['.clientwright/manifest.json', 'a.ts', 'b.ts']);
  });
});

import {
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../../generator/emit/file-system.ts';
import { ownIdentity } from '../../generator/emit/lock.ts';
import { parseManifest } from '../../generator/emit/manifest.ts';
import { readPrevious } from '../../generator/emit/previous.ts';
import { putTree, readTree, temporaryFolder, type Tree, write } from './output-folder.ts';

const manifest = '.clientwright/manifest.json';
const files: Tree = { 'src/index.ts': 'index', 'src/models/pet.ts': 'pet', 'README.md': 'read me' };

/** The tree without its manifest. */
function filesOf(out: string): Tree {
  const { [manifest]: _, ...rest } = readTree(out);
  return rest;
}

async function written(tree: Tree = files): Promise<string> {
  const out = join(temporaryFolder(), 'out');
  expect((await write(out, tree)).codes).toEqual([]);
  return out;
}

describe('a run', () => {
  test('makes the folder and tells what it wrote', async () => {
    const out = join(temporaryFolder(), 'deep', 'out');
    expect(await write(out, files)).toEqual({
      written: [manifest, 'README.md', 'src/index.ts', 'src/models/pet.ts'],
      removed: [],
      unchanged: 0,
      codes: [],
      messages: [],
    });
    expect(filesOf(out)).toEqual(files);
  });

  test('again touches nothing', async () => {
    const out = await written();
    const old = new Date(1e12);
    for (const path of Object.keys(readTree(out))) utimesSync(join(out, path), old, old);
    const folderTime = statSync(join(out, '.clientwright')).mtimeMs;
    expect(await write(out, files)).toMatchObject({ written: [], removed: [], unchanged: 4, codes: [] });
    for (const path of Object.keys(readTree(out))) expect(statSync(join(out, path)).mtimeMs).toBe(1e12);
    expect(statSync(join(out, '.clientwright')).mtimeMs).toBe(folderTime);
  });

  test('writes all of its files where another one removes a file between two looks of this one', async () => {
    const out = await written();
    let isRemoved = false;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      read(path) {
        if (!isRemoved && path.endsWith('pet.ts')) rmSync(path);
        isRemoved ||= path.endsWith('pet.ts');
        return nodeFileSystem.read(path);
      },
    };
    const newFiles = { ...files, 'src/index.ts': 'new index' };
    expect((await write(out, newFiles, { fileSystem })).codes).toEqual([]);
    expect(filesOf(out)).toEqual(newFiles);
  });

  test('that has read the folder before does not read its files again to see that nothing changes', async () => {
    const out = await written();
    const previous = await readPrevious(out);
    const read: string[] = [];
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      read(path) {
        read.push(path);
        return nodeFileSystem.read(path);
      },
    };
    expect(await write(out, files, { previous, fileSystem })).toMatchObject({ written: [], unchanged: 4 });
    expect(read.filter((path) => !path.endsWith(manifest))).toEqual([]);
  });

  test.each<[string, string, readonly string[]]>([
    ['sees an edit that was made since', 'edited', ['CW5010']],
    ['sees the text that is to be written, which somebody wrote since', 'new index', []],
  ])('that has read the folder before %s', async (_, text, codes) => {
    const out = await written();
    const previous = await readPrevious(out);
    putTree(out, { 'src/index.ts': text });
    const report = await write(out, { ...files, 'src/index.ts': 'new index' }, { previous });
    expect(report.codes).toEqual(codes);
    expect(filesOf(out)).toEqual({ ...files, 'src/index.ts': text });
  });

  test('leaves the files alone that have not changed', async () => {
    const out = await written();
    const old = new Date(1e12);
    utimesSync(join(out, 'README.md'), old, old);
    const report = await write(out, { ...files, 'src/index.ts': 'new index' });
    expect(report).toMatchObject({ written: [manifest, 'src/index.ts'], unchanged: 2 });
    expect(statSync(join(out, 'README.md')).mtimeMs).toBe(1e12);
    expect(filesOf(out)).toEqual({ ...files, 'src/index.ts': 'new index' });
  });

  test('removes its stale files, the folders that they leave empty, and nothing else', async () => {
    const out = await written();
    putTree(out, { 'src/mine.ts': 'mine', '.git/HEAD': 'ref' });
    const report = await write(out, { 'README.md': 'read me' });
    expect(report).toMatchObject({ removed: ['src/index.ts', 'src/models/pet.ts'], codes: [] });
    expect(filesOf(out)).toEqual({ 'README.md': 'read me', 'src/mine.ts': 'mine', '.git/HEAD': 'ref' });
  });

  test('puts back its own files that are gone', async () => {
    const out = await written();
    rmSync(join(out, 'src'), { recursive: true });
    expect(await write(out, files)).toMatchObject({
      written: ['src/index.ts', 'src/models/pet.ts'],
      codes: [],
    });
    expect(filesOf(out)).toEqual(files);
  });

  test('writes a manifest that lists just its files', async () => {
    const out = await written();
    const reading = parseManifest(readFileSync(join(out, manifest), 'utf8'));
    expect(reading.ok && [...reading.manifest.files.keys()]).toEqual(Object.keys(files).toSorted());
  });
});

describe('hand edits', () => {
  test('stop the run, each with its file', async () => {
    const out = await written();
    putTree(out, { 'src/index.ts': 'edited', 'README.md': 'edited too' });
    const before = readTree(out);
    const report = await write(out, { ...files, 'src/models/pet.ts': 'new pet' });
    expect(report.codes).toEqual(['CW5010', 'CW5010']);
    expect(report.messages.join()).toMatch(/src\/index\.ts.*README\.md/);
    expect(readTree(out)).toEqual(before);
  });

  test('of a stale file stop it too', async () => {
    const out = await written();
    putTree(out, { 'README.md': 'edited' });
    const { 'README.md': _, ...rest } = files;
    expect((await write(out, rest)).codes).toEqual(['CW5010']);
    expect(filesOf(out)['README.md']).toBe('edited');
  });

  test('are written over by force', async () => {
    const out = await written();
    putTree(out, { 'src/index.ts': 'edited' });
    expect(await write(out, files, { force: true })).toMatchObject({ written: ['src/index.ts'], codes: [] });
    expect(filesOf(out)).toEqual(files);
  });

  test('that say just what the run would write are taken over', async () => {
    const out = await written();
    putTree(out, { 'src/index.ts': 'new index' });
    const report = await write(out, { ...files, 'src/index.ts': 'new index' });
    expect(report).toMatchObject({ written: [manifest], codes: [] });
  });

  test('of the name ledger are what it is for', async () => {
    const ledger = '.clientwright/names.json';
    const out = await written({ ...files, [ledger]: '{}' });
    putTree(out, { [ledger]: '{ "renamed": "by hand" }' });
    expect((await write(out, { ...files, [ledger]: '{"renamed":"by hand"}' })).codes).toEqual([]);
    expect(filesOf(out)[ledger]).toBe('{"renamed":"by hand"}');
  });
});

async function expectRefused(
  out: string,
  code: string,
  setting: { force?: boolean; inputs?: string[] } = {},
) {
  const before = readTree(out);
  expect((await write(out, files, setting)).codes).toContain(code);
  expect(readTree(out)).toEqual(before);
}

describe('refused before the first byte', () => {
  test('a folder with files and no manifest, even by force', async () => {
    const out = temporaryFolder();
    putTree(out, { 'package.json': '{}' });
    await expectRefused(out, 'CW5006');
    await expectRefused(out, 'CW5006', { force: true });
  });

  test('but a folder with nothing but version control is free', async () => {
    const out = temporaryFolder();
    putTree(out, { '.git/HEAD': 'ref', '.gitkeep': '' });
    expect((await write(out, files)).codes).toEqual([]);
  });

  test('an output that is a file', async () => {
    const out = join(temporaryFolder(), 'out');
    writeFileSync(out, 'a file');
    expect((await write(out, files)).codes).toEqual(['CW5005']);
    expect(readFileSync(out, 'utf8')).toBe('a file');
  });

  test('an output that is a link to nowhere', async () => {
    const out = join(temporaryFolder(), 'out');
    symlinkSync('nowhere', out);
    expect((await write(out, files)).codes).toEqual(['CW5005']);
  });

  test('an output under a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'a file');
    expect((await write(join(folder, 'file', 'out'), files)).codes).toEqual(['CW5012']);
  });

  test('a file of someone else in the way, even by force', async () => {
    const out = await written({ 'README.md': 'read me' });
    putTree(out, { 'src/index.ts': 'mine' });
    await expectRefused(out, 'CW5007');
    await expectRefused(out, 'CW5007', { force: true });
  });

  test('a folder where a file has to go', async () => {
    const out = await written({ 'README.md': 'read me' });
    mkdirSync(join(out, 'src', 'index.ts'), { recursive: true });
    await expectRefused(out, 'CW5007');
  });

  test('a file where a folder has to go', async () => {
    const out = await written({ 'README.md': 'read me' });
    putTree(out, { src: 'mine' });
    await expectRefused(out, 'CW5007');
  });

  test('a file that the run has read', async () => {
    const out = await written({ 'README.md': 'read me' });
    await expectRefused(out, 'CW5008', { inputs: [join(out, 'src', 'index.ts')] });
  });

  test('a manifest with a merge conflict, even by force', async () => {
    const out = await written();
    writeFileSync(join(out, manifest), `<<<<<<< HEAD\n${readFileSync(join(out, manifest), 'utf8')}`);
    await expectRefused(out, 'CW5004');
    await expectRefused(out, 'CW5004', { force: true });
  });

  test('a path that leads out of the folder', async () => {
    const out = join(temporaryFolder(), 'out');
    expect((await write(out, { '../outside.ts': 'x' })).codes).toEqual(['CW5002']);
  });

  test('links inside the folder, to a file and to a folder', async () => {
    const elsewhere = temporaryFolder();
    putTree(elsewhere, { 'index.ts': 'theirs' });
    for (const link of ['src/index.ts', 'src']) {
      const out = await written({ 'README.md': 'read me' });
      if (link !== 'src') mkdirSync(join(out, 'src'));
      symlinkSync(link === 'src' ? elsewhere : join(elsewhere, 'index.ts'), join(out, link));
      await expect(write(out, files)).resolves.toMatchObject({ codes: ['CW5009'], written: [] });
      expect(readTree(elsewhere)).toEqual({ 'index.ts': 'theirs' });
    }
  });

  test('records that are a link out of the folder', async () => {
    const elsewhere = temporaryFolder();
    const out = temporaryFolder();
    symlinkSync(elsewhere, join(out, '.clientwright'));
    expect((await write(out, files)).codes).toEqual(['CW5009']);
    expect(readTree(elsewhere)).toEqual({});
    expect(readlinkSync(join(out, '.clientwright'))).toBe(elsewhere);
  });
});

test('an output folder that is a link is followed and stays one', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'out'));
  expect((await write(join(folder, 'out'), files)).codes).toEqual([]);
  expect(readlinkSync(join(folder, 'out'))).toBe('real');
  expect(filesOf(join(folder, 'real'))).toEqual(files);
});

function refuseModels(path: string): void {
  if (!path.endsWith('models')) return;
  throw Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'access', path });
}

test('a folder that may not be changed is told before anything is', async () => {
  const out = await written();
  const before = readTree(out);
  const changed = Object.fromEntries(Object.keys(files).map((path) => [path, 'new']));
  const report = await write(out, changed, {
    fileSystem: { ...nodeFileSystem, requireWritable: refuseModels },
  });
  expect(report.codes).toEqual(['CW5012']);
  expect(report.messages[0]).toMatch(/^Permission denied \(EACCES\) at src\/models/);
  expect(readTree(out)).toEqual(before);
});

describe('the lock', () => {
  const lock = '.clientwright/lock';
  const changed = { ...files, 'src/index.ts': 'new index' };

  test('of a live process stops a second run', async () => {
    const out = await written();
    // Process 1 lives as long as the machine.
    putTree(out, { [lock]: '{"pid":1,"started":null}' });
    expect((await write(out, changed)).codes).toEqual(['CW5011']);
    expect(filesOf(out)['src/index.ts']).toBe('index');
  });

  test.each([
    ['a dead process', '{"pid":2147483646,"started":"1"}'],
    ['an earlier process of the same id', '{"pid":1,"started":"before the flood"}'],
    ['ourselves, in an earlier life', JSON.stringify(ownIdentity())],
    ['nobody: it is torn', '{"pi'],
    ['nobody: it is no lock', '{"pid":-1}'],
  ])('of %s is taken away', async (_, text) => {
    const out = await written();
    putTree(out, { [lock]: text, [`${lock}.12345`]: text });
    expect((await write(out, changed)).codes).toEqual([]);
    expect(filesOf(out)).toEqual(changed);
  });
});

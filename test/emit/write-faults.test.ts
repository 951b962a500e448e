import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { recover } from '../../generator/emit/write-recover.ts';
import { caselessFileSystem } from './caseless-file-system.ts';
import { fastFileSystem, type Fault, faultyFileSystem, Killed } from './faulty-file-system.ts';
import { putTree, readTree, temporaryFolder, type Tree, write } from './output-folder.ts';

const oldFiles: Tree = {
  'README.md': 'unchanged',
  'src/index.ts': 'old index',
  'src/models/pet.ts': 'old pet',
  'src/models/Toy.ts': 'toy',
  'src/gone.ts': 'gone',
  'src/old/only.ts': 'the only file of its folder',
  'src/shop': 'a file where a folder comes',
  '.clientwright/names.json': '{}',
};
const newFiles: Tree = {
  'README.md': 'unchanged',
  'src/index.ts': 'new index',
  'src/models/pet.ts': 'new pet',
  'src/models/toy.ts': 'toy',
  'src/shop/orders.ts': 'new orders',
  'src/new/deep/file.ts': 'in new folders',
  '.clientwright/names.json': '{"a":"b"}',
};
const foreign: Tree = { 'notes.txt': 'mine', 'src/old-notes/mine.ts': 'mine too' };

async function folderWith(files: Tree): Promise<string> {
  const out = join(temporaryFolder(), 'out');
  await write(out, files);
  putTree(out, foreign);
  return out;
}

/** Each case starts from a copy of the same tree, because making one takes longer than a whole case. */
async function startFrom(
  kind: 'old files' | 'nothing',
): Promise<{ start: () => string; before: Tree; after: Tree }> {
  const base = temporaryFolder();
  const template = kind === 'old files' ? await folderWith(oldFiles) : null;
  let copies = 0;
  const start = (): string => {
    copies += 1;
    const out = join(base, String(copies), 'out');
    if (template !== null) cpSync(template, out, { recursive: true });
    return out;
  };
  const done = start();
  await write(done, newFiles);
  return { start, before: template === null ? {} : readTree(template), after: readTree(done) };
}

function treeOrNothing(out: string): Tree {
  try {
    return readTree(out);
  } catch {
    return {};
  }
}

async function operationsOf(out: string, fault: Fault = 'kill'): Promise<number> {
  const fileSystem = faultyFileSystem(fault, 0);
  expect((await write(out, newFiles, { fileSystem })).codes).toEqual([]);
  return fileSystem.operations();
}

async function recovered(out: string): Promise<Tree> {
  const diagnostics = new DiagnosticCollector();
  await recover(out, diagnostics, fastFileSystem());
  expect(diagnostics.all).toEqual([]);
  return treeOrNothing(out);
}

interface Case {
  readonly kind: 'old files' | 'nothing';
  readonly deaths: readonly Fault[];
  readonly failures: readonly Fault[];
}

/** Over nothing there are the same steps and fewer of them: the sharper one of each is enough. */
const cases: readonly Case[] = [
  { kind: 'old files', deaths: ['kill', 'tear'], failures: ['ENOSPC', 'EIO'] },
  { kind: 'nothing', deaths: ['tear'], failures: ['EIO'] },
];

describe.each(cases)('over $kind', ({ kind, deaths, failures }) => {
  test.each(deaths)('a %s at any operation leaves the whole old or the whole new tree', async (fault) => {
    const { start, before, after } = await startFrom(kind);
    const seen = { old: 0, new: 0 };
    const total = await operationsOf(start());
    for (let at = 1; at <= total; at += 1) {
      const out = start();
      await expect(write(out, newFiles, { fileSystem: faultyFileSystem(fault, at) })).rejects.toThrow(Killed);
      expectManifestLast(treeOrNothing(out), after);
      const tree = await recovered(out);
      const isNew = tree['src/index.ts'] === newFiles['src/index.ts'];
      seen[isNew ? 'new' : 'old'] += 1;
      expect(tree, `operation ${at}`).toEqual(isNew ? after : before);
      expect((await write(out, newFiles, { fileSystem: fastFileSystem() })).codes).toEqual([]);
      expect(readTree(out), `operation ${at}, written again`).toEqual(after);
    }
    expect(seen.old).toBeGreaterThan(10);
    expect(seen.new).toBeGreaterThan(10);
  });

  test('a run that starts over without recovering gives the new tree too', async () => {
    const { start, after } = await startFrom(kind);
    const total = await operationsOf(start());
    for (let at = 1; at <= total; at += 1) {
      const out = start();
      await expect(write(out, newFiles, { fileSystem: faultyFileSystem('kill', at) })).rejects.toThrow(
        Killed,
      );
      expect((await write(out, newFiles, { fileSystem: fastFileSystem() })).codes, `operation ${at}`).toEqual(
        [],
      );
      await recover(out, new DiagnosticCollector(), fastFileSystem());
      expect(readTree(out), `operation ${at}`).toEqual(after);
    }
  });

  test.each(failures)('%s at any operation leaves the old tree, and is reported', async (fault) => {
    const { start, before, after } = await startFrom(kind);
    const total = await operationsOf(start(), fault);
    for (let at = 1; at <= total; at += 1) {
      const out = start();
      const { codes, messages } = await write(out, newFiles, { fileSystem: faultyFileSystem(fault, at) });
      // A failure after the last file is in place concerns only what is tidied up, which is tried again.
      if (codes.length > 0) expect(messages[0]).toContain(fault);
      expect(codes.filter((code) => code !== 'CW5012')).toEqual([]);
      expect(treeOrNothing(out), `operation ${at}, ${String(codes)}`).toEqual(
        codes.length === 0 ? after : before,
      );
      expect((await write(out, newFiles, { fileSystem: fastFileSystem() })).codes).toEqual([]);
      expect(readTree(out)).toEqual(after);
    }
  });

  test('a disk that is full from any operation on leaves the old tree', async () => {
    const { start, before, after } = await startFrom(kind);
    const total = await operationsOf(start(), 'full');
    for (let at = 1; at <= total; at += 1) {
      const out = start();
      const { codes } = await write(out, newFiles, { fileSystem: faultyFileSystem('full', at) });
      expect(treeOrNothing(out), `operation ${at}, ${String(codes)}`).toEqual(
        codes.length === 0 ? after : before,
      );
    }
  });
});

test('a folder in new folders leaves none of them after a failure', async () => {
  const base = temporaryFolder();
  for (let at = 1; at <= 8; at += 1) {
    const out = join(base, String(at), 'deep', 'out');
    const { codes } = await write(out, newFiles, { fileSystem: faultyFileSystem('full', at) });
    expect(codes).toEqual(['CW5012']);
    expect(treeOrNothing(base), `operation ${at}`).toEqual({});
  }
});

/** Whoever finds the new manifest finds the new files, even before a recovery. */
function expectManifestLast(tree: Tree, after: Tree): void {
  const manifest = '.clientwright/manifest.json';
  if (tree[manifest] !== after[manifest]) return;
  const isOurs = (path: string): boolean => path === manifest || !path.startsWith('.clientwright/');
  const files = (whole: Tree): Tree =>
    Object.fromEntries(
      Object.entries(whole).filter(([path, text]) => isOurs(path) && text !== '<empty folder>'),
    );
  expect(files(tree)).toEqual(files(after));
}

test('a death after a failure leaves the old or the new tree too', async () => {
  const { start, before, after } = await startFrom('old files');
  const total = await operationsOf(start());
  for (let at = 1; at <= total; at += 1) {
    for (let later = 1; later <= 6; later += 1) {
      const out = start();
      const fileSystem = faultyFileSystem('ENOSPC', at, later);
      await write(out, newFiles, { fileSystem }).catch(() => undefined);
      const tree = await recovered(out);
      const isNew = tree['src/index.ts'] === newFiles['src/index.ts'];
      expect(tree, `failure ${at}, death ${later} later`).toEqual(isNew ? after : before);
    }
  }
});

test('a death while finishing an interrupted write is itself recovered from', async () => {
  const { start, after } = await startFrom('old files');
  const total = await operationsOf(start());
  const halfWay = Math.floor(total * 0.7);
  for (let at = 1; at <= total; at += 1) {
    const out = start();
    await expect(write(out, newFiles, { fileSystem: faultyFileSystem('kill', halfWay) })).rejects.toThrow(
      Killed,
    );
    const dying = faultyFileSystem('kill', at);
    const died = await recover(out, new DiagnosticCollector(), dying).then(
      () => false,
      () => true,
    );
    expect(await recovered(out), `operation ${at}`).toEqual(after);
    if (!died) return expect(at).toBeGreaterThan(10);
  }
  throw new Error('recover never came to its end');
});

test.each(['pet', 'new pet'])(
  'on a disk without case, a file renamed by case is never lost (%s)',
  async (text) => {
    const base = temporaryFolder();
    const [before, after] = [{ 'src/Pet.ts': 'pet' }, { 'src/pet.ts': text }];
    for (let at = 1; ; at += 1) {
      const out = join(base, String(at));
      await write(out, before, { fileSystem: caselessFileSystem(fastFileSystem(), out) });
      const start = readTree(out);
      const dying = faultyFileSystem('kill', at);
      const died = await write(out, after, { fileSystem: caselessFileSystem(dying, out) }).then(
        ({ codes }) => codes.length > 0,
        () => true,
      );
      const diagnostics = new DiagnosticCollector();
      await recover(out, diagnostics, caselessFileSystem(fastFileSystem(), out));
      expect(diagnostics.all, `operation ${at}`).toEqual([]);
      const tree = readTree(out);
      if (!('src/pet.ts' in tree)) expect(tree, `operation ${at}`).toEqual(start);
      else expect(tree['src/pet.ts'], `operation ${at}`).toBe(text);
      if (!died) return expect('src/pet.ts' in tree).toBe(true);
    }
  },
);

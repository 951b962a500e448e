import { execFile } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { edited } from '../diff/edited.ts';
import { shop } from '../review/shop.ts';
import { root } from '../support/generated-package.ts';
import { folderWith, type RunAnswer } from './run-main.ts';
import { notesTemplate } from './notes-template.ts';

const configuration = (rest = ''): string =>
  `import { notes } from './notes.mjs';\nexport default { spec: 'specs/api.json', out: 'out', templates: [notes]${rest} };\n`;

let folder: string;

async function git(...words: readonly string[]): Promise<void> {
  await promisify(execFile)('git', [...words], { cwd: folder });
}

type Answer = Pick<RunAnswer, 'code' | 'stdout' | 'stderr'>;

/** A process of its own, as Node reads a module once. */
function clientwright(...words: readonly string[]): Promise<Answer> {
  const script = join(root, 'generator/cli/bin.ts');
  return new Promise((done) => {
    const all = ['--conditions=clientwright-source', script, ...words];
    execFile(process.execPath, all, { cwd: folder }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(join(folder, file), text);
}

const note = { '/components/schemas/Line/properties/note': { type: 'string' } };

async function updateDocument(): Promise<void> {
  await write('specs/api.json', JSON.stringify(edited(shop, note), null, 2));
}

/** Causes of the hunks, each once, with the first detail. */
function causesIn({ stdout }: Answer): ReadonlyMap<string, string> {
  const lines = [...stdout.matchAll(/^ {2}\S+ {2}(\w+): (.*)$/gm)].toReversed();
  return new Map(lines.map(([, cause = '', detail = '']) => [cause, detail]));
}

/** A repository with a generated package, of which each test changes a copy. */
let committed: string;

beforeAll(async () => {
  committed = await folderWith({
    'clientwright.config.mjs': configuration(),
    'notes.mjs': notesTemplate('One.'),
    'specs/api.json': JSON.stringify(shop, null, 2),
  });
  folder = committed;
  await clientwright('generate');
  await git('init', '--quiet');
  await git('add', '--all');
  await git('-c', 'user.email=a@example.com', '-c', 'user.name=A', 'commit', '--quiet', '--message', 'first');
});

beforeEach(async () => {
  folder = await folderWith({});
  await cp(committed, folder, { recursive: true });
});

describe('check --explain', () => {
  test('has nothing to explain where nothing changed', async () => {
    const answer = await clientwright('check', '--explain');
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining('no difference since HEAD') });
  });

  test('ties hunks to the change of the document, also after the package was generated', async () => {
    await updateDocument();
    const before = await clientwright('check', '--explain');
    expect(before.code).toBe(1);
    expect([...causesIn(before).keys()]).toEqual(['document']);
    expect(before.stdout).toMatch(
      /src\/models\/line\.ts {2}document: Line note: Property added, string \(specs\/api\.json:\d+\)/,
    );
    await clientwright('generate');
    const after = await clientwright('check', '--explain', '--spec-only');
    expect(after.code).toBe(0);
    expect([...causesIn(after).keys()]).toEqual(['document']);
  });

  test('names a template, the configuration and an edit by hand', async () => {
    await write('notes.mjs', notesTemplate('Two.'));
    expect(causesIn(await clientwright('check', '--explain')).get('template')).toBe('notes.mjs changed');
    await write('notes.mjs', notesTemplate('One.'));
    await write('clientwright.config.mjs', configuration(`, name: '@acme/shop'`));
    const configured = causesIn(await clientwright('check', '--explain'));
    expect([...configured]).toEqual([['configuration', 'clientwright.config.mjs changed']]);
    await write('clientwright.config.mjs', configuration());
    await write('out/NOTES.md', 'Mine.\n');
    expect([...causesIn(await clientwright('check', '--explain')).keys()]).toEqual(['edit']);
  });

  test('names another version of the generator', async () => {
    const file = 'out/.clientwright/manifest.json';
    const manifest = await readFile(join(folder, file), 'utf8');
    await write(file, manifest.replace(/clientwright@[\d.]+/, 'clientwright@0.0.1'));
    await write('out/API.md', `# Older\n`);
    await git(
      '-c',
      'user.email=a@example.com',
      '-c',
      'user.name=A',
      'commit',
      '--quiet',
      '--all',
      '--message',
      'old',
    );
    const causes = causesIn(await clientwright('check', '--explain'));
    expect(causes.get('generator')).toContain('written by clientwright@0.0.1; this is clientwright@');
  });

  test('finds the document under its former name, and leaves out an overlay that came later', async () => {
    await write('specs/api-2.json', JSON.stringify(edited(shop, note), null, 2));
    await rm(join(folder, 'specs/api.json'));
    await write(
      'specs/overlay.json',
      JSON.stringify({
        overlay: '1.0.0',
        info: { title: 'Ours', version: '1' },
        actions: [{ target: '$.info', update: { title: 'Our shop' } }],
      }),
    );
    const rest = configuration(`, overlays: ['specs/overlay.json']`);
    await write('clientwright.config.mjs', rest.replace('specs/api.json', 'specs/api-2.json'));
    const causes = causesIn(await clientwright('check', '--explain'));
    expect([...causes.keys()]).toEqual(['document']);
    const { stdout } = await clientwright('diff', '--quiet');
    expect(stdout).toContain('0 source, 0 wire, 0 soft, 1 info');
  });

  test('names a name that was changed in the ledger', async () => {
    const file = 'out/.clientwright/names.json';
    const ledger = await readFile(join(folder, file), 'utf8');
    await write(file, ledger.replace('"Line"', '"OrderLine"'));
    await clientwright('generate');
    expect([...causesIn(await clientwright('check', '--explain')).keys()]).toEqual(['ledger']);
  });
});

test('check --spec-only refuses a mixture of the document and anything else', async () => {
  await write('notes.mjs', notesTemplate('Two.'));
  await clientwright('generate');
  expect((await clientwright('check', '--spec-only')).code).toBe(0);
  await updateDocument();
  await clientwright('generate');
  const mixed = await clientwright('check', '--spec-only');
  expect(mixed.code).toBe(1);
  expect(mixed.stdout).toContain('mixed causes: commit the change of the document by itself');
});

test('a revision that there is not is an answer', async () => {
  const answer = await clientwright('check', '--explain', '--since', 'nowhere');
  expect(answer.code).toBe(1);
  expect(answer.stderr).toContain('error CW6014 Cannot read "git:nowhere"');
});

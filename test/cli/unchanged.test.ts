/** A run that would change nothing ends before the stages are loaded, and says what the last run said. */
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../generator/dry-run.ts';
import { generate } from '../../generator/generate.ts';
import { edited } from '../diff/edited.ts';
import { shop } from '../review/shop.ts';
import { folderWith, runMain, type RunAnswer } from './run-main.ts';
import { notesTemplate } from './notes-template.ts';

const document = edited(shop, { '/components/schemas/Line/properties/other': { $ref: 'other.json' } });

const files: Readonly<Record<string, string>> = {
  'clientwright.config.json':
    '{ "spec": "specs/api.json", "out": "out", "overlays": ["specs/overlay.json"] }',
  'specs/api.json': JSON.stringify(document),
  'specs/other.json': '{ "type": "string", "x-odd": 1, "enum": [] }',
  'specs/overlay.json': JSON.stringify({
    overlay: '1.0.0',
    info: { title: 'O', version: '1' },
    actions: [{ target: '$.info', update: { description: 'It sells.' } }],
  }),
  'node_modules/.keep': '',
};

let cwd: string;

function run(...words: readonly string[]): Promise<RunAnswer> {
  return runMain(words, { cwd, pipeline: { generate, check } });
}

const withoutTime = (text: string): string => text.replace(/\(\d+\.\d s\)/, '(# s)');

describe('a run after one that left the whole package', () => {
  let first: RunAnswer;
  beforeAll(async () => {
    cwd = await folderWith(files);
    await run('generate');
    await rm(join(cwd, 'node_modules/.cache'), { recursive: true });
    first = await run('generate');
  });

  test('says the same without the stages, warnings and counts too', async () => {
    expect(first).toMatchObject({ code: 0, loaded: true, stderr: expect.stringContaining('CW2002') });
    const second = await run('generate');
    expect(second.loaded).toBe(false);
    expect(withoutTime(second.stdout)).toBe(withoutTime(first.stdout));
    expect(second.stderr).toBe(first.stderr);
  });

  test('is the same for check', async () => {
    const checked = await run('check');
    expect(checked).toMatchObject({ code: 0, loaded: false, stdout: expect.stringContaining('up to date') });
  });

  test('is made where files are to be written over', async () => {
    expect((await run('generate', '--force')).loaded).toBe(true);
  });

  test.each([
    ['the document', 'specs/api.json', (text: string) => text.replace('"Line"', '"Line" ')],
    ['a file that it refers to', 'specs/other.json', (text: string) => text.replace('1', '2')],
    ['an overlay', 'specs/overlay.json', (text: string) => text.replace('sells', 'sold')],
    ['an option', 'clientwright.config.json', (text: string) => text.replace('{', '{ "enums": "closed",')],
    ['a generated file', 'out/src/models/line.ts', (text: string) => `${text}\n`],
    ['the ledger', 'out/.clientwright/names.json', (text: string) => text.replace('"Line"', '"OrderLine"')],
    ['the manifest', 'out/.clientwright/manifest.json', (text: string) => text.replace('@0', '@1')],
  ])('is made where %s has changed', async (_, file, edit) => {
    const path = join(cwd, file);
    const text = await readFile(path, 'utf8');
    expect(edit(text)).not.toBe(text);
    await writeFile(path, edit(text));
    expect((await run('check')).loaded).toBe(true);
    await writeFile(path, text);
    await run('check');
    expect((await run('check')).loaded).toBe(false);
  });

  test('is made where a generated file is gone', async () => {
    const path = join(cwd, 'out/src/models/line.ts');
    const text = await readFile(path, 'utf8');
    await rm(path);
    expect(await run('check')).toMatchObject({ code: 1, loaded: true });
    await writeFile(path, text);
  });

  test('is made where a folder of the package is a link', async () => {
    const folder = join(cwd, 'out/src/models');
    await rename(folder, join(cwd, 'elsewhere'));
    await symlink(join(cwd, 'elsewhere'), folder);
    expect((await run('check')).loaded).toBe(true);
    await rm(folder);
    await rename(join(cwd, 'elsewhere'), folder);
  });

  test('is made where the record cannot be read', async () => {
    const records = join(cwd, 'node_modules/.cache/clientwright');
    const [name = ''] = (await readdir(records)).filter((one) => one.startsWith('run'));
    await writeFile(join(records, name), '{');
    expect((await run('check')).loaded).toBe(true);
    expect((await run('check')).loaded).toBe(false);
  });
});

describe('a template of the project', () => {
  const config = `import { notes } from './notes.mjs';\nexport default { spec: 'specs/api.json', out: 'out', templates: [notes] };\n`;

  async function projectWith(text: string): Promise<void> {
    cwd = await folderWith({
      'clientwright.config.mjs': config,
      'notes.mjs': text,
      'specs/api.json': JSON.stringify(shop),
    });
    await mkdir(join(cwd, 'node_modules'));
    expect((await run('generate')).code).toBe(0);
  }

  test('is an input, with the modules that it consists of', async () => {
    await projectWith(notesTemplate('One.'));
    expect((await run('generate')).loaded).toBe(false);
    await writeFile(join(cwd, 'notes.mjs'), notesTemplate('Two.'));
    expect((await run('check')).loaded).toBe(true);
  });

  test.each([
    `import { readFileSync } from 'node:fs';\nvoid readFileSync;\n`,
    `import { parse } from 'yaml';\n`,
    `const name = process.env['NAME'];\nvoid name;\n`,
    `const load = (name) => import(name);\nvoid load;\n`,
  ])('that may depend on more makes every run: %j', async (head) => {
    await projectWith(notesTemplate('One.'));
    await writeFile(join(cwd, 'notes.mjs'), `${head}${notesTemplate('One.')}`);
    await run('check');
    expect((await run('check')).loaded).toBe(true);
  });
});

describe('a configuration of which nothing has changed', () => {
  const config = `import { out } from './out.mjs';\nexport default { spec: 'specs/api.json', out };\n`;
  const project = {
    'clientwright.config.mjs': config,
    'out.mjs': `export const out = 'out';\n`,
    'package.json': '{}',
    'specs/api.json': JSON.stringify(shop),
    'node_modules/.keep': '',
  };
  const change = (file: string, text: string): Promise<void> => writeFile(join(cwd, file), text);

  beforeAll(async () => {
    cwd = await folderWith(project);
    await run('generate');
  });

  test('is not evaluated', async () => {
    expect(await run('generate')).toMatchObject({ code: 0, loaded: false, evaluated: false });
  });

  test('is evaluated for another command line', async () => {
    expect(await run('check', '--strict')).toMatchObject({ code: 0, evaluated: true });
    expect(await run('check', '--strict')).toMatchObject({ code: 0, evaluated: false });
    expect(await run('check', '--strict=false')).toMatchObject({ code: 0, evaluated: true });
  });

  test('is evaluated where its package, or the code that Node.js loads before it, is another', async () => {
    await change('package.json', '{ "type": "commonjs" }');
    expect((await run('check')).evaluated).toBe(true);
    const env = { NODE_OPTIONS: '--import=./other.mjs' };
    expect((await runMain(['check'], { cwd, pipeline: { generate, check }, env })).evaluated).toBe(true);
    await change('package.json', project['package.json']);
    await run('check');
    expect((await run('check')).evaluated).toBe(false);
  });

  test.each([
    ['itself', 'clientwright.config.mjs', `${config}\n`],
    ['a module that it imports', 'out.mjs', `export const out = 'out';\n\n`],
    ['a file that comes before it', 'clientwright.config.js', config],
    ['the document', 'specs/api.json', JSON.stringify(shop, null, 1)],
  ])('is evaluated where %s has changed', async (_, file, text) => {
    await change(file, text);
    expect((await run('check')).evaluated).toBe(true);
    expect((await run('check')).evaluated).toBe(false);
  });

  test.each([
    `process.env['OUT']`,
    `globalThis['pro' + 'cess'].env['OUT']`,
    `[]['constructor']['constructor']('return 1')()`,
    `\\u0070rocess.env['OUT']`,
    `Math.random() > 2`,
    `new Intl.DateTimeFormat().resolvedOptions().locale`,
    `import.meta.env`,
    `(await import('node:os')).hostname()`,
    `(await import(['node', 'os'].join(':'))).hostname()`,
  ])('is evaluated where it may be another: %s', async (expression) => {
    await change('out.mjs', `void (${expression});\nexport const out = 'out';\n`);
    await run('check');
    expect(await run('check')).toMatchObject({ loaded: false, evaluated: true });
  });
});

test('a package of a workspace is remembered with the packages of the workspace', async () => {
  const { 'node_modules/.keep': _, ...others } = files;
  const inPackage = Object.entries(others).map(([path, text]) => [`packages/shop/${path}`, text]);
  const root = await folderWith({
    ...Object.fromEntries(inPackage),
    'package.json': '{ "workspaces": ["packages/*"] }',
    'node_modules/.package-lock.json': '{}',
  });
  cwd = join(root, 'packages/shop');
  expect((await run('generate')).loaded).toBe(true);
  expect((await run('generate')).loaded).toBe(false);
  await writeFile(join(root, 'node_modules/.package-lock.json'), '{ "packages": {} }');
  expect((await run('generate')).loaded).toBe(true);
});

test('without node_modules nothing is remembered', async () => {
  const { 'node_modules/.keep': _, ...others } = files;
  cwd = await folderWith(others);
  await run('generate');
  expect((await run('generate')).loaded).toBe(true);
});

/** `dist/` of a package: what it consists of, when it is built again, and what cannot be built. */
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import { distFiles } from '../../generator/emit/dist.ts';
import { createManifest, hashed } from '../../generator/emit/manifest.ts';
import type { EarlierRuns } from '../../generator/emit/format.ts';
import type { PreviousOutput } from '../../generator/emit/previous.ts';
import { sha256 } from '../../generator/emit/files.ts';
import { memoryWith } from './kept-in-memory.ts';
import { nothing, outputFiles, type Tree } from './output-folder.ts';

const named = (...paths: readonly string[]): string =>
  JSON.stringify({
    type: 'module',
    exports: Object.fromEntries(
      paths.map((path) => [`./${path}`, { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` }]),
    ),
  });

const pets: Tree = {
  'package.json': named('index', 'resources/pets', 'resources/owners'),
  'src/index.ts': `export { listPets } from './resources/pets.js';\nexport { listOwners } from './resources/owners.js';\n`,
  'src/resources/pets.ts': `import { send } from '../runtime/send.js';\n/** Lists pets. */\nexport function listPets(): string {\n  return send('pets');\n}\n`,
  'src/resources/owners.ts': `import { send } from '../runtime/send.js';\nexport const listOwners: () => string = () => send('owners');\n`,
  'src/runtime/send.ts': `export function send(path: string): string {\n  return \`sent \${path}\`;\n}\n`,
};

async function built(
  tree: Tree,
  { previous = nothing, memory = memoryWith() }: Partial<EarlierRuns> = {},
): Promise<Tree> {
  const diagnostics = new DiagnosticCollector();
  const files = await distFiles(outputFiles(tree), { previous, memory }, diagnostics);
  expect(diagnostics.all).toEqual([]);
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** As the runtime of generated packages marks constants. */
const pure = `export const send: (path: string) => string = /* @__PURE__ */ Object.freeze((path: string) => path);\n`;

async function faultsOf(tree: Tree): Promise<readonly string[]> {
  const diagnostics = new DiagnosticCollector();
  await distFiles(outputFiles(tree), { previous: nothing, memory: memoryWith() }, diagnostics);
  return diagnostics.all.map(({ code, message }) => `${code} ${message}`);
}

describe('dist/', () => {
  test('has a module for each export, chunks that they share, and a declaration for each source', async () => {
    expect(Object.keys(await built(pets))).toEqual([
      'dist/chunks/runtime.js',
      'dist/chunks/runtime.js.map',
      'dist/index.d.ts',
      'dist/index.js',
      'dist/resources/owners.d.ts',
      'dist/resources/owners.js',
      'dist/resources/owners.js.map',
      'dist/resources/pets.d.ts',
      'dist/resources/pets.js',
      'dist/resources/pets.js.map',
      'dist/runtime/send.d.ts',
    ]);
  });

  test('exports what the sources export, and nothing else', async () => {
    const folder = writeFiles({ ...pets, ...(await built(pets)) });
    const load = (path: string): Promise<object> => import(pathToFileURL(join(folder, path)).href);
    expect(Object.keys(await load('dist/index.js'))).toEqual(['listOwners', 'listPets']);
    expect(Object.keys(await load('dist/resources/pets.js'))).toEqual(['listPets']);
  });

  test('keeps documentation in declarations, and marks of purity in code', async () => {
    const source = `/** Doc. */\nexport const one: { n: number } = /* @__PURE__ */ Object.freeze({ n: 1 });\n`;
    const files = await built({ 'package.json': named('index'), 'src/index.ts': source });
    expect(files['dist/index.d.ts']).toBe('/** Doc. */\nexport declare const one: {\n\tn: number;\n};\n');
    expect(files['dist/index.js']).toContain('/* @__PURE__ */ Object.freeze');
    expect(files['dist/index.js']).not.toContain('Doc.');
  });

  test('has source maps that lead to the sources, and repeat none of them', async () => {
    const files = await built(pets);
    const map: unknown = JSON.parse(files['dist/chunks/runtime.js.map'] ?? '');
    expect(map).toMatchObject({ file: 'runtime.js', sources: ['../../src/runtime/send.ts'] });
    expect(map).not.toHaveProperty('sourcesContent');
    expect(files['dist/chunks/runtime.js']).toMatch(/\n\/\/# sourceMappingURL=runtime\.js\.map\n?$/);
  });

  test('imports packages as the sources do, and keeps imports for their effect', async () => {
    const files = await built({
      'package.json': named('index'),
      'src/index.ts': `import 'some-polyfill';\nimport './patch.js';\nexport { z } from 'zod';\n`,
      'src/patch.ts': `globalThis.name = 'patched';\nexport {};\n`,
    });
    expect(files['dist/index.js']).toContain('import "some-polyfill";');
    expect(files['dist/index.js']).toMatch(/import \{ z \} from "zod";/);
    expect(files['dist/index.js']).toContain('globalThis.name = "patched"');
  });

  test('also has commands, with their first line', async () => {
    const files = await built({
      'package.json': '{ "bin": { "pets": "./dist/cli.js" } }',
      'src/cli.ts': `#!/usr/bin/env node\nconsole.log('pets');\nexport {};\n`,
    });
    expect(files['dist/cli.js']).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('is absent where the package.json names no file in it', async () => {
    expect(await built({ 'package.json': '{ "exports": "./src/index.ts" }', 'src/index.ts': '' })).toEqual(
      {},
    );
    expect(await built({ 'src/index.ts': 'export {};' })).toEqual({});
  });

  test('is built again only where the code of a source, or its place, has changed', async () => {
    const memory = memoryWith();
    const whole = await built(pets, { memory });
    const previous = writtenWith(pets, whole);
    const send = pets['src/runtime/send.ts'] ?? '';
    const documented = {
      ...pets,
      'src/resources/pets.ts': (pets['src/resources/pets.ts'] ?? '').replace('Lists pets', 'Shows all pets'),
    };
    const rebuilt = await built(documented, { previous, memory });
    expect(rebuilt).toEqual(await built(documented));
    expect(rebuilt['dist/resources/pets.d.ts']).toContain('Shows all pets');
    expect(rebuilt['dist/resources/pets.js']).toBe(whole['dist/resources/pets.js']);
    const moved = { ...pets, 'src/runtime/send.ts': `/** Sends. */\n${send}` };
    expect(await built(moved, { previous, memory })).toEqual(await built(moved));
  });

  test.each([
    [
      'a source has changed',
      { ...pets, 'src/runtime/send.ts': `export const send = (path: string): string => path;\n` },
    ],
    [
      'an export was added',
      { ...pets, 'package.json': named('index', 'resources/pets', 'resources/owners', 'runtime/send') },
    ],
    ['a mark of purity has gone', { ...pets, 'src/runtime/send.ts': pure.replace('@__PURE__', 'no mark__') }],
  ])('is as if built from nothing if %s', async (_, changed) => {
    const memory = memoryWith();
    const before = { ...pets, 'src/runtime/send.ts': pure };
    const whole = await built(before, { memory });
    expect(await built(changed, { previous: writtenWith(before, whole), memory })).toEqual(
      await built(changed),
    );
  });

  test('is built again if a file of it was edited or removed, although the manifest fits', async () => {
    const memory = memoryWith();
    const whole = await built(pets, { memory });
    const { 'dist/index.js': removed = '', 'dist/index.d.ts': declared = '', ...rest } = whole;
    for (const onDisk of [
      rest,
      { ...whole, 'dist/index.js': `${removed}// edited` },
      { ...whole, 'dist/index.d.ts': `${declared}// edited` },
      { ...whole, 'dist/more.js': 'evil();' },
    ])
      expect(await built(pets, { previous: writtenWith(pets, onDisk), memory })).toEqual(whole);
  });

  test('is built again without a memory of it, whatever lies on disk', async () => {
    const evil = { ...(await built(pets)), 'dist/index.js': 'evil();' };
    expect(await built(pets, { previous: writtenWith(pets, evil) })).toEqual(await built(pets));
  });
});

describe('what cannot be built is an error that names the place', () => {
  test('an export without a source', async () => {
    expect(await faultsOf({ ...pets, 'package.json': named('index', 'absent') })).toEqual([
      'CW5018 The package.json names "dist/absent.js", and no source has that name.',
    ]);
  });

  test('an import that leads nowhere', async () => {
    const faults = await faultsOf({
      'package.json': named('index'),
      'src/index.ts': `export * from './gone.js';`,
    });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^CW5018 .*src\/index\.ts imports "\.\/gone\.js", which does not exist\./);
  });

  test('an export whose type only a compiler can derive', async () => {
    const source = `const one = (): number => 1;\nexport const two = one() + one();\n`;
    const faults = await faultsOf({ 'package.json': named('index'), 'src/index.ts': source });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^CW5017 src\/index\.ts: .*--isolatedDeclarations/);
  });

  test('a file outside the sources, which is never read', async () => {
    const source = `export * from '../../../../../../etc/hostname.js';`;
    const [fault = ''] = await faultsOf({ 'package.json': named('index'), 'src/index.ts': source });
    expect(fault).toMatch(/^CW5018 .*which does not exist\./);
  });
});

/** The output of a run that wrote these files. */
function writtenWith(sources: Tree, dist: Tree): PreviousOutput {
  const head = { generator: 'test', spec: { file: 'spec.json', sha256: sha256('') }, toolHash: '' };
  const ofDist = outputFiles(dist).map((file) => ({ ...file, isBuilt: true }));
  const manifest = createManifest(head, hashed([...outputFiles(sources), ...ofDist]));
  const texts = Object.entries({ ...sources, ...dist });
  return {
    ...nothing,
    manifest,
    files: new Map(texts.map(([path, text]) => [path, { text, sha256: sha256(text) }])),
  };
}

function writeFiles(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), 'clientwright-dist-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

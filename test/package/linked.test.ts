/** What is generated is used where it lies: linked into a project, built or as sources. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatePackage, root } from '../support/generated-package.ts';
import { runCommand } from './run-command.ts';

const compiler = join(root, 'node_modules/typescript/bin/tsc');
const use = `
import { createClient } from '@artu/workflows';
import { retrieve } from '@artu/workflows/workflows/executions';
console.log([typeof createClient, retrieve.operation().id].join());
`;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'clientwright-linked-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A project whose package lies beside its sources, linked as npm links workspaces and folders. */
async function projectWith(importExtension: 'js' | 'ts'): Promise<{ project: string; folder: string }> {
  const project = join(home, importExtension);
  const folder = join(project, 'generated/workflows');
  const { files } = await generatePackage({
    spec: await readFile(join(root, 'specs/workflows.json'), 'utf8'),
    options: { packageName: '@artu/workflows', importExtension },
  });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await mkdir(join(project, 'node_modules/@artu'), { recursive: true });
  await symlink(folder, join(project, 'node_modules/@artu/workflows'), 'junction');
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await writeFile(join(project, 'use.ts'), use);
  return { project, folder };
}

const compilerOptions = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  module: 'nodenext',
  types: [],
  strict: true,
  outDir: 'out',
};

async function compileUse(project: string, options: object): Promise<void> {
  const config = { compilerOptions: { ...compilerOptions, ...options }, files: ['use.ts'] };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
  await runCommand({ command: process.execPath, words: [compiler], cwd: project });
}

const run = (project: string, file: string): Promise<string> =>
  runCommand({ command: process.execPath, words: ['--no-warnings', file], cwd: project });

const printed = 'function,workflows.executions.retrieve\n';

describe('a package that is compiled', () => {
  test('is built where it lies, and its project uses the build', async () => {
    const { project, folder } = await projectWith('js');
    await runCommand({ command: process.execPath, words: [compiler], cwd: folder });
    await compileUse(project, {});
    expect(await run(project, 'out/use.js')).toBe(printed);
    const words = ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'];
    const packed = await runCommand({ command: 'npm', words, cwd: folder });
    expect(packed).toContain('dist/index.js');
    expect(packed).not.toContain('.gitignore');
  });
});

describe('a package whose imports end in .ts', () => {
  test('has no fault by its own options, and runs as it is', async () => {
    const { project, folder } = await projectWith('ts');
    await runCommand({ command: process.execPath, words: [compiler], cwd: folder });
    expect(await run(project, 'use.ts')).toBe(printed);
    await compileUse(project, { rewriteRelativeImportExtensions: true });
    expect(await run(project, 'out/use.js')).toBe(printed);
  });
});

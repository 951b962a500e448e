import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'clientwright-package-'));
const installed = join(project, 'node_modules/clientwright');
const bin = join(installed, 'dist/generator/cli/bin.js');

beforeAll(() => {
  const archive = pack();
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components=1']);
  for (const name of runtimeDependencies()) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  cpSync(join(root, 'specs'), join(project, 'specs'), { recursive: true });
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the packed package', () => {
  test('holds what is built, its documents, and the run-time modules as they are', () => {
    const files = filesIn(installed);
    expect([...new Set(files.map((file) => file.split('/')[0]))].toSorted()).toEqual(
      expect.arrayContaining(['LICENSE', 'dist', 'docs', 'package.json']),
    );
    const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
    const copied = readdirSync(join(root, 'templates/runtime/files')).filter((file) => file.endsWith('.ts'));
    const built = sources.filter((file) => !file.startsWith('examples/'));
    expect(built).toEqual(copied.map((file) => `dist/templates/runtime/files/${file}`).toSorted());
  });

  test('names no folder of the machine that built it', () => {
    const telling = filesIn(installed).filter((file) =>
      readFileSync(join(installed, file), 'utf8').includes(root),
    );
    expect(telling).toEqual([]);
  });

  test('can be run', () => {
    expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(bin).mode & 0o111).not.toBe(0);
    expect(run('--version').trim()).toBe(versionOf(installed));
  });

  test('generates what the sources generate, and finds it up to date', () => {
    const ask = [
      '--spec',
      'specs/workflows.json',
      '--overlay',
      'specs/workflows.overlay.yaml',
      '--name',
      '@artu/workflows',
    ];
    run('generate', ...ask, '--out', 'packed');
    runSources('generate', ...ask, '--out', 'sources');
    expect(treeOf(join(project, 'packed'))).toEqual(treeOf(join(project, 'sources')));
    expect(Object.keys(treeOf(join(project, 'packed')))).toContain('src/index.ts');
    expect(run('check', ...ask, '--out', 'packed')).not.toContain('error');
  });

  test('is configured by a TypeScript file that imports it by name', () => {
    writeFileSync(
      join(project, 'clientwright.config.ts'),
      `import { defineConfig } from 'clientwright';\nimport { models } from 'clientwright/templates';\n\n` +
        `export default defineConfig({ spec: 'specs/workflows.json', out: 'configured', templates: [models()] });\n`,
    );
    run('generate');
    expect(Object.keys(treeOf(join(project, 'configured')))).toContain('src/index.ts');
  });

  test.each(['typescript', 'typescript-6.0', 'typescript-5.9'])(
    'has types that %s understands',
    (compiler) => {
      writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
      writeFileSync(join(project, 'use.ts'), use);
      expect(output(process.execPath, [join(root, 'node_modules', compiler, 'bin/tsc')])).toBe('');
    },
  );
});

const compilerOptions = {
  ...{ strict: true, noEmit: true, module: 'nodenext', target: 'es2022', types: [] },
  lib: ['es2024', 'dom', 'dom.iterable', 'esnext.disposable'],
};

const use = `
import { defineConfig, defineTemplate, generate, type Api } from 'clientwright';
import { builtInTemplates } from 'clientwright/templates';

export const config = defineConfig({ spec: 'a.json', out: 'b' });
export const count: number = builtInTemplates().length;
export const operations = (api: Api): number => api.operations.length;
export const run: typeof generate = generate;
export const define: typeof defineTemplate = defineTemplate;
// @ts-expect-error these are no names of templates
export const wrong: string = builtInTemplates();
`;

function pack(): string {
  const [line] = output('npm', ['pack', '--silent', '--pack-destination', project], root)
    .trim()
    .split('\n')
    .slice(-1);
  return join(project, line ?? '');
}

/** What `npm install` would bring along; a dependency of development that is needed after all would be missed. */
function runtimeDependencies(): readonly string[] {
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const packages = Object.entries<{ dev?: boolean; optional?: boolean }>(
    Reflect.get(Object(lock), 'packages'),
  );
  const isTop = (path: string): boolean => path.lastIndexOf('node_modules/') === 0;
  return packages
    .filter(([path, { dev = false }]) => isTop(path) && !dev)
    .map(([path]) => path.slice('node_modules/'.length));
}

function run(...words: readonly string[]): string {
  return output(process.execPath, [bin, ...words]);
}

function runSources(...words: readonly string[]): string {
  return output(process.execPath, [
    '--conditions=clientwright-source',
    join(root, 'generator/cli/bin.ts'),
    ...words,
  ]);
}

/** Fails with all that the process said. */
function output(command: string, words: readonly string[], cwd: string = project): string {
  try {
    return execFileSync(command, words, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const said = ['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name)));
    throw new Error(`${command} ${words.join(' ')}\n${said.join('')}`, { cause: error });
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

function treeOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

function versionOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return String(Reflect.get(Object(manifest), 'version'));
}

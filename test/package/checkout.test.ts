/** A fresh checkout of a project, whose ignore file has `dist/`: after the install alone, the client compiles and runs. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Files, generatePackage, root } from '../support/generated-package.ts';
import { runCommand } from './run-command.ts';
import { installWords } from './registry.ts';

const compiler = join(root, 'node_modules/typescript/bin/tsc');
const name = '@artu/workflows';
const folder = 'generated/workflows';

let home: string;
let pnpm: string | null;
let files: Files;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'clientwright-checkout-'));
  files = await generated();
  pnpm = await fetchedPnpm();
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function generated(previous: Files = new Map(), edit = (text: string): string => text): Promise<Files> {
  const spec = edit(await readFile(join(root, 'specs/workflows.json'), 'utf8'));
  const options = { packageName: name, build: true };
  return (await generatePackage({ spec, previous, options })).files;
}

/** Fetched: a dependency of this repository would be one for its own tests only. */
async function fetchedPnpm(): Promise<string | null> {
  const cwd = join(home, 'pnpm');
  await write(cwd, { 'package.json': '{ "private": true }' });
  const words = [...installWords, 'pnpm@12.21.0'];
  return runCommand({ command: 'npm', words, cwd }).then(
    () => join(cwd, 'node_modules/.bin/pnpm'),
    () => null,
  );
}

interface Project {
  readonly manager: 'npm' | 'pnpm';
  readonly manifest: object;
  /** Writes the lock file, from which the checkout is installed. */
  readonly lock: readonly string[];
  readonly install: readonly string[];
  /** `true`: the folder is linked, so that a new version of it needs no install. */
  readonly isLinked: boolean;
}

const npm = { manager: 'npm', lock: ['install', '--package-lock-only'], isLinked: true } as const;
const pnpmOptions = { manager: 'pnpm', lock: ['install', '--lockfile-only'] } as const;
const frozen = ['install', '--frozen-lockfile', '--offline'];

const projects: Readonly<Record<string, Project>> = {
  'npm, a workspace': { ...npm, manifest: { workspaces: ['generated/*'] }, install: ['ci'] },
  'npm, a folder': { ...npm, manifest: { dependencies: { [name]: `file:${folder}` } }, install: ['ci'] },
  'npm, without scripts and tools': {
    ...npm,
    manifest: { dependencies: { [name]: `file:${folder}` } },
    install: ['ci', '--ignore-scripts', '--omit=dev'],
  },
  'pnpm, a workspace': {
    ...pnpmOptions,
    manifest: { dependencies: { [name]: 'workspace:*' } },
    install: frozen,
    isLinked: true,
  },
  'pnpm, a folder': {
    ...pnpmOptions,
    manifest: { dependencies: { [name]: `link:${folder}` } },
    install: frozen,
    isLinked: true,
  },
  'pnpm, a copy of a folder': {
    ...pnpmOptions,
    manifest: { dependencies: { [name]: `file:${folder}` } },
    install: frozen,
    isLinked: false,
  },
};

describe.each(Object.entries(projects))('%s', (title, project) => {
  test('a fresh checkout works after the install', async (context) => {
    if (project.manager === 'pnpm' && pnpm === null) return context.skip('the registry cannot be reached');
    const repository = await committed(title, project);
    const checkout = `${repository}-checkout`;
    await runCommand({ command: 'git', words: ['clone', '-q', repository, checkout], cwd: home });
    await runManager(project, project.install, checkout);
    expect(await compiledAndRun(checkout)).toBe('function,workflows.executions.retrieve\n');
    if (project.isLinked) await expectNewTypesAtOnce(checkout);
  });
});

/** A repository with the package, as `git add --all` commits it. */
async function committed(title: string, { manifest, ...project }: Project): Promise<string> {
  const repository = join(home, title.replaceAll(/\W+/g, '-'));
  await write(repository, {
    '.gitignore': 'node_modules/\ndist/\nout/\n',
    'package.json': JSON.stringify({ name: 'project', private: true, type: 'module', ...manifest }),
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['use.ts'] }),
    'use.ts': use,
    ...(project.manager === 'pnpm' ? { 'pnpm-workspace.yaml': 'packages:\n  - generated/*\n' } : {}),
  });
  await writePackage(repository, files);
  await runManager({ manifest, ...project }, project.lock, repository);
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  for (const words of [
    ['init', '-q'],
    ['add', '--all'],
    [...author, 'commit', '-q', '-m', 'all'],
  ])
    await runCommand({ command: 'git', words, cwd: repository });
  return repository;
}

function runManager({ manager }: Project, words: readonly string[], cwd: string): Promise<string> {
  const quiet = manager === 'npm' ? ['--no-audit', '--no-fund', '--silent'] : ['--silent'];
  return runCommand({ command: manager === 'npm' ? 'npm' : (pnpm ?? ''), words: [...words, ...quiet], cwd });
}

const use = `
import { createClient } from '@artu/workflows';
import { retrieve } from '@artu/workflows/workflows/executions';
console.log([typeof createClient, retrieve.operation().id].join());
`;

const compilerOptions = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  module: 'nodenext',
  types: [],
  strict: true,
  outDir: 'out',
};

async function compiledAndRun(cwd: string): Promise<string> {
  await runCommand({ command: process.execPath, words: [compiler], cwd });
  return runCommand({ command: process.execPath, words: ['--no-warnings', 'out/use.js'], cwd });
}

/** The document gets another operation; the project installs and builds nothing. */
async function expectNewTypesAtOnce(checkout: string): Promise<void> {
  const later = `
    import { cancel } from '@artu/workflows/workflows/executions';
    console.log(cancel.operation().id);
    // @ts-expect-error an id is a string
    void ((transport: never) => cancel(transport, { id: 7 }));`;
  await write(checkout, { 'use.ts': later });
  await expect(compiledAndRun(checkout)).rejects.toThrow("no exported member 'cancel'");
  await writePackage(checkout, await generated(files, withCancel));
  expect(await compiledAndRun(checkout)).toBe('workflows.executions.cancel\n');
}

function withCancel(text: string): string {
  const document = JSON.parse(text) as { paths: Record<string, object> };
  const path = '/workflows/executions/{id}';
  const cancel = {
    operationId: 'workflows.executions.cancel',
    tags: ['workflows'],
    responses: { 204: { description: 'Done.' } },
  };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  document.paths[`${path}/cancel`] = { post: { ...cancel, parameters: [id] } };
  return JSON.stringify(document);
}

async function writePackage(project: string, written: Files): Promise<void> {
  const at = join(project, folder);
  await rm(at, { recursive: true, force: true });
  await write(at, Object.fromEntries(written));
}

async function write(at: string, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(at, path)), { recursive: true });
    await writeFile(join(at, path), text);
  }
}

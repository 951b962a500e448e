/** What is generated is published and installed: no tool finds fault with it, and every kind of project can use it (132 and 134 of the checklist). */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/generated-package.ts';
import { packClient, type PackedClient } from './packed-client.ts';
import { runCommand } from './run-command.ts';
import { installWords } from './registry.ts';

let home: string;
let artu: PackedClient;
let hotel: PackedClient;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'clientwright-published-'));
  artu = await packClient({
    name: '@artu/workflows',
    spec: 'specs/workflows.json',
    overlay: 'specs/workflows.overlay.yaml',
    folder: join(home, 'artu'),
  });
  hotel = await packClient({
    name: '@example/hotel',
    spec: 'test/fixtures/pet-hotel/spec.yaml',
    folder: join(home, 'hotel'),
  });
  await install([artu, hotel]);
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** As a package manager does it, in a project whose files a test writes. */
async function install(clients: readonly PackedClient[]): Promise<void> {
  for (const { name, path } of clients) {
    const folder = join(home, 'project/node_modules', name);
    await mkdir(folder, { recursive: true });
    await runCommand({
      command: 'tar',
      words: ['-xzf', path, '-C', folder, '--strip-components=1'],
      cwd: home,
    });
  }
  await writeFile(join(home, 'project/package.json'), '{ "type": "module" }');
}

describe.each(['artu', 'hotel'] as const)('the packed package of %s', (which) => {
  const client = (): PackedClient => (which === 'artu' ? artu : hotel);

  test('has nothing that publint finds fault with', async () => {
    const tarball = await bytesOf(client());
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages).toEqual([]);
  });

  test('has types that belong to its modules, wherever modules are known', async () => {
    const data = new Uint8Array(await bytesOf(client()));
    const result = await checkPackage(createPackageFromTarballData(data));
    const problems = result.types === false ? ['no types'] : result.problems.filter(isNoChoiceOfOurs);
    expect(problems).toEqual([]);
  });

  test('needs nothing that has to be installed, and runs nothing when it is', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(client().folder, 'package.json'), 'utf8'));
    for (const name of ['dependencies', 'peerDependencies', 'optionalDependencies'])
      expect(manifest).not.toHaveProperty(name);
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest).not.toHaveProperty(['scripts', name]);
  });
});

/** docs/decisions: ES modules alone; neither a resolver without `exports` nor a `require` without modules. */
function isNoChoiceOfOurs(problem: object): boolean {
  const resolution: unknown = Reflect.get(problem, 'resolutionKind');
  return resolution !== 'node10' && resolution !== 'node16-cjs';
}

async function bytesOf({ path }: PackedClient): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}

const use = `
import { ApiStatusError, WorkflowExecution, createClient, type RequestOptions } from '@artu/workflows';
import { retrieve, type RetrieveParameters } from '@artu/workflows/workflows/executions';
import { isErrorOf, type ErrorOf } from '@example/hotel';
import { create, type CreateErrors } from '@example/hotel/guests';

const artu = createClient({ apiKey: 'sk', environment: 'test' });
export const run = async (parameters: RetrieveParameters, options?: RequestOptions): Promise<string> => {
  const execution: WorkflowExecution = await artu.workflows.executions.retrieve(parameters, options);
  const done = await artu.workflows.executions.waitUntilCompleted(parameters, { maxWaitMs: 1000 });
  const status: 'completed' = done.status;
  return status + execution.id + retrieve.operation().id;
};
export function explain(error: unknown): number | undefined {
  if (isErrorOf(create, error) && error.status === 409) return error.body?.existing;
  // @ts-expect-error another status has another body
  if (isErrorOf(create, error) && error.status === 503) return error.body?.existing;
  return error instanceof ApiStatusError ? error.status : undefined;
}
export type Failure = ErrorOf<typeof create>;
export const conflict: CreateErrors['409'] | undefined = undefined;
// @ts-expect-error an id is a string
void artu.workflows.executions.retrieve({ id: 7 });
`;

const resolutions = [
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

/** With every declaration file looked at too. */
const compilerOptions = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  types: [],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};

async function compileUse(tsc: string, options: object): Promise<string> {
  const cwd = join(home, 'project');
  await writeFile(join(cwd, 'use.ts'), use);
  const config = { compilerOptions: { ...compilerOptions, ...options }, files: ['use.ts'] };
  await writeFile(join(cwd, 'tsconfig.json'), JSON.stringify(config));
  return runCommand({ command: process.execPath, words: [tsc], cwd });
}

describe.each(resolutions)('a project with moduleResolution $moduleResolution', (resolution) => {
  test.each(['typescript', 'typescript-6.0', 'typescript-5.9'])('compiles with %s', async (compiler) => {
    const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
    expect(await compileUse(tsc, resolution)).toBe('');
  });
});

describe.each([
  { version: '5.7.2', skipLibCheck: false },
  { version: '5.4.5', skipLibCheck: true },
  { version: '5.0.4', skipLibCheck: true },
])('a project with TypeScript $version', ({ version, skipLibCheck }) => {
  /** Fetched, as beside the current ones it would be taken for `tsc`. */
  async function fetched(): Promise<string | null> {
    const cwd = join(home, `typescript-${version}`);
    await mkdir(cwd, { recursive: true });
    await writeFile(join(cwd, 'package.json'), '{ "private": true }');
    const install = { command: 'npm', words: [...installWords, `typescript@${version}`], cwd };
    const isThere = await runCommand(install).then(
      () => true,
      () => false,
    );
    return isThere ? join(cwd, 'node_modules/typescript/bin/tsc') : null;
  }

  test(`compiles, where libraries are ${skipLibCheck ? 'not ' : ''}checked`, async (context) => {
    const tsc = await fetched();
    if (tsc === null) return context.skip('the registry cannot be reached');
    const lib = ['es2022', 'dom', 'dom.iterable'];
    for (const resolution of resolutions)
      expect(await compileUse(tsc, { ...resolution, lib, skipLibCheck })).toBe('');
  });
});

describe('at run time', () => {
  const print = `
    const { createClient, ApiError, WorkflowExecution } = artu;
    const client = createClient({ apiKey: 'sk', environment: 'test', fetch: async () => new Response('{}', { status: 404 }) });
    client.workflows.executions.retrieve({ id: '018f2f3e-0000-7000-8000-000000000000' }).catch((error) => {
      console.log([error instanceof ApiError, error.status, typeof WorkflowExecution.parse, typeof one.retrieve].join());
    });`;

  test.each([
    ['import', 'run.mjs', `import * as artu from '@artu/workflows';`, `import * as one from`],
    ['require, of CommonJS', 'run.cjs', `const artu = require('@artu/workflows');`, null],
  ])('it is there for %s', async (_, file, all, importOne) => {
    const subpath = `'@artu/workflows/workflows/executions'`;
    const one = importOne === null ? `const one = require(${subpath});` : `${importOne} ${subpath};`;
    const cwd = join(home, 'project');
    await writeFile(join(cwd, file), `${all}\n${one}\n${print}`);
    const printed = await runCommand({ command: process.execPath, words: ['--no-warnings', file], cwd });
    expect(printed.trim()).toBe('true,404,function,function');
  });
});

/** Templates that are npm packages: `init` adds them, and a run compares their contract with its own. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractChanges, contractVersion } from '../../generator/template/template.ts';
import { root } from '../support/generated-package.ts';
import { folderWith, runMain } from './run-main.ts';

const fixture = join(import.meta.dirname, '../fixtures/template-package');
const name = 'clientwright-template-urls';

const spec = JSON.stringify({
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1.0.0' },
  servers: [{ url: 'https://pets.example' }],
  paths: {
    '/pets': { get: { operationId: 'pets.list', responses: { 204: { description: 'None.' } } } },
  },
});

/** A project that has installed clientwright and the template. */
async function project(contract = contractVersion): Promise<string> {
  const cwd = await folderWith({ 'pets.json': spec, 'package.json': '{\n  "type": "module"\n}\n' });
  await mkdir(join(cwd, 'node_modules'));
  await symlink(root, join(cwd, 'node_modules/clientwright'));
  await cp(fixture, join(cwd, 'node_modules', name), { recursive: true });
  const index = join(cwd, 'node_modules', name, 'index.js');
  const text = await readFile(index, 'utf8');
  await writeFile(index, text.replace('contract: 2', `contract: ${contract}`));
  return cwd;
}

interface Outcome {
  readonly code: number;
  readonly stderr: string;
}

/** The command as a process of its own: Node finds packages from the folder of the project. */
function run(cwd: string, ...words: readonly string[]): Promise<Outcome> {
  const bin = join(root, 'generator/cli/bin.ts');
  const args = ['--conditions=clientwright-source', bin, ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd }, (error, _stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stderr }),
    );
  });
}

describe('init --template', () => {
  it('adds the import and the dependency, and the first run uses the template', async () => {
    const cwd = await project();
    const { code } = await run(cwd, 'init', '--spec', 'pets.json', '--template', name);
    expect(code).toBe(0);
    expect(await readFile(join(cwd, 'clientwright.config.ts'), 'utf8')).toBe(
      `import { defineConfig } from 'clientwright';
import urls from 'clientwright-template-urls';

export default defineConfig({
  spec: 'pets.json',
  out: 'generated/pets',
  templates: [urls()],
});
`,
    );
    expect(JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'))).toMatchObject({
      devDependencies: { [name]: '^1.2.0' },
    });
    expect(await run(cwd, 'generate', '--strict')).toMatchObject({ code: 0 });
    expect(await readFile(join(cwd, 'generated/pets/src/urls.ts'), 'utf8')).toBe(
      `export const operationUrls = ['/pets'] as const;\n`,
    );
  });

  it('takes a version range, names imports apart, and keeps a dependency that exists', async () => {
    const manifest = '{ "type": "module", "dependencies": { "@b/urls": "1.0.0" } }';
    const cwd = await folderWith({ 'pets.json': spec, 'package.json': manifest });
    const words = ['init', '--spec', 'pets.json', '--template', '@a/urls@~2.0.0', '--template', '@b/urls'];
    expect((await runMain(words, { cwd })).code).toBe(0);
    const config = await readFile(join(cwd, 'clientwright.config.ts'), 'utf8');
    expect(config).toContain(`import urls from '@a/urls';\nimport urls2 from '@b/urls';\n`);
    expect(config).toContain('templates: [urls(), urls2()],');
    expect(JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'))).toMatchObject({
      dependencies: { '@b/urls': '1.0.0' },
      devDependencies: { '@a/urls': '~2.0.0' },
    });
  });

  it('refuses what is no name of a package', async () => {
    const cwd = await folderWith({ 'pets.json': spec });
    const answer = await runMain(['init', '--spec', 'pets.json', '--template', './urls.ts'], { cwd });
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('"./urls.ts" is not a valid npm package name.');
  });
});

describe('the contract of an installed template', () => {
  const words = ['init', '--spec', 'pets.json', '--template', name] as const;

  it('is older: a warning lists what may break it', async () => {
    const cwd = await project(1);
    await run(cwd, ...words);
    const { code, stderr } = await run(cwd, 'generate', '--verbose');
    expect(code).toBe(0);
    expect(stderr).toContain('CW4014');
    for (const { kind, change, version } of contractChanges)
      if (kind !== 'added' && version > 1) expect(stderr.replaceAll(/\s+/g, ' ')).toContain(change);
  });

  it('is newer: an error, and nothing is written', async () => {
    const cwd = await project(contractVersion + 1);
    await run(cwd, ...words);
    const { code, stderr } = await run(cwd, 'generate');
    expect(code).not.toBe(0);
    expect(stderr).toContain('CW4015');
  });

  it('has a list of changes that ends with the current version', () => {
    const versions = contractChanges.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.at(-1)).toBe(contractVersion);
  });
});

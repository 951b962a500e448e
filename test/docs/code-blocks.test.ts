import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockErrors, writeBlocks } from './block-files.ts';
import { allPages, codeBlocks, readPage, root } from './pages.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clientwright-docs-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('TypeScript in the documentation', () => {
  it('compiles, against the real exports and the generated package', async () => {
    await expect(blockErrors(allPages(), join(folder, 'all'))).resolves.toEqual([]);
  });

  it('is found to be wrong where it is', async () => {
    const text = [
      '```ts',
      `import { createClient } from '@artu/workflows';`,
      `const artu = createClient({ apiKey: 'sk', environment: 'test' });`,
      '```',
      '```ts',
      'await artu.workflows.executions.retreive({ id });',
      '```',
    ].join('\n');
    const errors = await blockErrors([{ path: 'wrong.md', text }], join(folder, 'wrong'));
    expect(errors).toEqual([expect.stringContaining(`Property 'retreive' does not exist`)]);
  });
});

describe('the template of 20 lines', () => {
  const page = readPage('templates/README.md');
  const [block] = codeBlocks(page);

  it('has no more', () => {
    expect(block?.text).toContain('export const operationIds = defineTemplate(');
    expect(block?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });

  it('runs, and makes what the page says it makes', async () => {
    await writeBlocks(page, folder);
    await mkdir(join(folder, 'node_modules'));
    await symlink(root, join(folder, 'node_modules/clientwright'), 'junction');
    const script = join(folder, 'templates-README-md/run.ts');
    await writeFile(script, runText);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=clientwright-source',
      script,
    ]);
    const [, promised] = /toBe\(`(.+)\\n`\)/.exec(page.text) ?? [];
    expect(stdout).toBe(`${promised}\n`);
  });
});

const runText = `
import { testTemplate } from 'clientwright';
import { operationIds } from './operation-ids.ts';

const paths = { '/pets': { get: { operationId: 'pets.list', responses: { 204: { description: 'None.' } } } } };
const spec = { openapi: '3.1.1', info: { title: 'Pets', version: '1.0.0' }, paths };
const { files } = await testTemplate(operationIds, JSON.stringify(spec));
process.stdout.write(files.get('src/operation-ids.ts') ?? 'no such file');
`;

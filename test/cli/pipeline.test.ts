import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, readApi } from '../../generator/dry-run.ts';
import { generate } from '../../generator/generate.ts';
import { folderWith, runMain } from './run-main.ts';

const pipeline = { generate, check, readApi };
const words = ['--spec', 'api.json', '--out', 'generated/pets'];

const spec = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.0.0' },
  servers: [{ url: 'https://pets.example.com' }],
  paths: {
    '/pets/{id}': {
      get: {
        operationId: 'pets.retrieve',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'A pet.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
  },
};

describe('the whole street', () => {
  it('generates, leaves alone what is up to date, and finds what was edited or has moved on', async () => {
    const cwd = await folderWith({ 'api.json': JSON.stringify(spec) });
    const first = await runMain(['generate', ...words], { cwd, pipeline });
    expect(first.stderr).not.toContain('CW');
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: \d+ files written, 0 unchanged/),
    });

    const second = await runMain(['generate', ...words], { cwd, pipeline });
    expect(second.stdout).toMatch(/: 0 files written, \d+ unchanged, 0 removed/);
    expect((await runMain(['check', ...words], { cwd, pipeline })).code).toBe(0);

    const entry = join(cwd, 'generated/pets/src/index.ts');
    const committed = await readFile(entry, 'utf8');
    await appendFile(entry, '// by hand\n');
    const edited = await runMain(['check', ...words], { cwd, pipeline });
    expect(edited).toMatchObject({ code: 1, stdout: expect.stringContaining('edited   src/index.ts') });
    expect(edited.stdout).toContain('-// by hand');
    await writeFile(entry, committed);

    await writeFile(join(cwd, 'api.json'), JSON.stringify(spec).replaceAll('"name"', '"title"'));
    const moved = await runMain(['check', ...words], { cwd, pipeline });
    expect(moved).toMatchObject({ code: 1, stdout: expect.stringContaining('outdated') });
  });

  it('prints the API model and writes nothing with --dump api', async () => {
    const cwd = await folderWith({ 'api.json': JSON.stringify(spec) });
    const { code, stdout } = await runMain(['generate', ...words, '--dump', 'api'], { cwd, pipeline });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ operations: [{ id: 'pets.retrieve' }] });
    await expect(readFile(join(cwd, 'generated/pets/src/index.ts'))).rejects.toThrow('ENOENT');
  });

  it('shows a fault of the document with its line, and exits 1', async () => {
    const cwd = await folderWith({ 'api.json': '{\n  "openapi": "3.1.0",\n  oops\n}\n' });
    const { code, stderr } = await runMain(['generate', ...words], { cwd, pipeline });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^api\.json:3:3 error CW1\d{3} /);
    expect(stderr).toContain('> 3 |   oops\n');
  });
});

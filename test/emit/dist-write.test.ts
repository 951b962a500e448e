/** `dist/` in the output folder: replaced whenever it differs, told by `check`, and removed with the option. */
import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../generator/dry-run.ts';
import { generate } from '../../generator/generate.ts';
import type { GenerateOptions } from '../../generator/options.ts';
import { defaults, readAll } from '../support/generated-package.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.0.0' },
  servers: [{ url: 'https://pets.example' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'pets.list',
        tags: ['Pets'],
        responses: {
          200: {
            description: 'Pets.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    },
  },
  components: { schemas: { Pet: { type: 'object', properties: { name: { type: 'string' } } } } },
};

let home: string;
let options: GenerateOptions;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'clientwright-dist-write-'));
  options = { ...defaults, spec: 'spec.json', workingDirectory: home, build: true };
  await writeFile(join(home, 'spec.json'), JSON.stringify(document));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A folder of its own for each test, written by one run. */
async function written(out: string, more: Partial<GenerateOptions> = {}): Promise<GenerateOptions> {
  const own = { ...options, out, ...more };
  expect((await generate(own)).ok).toBe(true);
  return own;
}

async function put(out: string, path: string, text: string): Promise<void> {
  const file = join(home, out, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const codesOf = ({ diagnostics }: { diagnostics: readonly { code: string }[] }): readonly string[] =>
  diagnostics.map(({ code }) => code);

describe('a built package', () => {
  test('is up to date after the run, and the next run writes nothing', async () => {
    const own = await written('same');
    expect(await check(own)).toMatchObject({ ok: true, differences: [] });
    expect((await generate(own)).written).toEqual([]);
  });

  test('is stale if a file of dist/ was edited or removed, and the next run replaces it without `force`', async () => {
    const own = await written('edited');
    const before = await readAll(join(home, 'edited'));
    await put('edited', 'dist/index.js', 'edited');
    await rm(join(home, 'edited/dist/index.d.ts'));
    const { ok, differences } = await check(own);
    expect(ok).toBe(false);
    expect(differences).toEqual([
      { file: 'dist/index.d.ts', kind: 'missing', hunk: null },
      { file: 'dist/index.js', kind: 'edited', hunk: null },
    ]);
    expect((await generate(own)).written).toEqual(['dist/index.d.ts', 'dist/index.js']);
    expect(await readAll(join(home, 'edited'))).toEqual(before);
  });

  test('has new types after the run, and `check` lists the sources that differ, not what follows from them', async () => {
    const own = await written('changed');
    const schemas = { Pet: { type: 'object', properties: { nickname: { type: 'string' } } } };
    await writeFile(join(home, 'changed.json'), JSON.stringify({ ...document, components: { schemas } }));
    const changed = { ...own, spec: 'changed.json' };
    const files = (await check(changed)).differences.map(({ file }) => file);
    expect(files).toContain('src/models/pet.ts');
    expect(files.filter((file) => file.startsWith('dist/'))).toEqual([]);
    await generate(changed);
    expect(await readFile(join(home, 'changed/dist/models/pet.d.ts'), 'utf8')).toContain('nickname?: string');
    expect(await check(changed)).toMatchObject({ ok: true });
  });

  test('takes over the folder that a compiler wrote, and leaves files of others', async () => {
    await written('compiled', { build: false });
    const compiled = ['dist/index.js', 'dist/index.d.ts.map', 'dist/models/pet.js', 'dist/models/pet.js.map'];
    for (const path of [...compiled, 'dist/notes.txt', 'dist/other.js'])
      await put('compiled', path, 'compiled');
    const result = await generate({ ...options, out: 'compiled' });
    expect(codesOf(result)).toEqual([]);
    expect(result.removed).toEqual(['dist/index.d.ts.map', 'dist/models/pet.js', 'dist/models/pet.js.map']);
    const files = await readAll(join(home, 'compiled'));
    expect(files.get('dist/index.js')).not.toBe('compiled');
    expect(files.get('dist/notes.txt')).toBe('compiled');
    expect(files.get('dist/other.js')).toBe('compiled');
  });

  test('loses dist/ with the option, even if a compiler has written over it', async () => {
    const own = await written('off');
    await put('off', 'dist/index.js', 'compiled');
    const result = await generate({ ...own, build: false });
    expect(result.ok).toBe(true);
    expect([...(await readAll(join(home, 'off'))).keys()].filter((path) => path.startsWith('dist/'))).toEqual(
      [],
    );
  });

  test('is one in a merge of two branches only if both have built the same', async () => {
    const own = await written('merged');
    const path = join(home, 'merged/.clientwright/manifest.json');
    const text = await readFile(path, 'utf8');
    const line = /^ {2}"dist": .*$/m.exec(text)?.[0] ?? '';
    const other = line.replace(/"[0-9a-f]{64}"/, JSON.stringify('0'.repeat(64)));
    await writeFile(path, text.replace(line, `<<<<<<< ours\n${line}\n=======\n${other}\n>>>>>>> theirs`));
    const whole = await readAll(join(home, 'merged/dist'));
    expect((await generate(own)).written).toEqual(['.clientwright/manifest.json']);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readAll(join(home, 'merged/dist'))).toEqual(whole);
  });
});

test('the ignore file of the package puts dist/ back that the repository ignores', async () => {
  await written('ignored');
  expect(await readFile(join(home, 'ignored/.gitignore'), 'utf8')).toBe('!/dist/\n/node_modules/\n');
  await written('ignoring', { build: false });
  expect(await readFile(join(home, 'ignoring/.gitignore'), 'utf8')).toBe('/dist/\n/node_modules/\n');
});

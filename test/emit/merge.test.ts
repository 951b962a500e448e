/** Two branches that change the document in different places are merged by git, and generated from anew. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../generator/dry-run.ts';
import { generate } from '../../generator/generate.ts';
import type { CheckResult, GenerateOptions, GenerateResult } from '../../generator/options.ts';
import { defaults } from '../support/generated-package.ts';
import { readTree, temporaryFolder, type Tree } from './output-folder.ts';

const manifest = '.clientwright/manifest.json';
const ledger = '.clientwright/names.json';

type Models = Readonly<Record<string, readonly string[]>>;

/** Models with their properties, and an operation for each. */
function documentOf(models: Models): string {
  const answer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const paths = Object.keys(models).map((name) => [
    `/${name.toLowerCase()}s`,
    {
      get: {
        operationId: `${name.toLowerCase()}s.retrieve`,
        responses: {
          200: { description: 'ok', content: { 'application/json': { schema: answer(name) } } },
        },
      },
    },
  ]);
  const schemas = Object.entries(models).map(([name, properties]) => [
    name,
    { type: 'object', properties: Object.fromEntries(properties.map((key) => [key, { type: 'string' }])) },
  ]);
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example.com' }],
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(schemas) },
  });
}

const before: Models = { Cat: ['name'], Dog: ['name'] };
/** Both add a model at the same places of API.md, the entry and the ledger. */
const ours: Models = { ...before, Cat: ['age', 'name'], Horse: ['name'] };
const theirs: Models = { ...before, Dog: ['name', 'size'], Hound: ['name'] };
const merged: Models = { Cat: ['age', 'name'], Dog: ['name', 'size'], Horse: ['name'], Hound: ['name'] };

/** A repository with a package in it. */
class Repository {
  readonly folder: string = temporaryFolder();

  git(...words: readonly string[]): string {
    const config = [
      'user.name=a',
      'user.email=a@example.com',
      'commit.gpgSign=false',
      'init.defaultBranch=ours',
    ];
    const options = config.flatMap((entry) => ['-c', entry]);
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    return execFileSync('git', [...options, ...words], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  describe(models: Models): void {
    writeFileSync(join(this.folder, 'spec.json'), documentOf(models));
  }

  async commit(models: Models): Promise<void> {
    this.describe(models);
    if (!(await this.generate()).ok) throw new Error('the document of this test has to be generated from');
    this.git('add', '.');
    this.git('commit', '-m', 'generate');
  }

  generate(): Promise<GenerateResult> {
    return generate(this.#options);
  }

  check(): Promise<CheckResult> {
    return check(this.#options);
  }

  text(path: string): string {
    return readFileSync(join(this.folder, 'out', path), 'utf8');
  }

  tree(): Tree {
    return readTree(join(this.folder, 'out'));
  }

  get #options(): GenerateOptions {
    return { ...defaults, spec: 'spec.json', workingDirectory: this.folder };
  }
}

/** One branch merged into the other: the document is resolved, what is generated is as git has left it. */
async function mergedRepository(
  style: string,
  [into, from]: readonly ['ours' | 'theirs', 'ours' | 'theirs'],
) {
  const repository = new Repository();
  repository.git('init');
  await repository.commit(before);
  repository.git('branch', 'theirs');
  await repository.commit(ours);
  repository.git('checkout', 'theirs');
  await repository.commit(theirs);
  repository.git('checkout', into);
  expect(() => repository.git('-c', `merge.conflictStyle=${style}`, 'merge', from)).toThrow('merge');
  repository.describe(merged);
  return repository;
}

describe.each(['merge', 'diff3', 'zdiff3'])('a merge with conflicts in the style %s', (style) => {
  test('is found by check, and resolved by generate', async () => {
    const repository = await mergedRepository(style, ['ours', 'theirs']);
    for (const path of [manifest, ledger, 'API.md']) expect(repository.text(path)).toContain('<<<<<<< ');

    const { differences, diagnostics } = await repository.check();
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(differences.filter(({ kind }) => kind === 'conflict').map(({ file }) => file)).toEqual(
      expect.arrayContaining([manifest, ledger, 'API.md']),
    );
    expect(differences.map(({ kind }) => kind)).not.toContain('edited');

    const result = await repository.generate();
    expect(result.ok).toBe(true);
    expect(JSON.stringify(repository.tree())).not.toContain('<<<<<<<');
    expect((await repository.check()).ok).toBe(true);
  });
});

function withoutHistory({ 'CHANGES.md': _page, ...tree }: Tree): Tree {
  const records = (tree[manifest] ?? '').replace(/\s*"CHANGES\.md",\s*"[^"]*",/, '');
  return { ...tree, [manifest]: records };
}

test('what comes of it is the same whichever branch is merged into which, and what the document gives', async () => {
  const [one, other] = [
    await mergedRepository('merge', ['ours', 'theirs']),
    await mergedRepository('merge', ['theirs', 'ours']),
  ];
  const fresh = new Repository();
  fresh.describe(merged);
  for (const repository of [one, other, fresh]) await repository.generate();
  expect(one.tree()).toEqual(other.tree());
  // Only a package with a past has entries about it.
  expect(withoutHistory(one.tree())).toEqual(withoutHistory(fresh.tree()));
});

test('a merged file that is generated anew is told; a hand edit of another one still stops the run', async () => {
  const repository = await mergedRepository('merge', ['ours', 'theirs']);
  const edited = join(repository.folder, 'out', 'src/models/cat.ts');
  const text = readFileSync(edited, 'utf8');
  writeFileSync(edited, `${text}// by hand\n`);
  const refused = await repository.generate();
  expect(refused).toMatchObject({ ok: false, written: [] });
  expect(refused.diagnostics).toContainEqual(expect.objectContaining({ code: 'CW5010' }));

  writeFileSync(edited, text);
  const { diagnostics } = await repository.generate();
  expect(diagnostics.filter(({ code }) => code === 'CW5016').map(({ message }) => message)).toContain(
    'API.md was merged from two generated versions; regenerated.',
  );
});

async function renamedOnBoth(renames: Readonly<Record<'ours' | 'theirs', readonly [string, string]>>) {
  const repository = new Repository();
  repository.git('init');
  await repository.commit(before);
  repository.git('branch', 'theirs');
  for (const branch of ['ours', 'theirs'] as const) {
    repository.git('checkout', branch);
    const [from, to] = renames[branch];
    const text = repository.text(ledger).replaceAll(`"${from}"`, `"${to}"`);
    writeFileSync(join(repository.folder, 'out', ledger), text);
    await repository.commit(before);
  }
  expect(() => repository.git('merge', 'ours')).toThrow('merge');
  return repository;
}

test('names that people have chosen on either branch are kept', async () => {
  const repository = await renamedOnBoth({ ours: ['Cat', 'Tiger'], theirs: ['retrieve', 'load'] });
  expect((await repository.generate()).ok).toBe(true);
  expect(repository.text('API.md')).toContain(
    'load(parameters?: NoParameters, options?: RequestOptions): ApiPromise<Tiger>',
  );
});

test('where the branches call one thing differently, a person decides', async () => {
  const repository = await renamedOnBoth({ ours: ['Cat', 'Tiger'], theirs: ['Cat', 'Lion'] });
  const { ok, diagnostics } = await repository.generate();
  expect(ok).toBe(false);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([
    expect.objectContaining({
      code: 'CW3002',
      message: `${ledger} has two names for "model.type:#/components/schemas/Cat", "Lion" and "Tiger": remove the line of one.`,
      place: { file: `out/${ledger}`, pointer: '' },
    }),
  ]);
});

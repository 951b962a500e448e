import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, nothingDiffers, runMain } from './run-main.ts';

const words = ['check', '--spec', 'api.json', '--out', 'generated/api'];

const differs = {
  ...nothingDiffers,
  ok: false,
  differences: [
    { file: 'src/client.ts', kind: 'outdated', hunk: '@@ -1,1 +1,1 @@\n-old\u001B[2J\n+new\n' },
    { file: 'src/hand.ts', kind: 'edited', hunk: null },
    { file: 'src/gone.ts', kind: 'missing', hunk: null },
  ],
} as const;

describe('check', () => {
  it('exits 0 where the folder is what the spec gives', async () => {
    const answer = await runMain(words, {
      cwd: await folderWith({}),
      pipeline: { check: async () => nothingDiffers },
    });
    expect(answer.code).toBe(0);
    expect(answer.stdout).toMatch(/^generated\/api: up to date \(\d+\.\d s\)\n$/);
  });

  it('exits 1, names every file with its first hunk, and says what to do for each kind', async () => {
    const answer = await runMain(words, {
      cwd: await folderWith({}),
      pipeline: { check: async () => differs },
    });
    expect(answer.code).toBe(1);
    expect(answer.stdout).toBe(
      [
        'generated/api: 3 files differ from what api.json generates',
        '  outdated src/client.ts',
        '    @@ -1,1 +1,1 @@',
        '    -old\\u{1B}[2J',
        '    +new',
        '  edited   src/hand.ts',
        '  missing  src/gone.ts',
        'help Run `clientwright generate` and commit the result.',
        'help Move manual edits to the document, an overlay or a template. `clientwright generate --force` discards them.',
        '',
      ].join('\n'),
    );
  });

  it('says what to do about a merge, and that alone', async () => {
    const differences = [
      { file: '.clientwright/manifest.json', kind: 'conflict', hunk: null },
      { file: 'API.md', kind: 'outdated', hunk: null },
    ] as const;
    const answer = await runMain([...words, '--format', 'github'], {
      cwd: await folderWith({}),
      pipeline: { check: async () => ({ ...differs, differences }) },
    });
    expect(answer.stdout).toContain('  conflict .clientwright/manifest.json\n');
    expect(answer.stdout.match(/^help .*$/gm)).toEqual([
      'help Resolve the merge of the document and its overlays. Then run `clientwright generate`, which resolves the generated files, and commit the result.',
    ]);
    expect(answer.stderr).toContain('title=Generated file has merge conflicts::');
  });

  it('shows some hunks, many names, and how many more there are', async () => {
    const differences = Array.from({ length: 250 }, (_, index) => ({
      file: `src/${index}.ts`,
      kind: 'outdated' as const,
      hunk: `@@ hunk ${index} @@`,
    }));
    const { stdout } = await runMain(words, {
      cwd: await folderWith({}),
      pipeline: { check: async () => ({ ...differs, differences }) },
    });
    expect(stdout).toContain('250 files differ');
    expect(stdout.match(/@@ hunk/g)).toHaveLength(20);
    expect(stdout.match(/outdated src/g)).toHaveLength(200);
    expect(stdout).toContain('\n  and 50 more\n');
  });

  it('names the files even with --quiet: they are the problem', async () => {
    const answer = await runMain([...words, '--quiet'], {
      cwd: await folderWith({}),
      pipeline: { check: async () => differs },
    });
    expect(answer.code).toBe(1);
    expect(answer.stdout).toContain('src/client.ts');
  });

  it('annotates each file for a code host', async () => {
    const answer = await runMain([...words, '--format', 'github'], {
      cwd: await folderWith({}),
      pipeline: { check: async () => differs },
    });
    expect(answer.stderr).toContain(
      '::error file=generated/api/src/client.ts,title=Generated file is outdated::generated/api/src/client.ts differs',
    );
    expect(answer.stderr.match(/^::error /gm)).toHaveLength(3);
  });

  it('annotates from the root of the repository, wherever the step runs', async () => {
    const cwd = await folderWith({});
    const answer = await runMain([...words, '--format', 'github'], {
      cwd,
      env: { GITHUB_WORKSPACE: dirname(cwd) },
      pipeline: { check: async () => differs },
    });
    expect(answer.stderr).toContain(`file=${basename(cwd)}/generated/api/src/client.ts`);
  });

  it('sends no control or bidi character of a path to the terminal', async () => {
    const hostile = 'a\u001B[2J\u202Eb';
    const words = ['check', '--spec', hostile, '--out', hostile];
    for (const format of ['pretty', 'github', 'json']) {
      const answer = await runMain([...words, '--format', format], {
        cwd: await folderWith({}),
        pipeline: {
          check: async () => ({
            ...differs,
            differences: [{ file: hostile, kind: 'edited', hunk: hostile }],
          }),
        },
      });
      expect(`${answer.stdout}${answer.stderr}`.replaceAll('\n', '')).toMatch(/^[\x20-\x7E]+$/);
    }
  });

  it('gives the differences to a program', async () => {
    const answer = await runMain([...words, '--format', 'json'], {
      cwd: await folderWith({}),
      pipeline: { check: async () => differs },
    });
    expect(answer.code).toBe(1);
    const report: unknown = JSON.parse(answer.stdout);
    expect(report).toMatchObject({ ok: false, apis: [{ differences: differs.differences }] });
  });
});

import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../cli/run-main.ts';
import { edited } from '../diff/edited.ts';
import { shop } from '../review/shop.ts';
import { root } from '../support/generated-package.ts';
import { isThorough } from '../support/sample.ts';

const run = promisify(execFile);

/** A project in a repository, with stand-ins for `npx`, `npm` and `gh` in front of the path. */
interface Project {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

const updated = edited(shop, {
  '/components/schemas/Line/properties/note': { type: 'string' },
  '/components/schemas/Order/properties/payment': undefined,
});

async function projectWith(document: unknown): Promise<Project> {
  const folder = await folderWith({
    'clientwright.config.json': '{ "spec": "specs/api.json", "out": "generated/api" }',
    'specs/api.json': JSON.stringify(document, null, 2),
    '.gitignore': 'bin\n*.log\nreport.html\n',
  });
  await mkdir(join(folder, 'bin'));
  const bin = join(root, 'generator/cli/bin.ts');
  const tools = {
    npx: `#!/bin/sh\nshift\nexec "${process.execPath}" --conditions=clientwright-source "${bin}" "$@"\n`,
    npm: '#!/bin/sh\necho "npm $@" >> tools.log\n',
    gh: '#!/bin/sh\necho "gh $1 $2" >> tools.log\n[ "$2" != edit ]\n',
  };
  for (const [name, text] of Object.entries(tools)) {
    await writeFile(join(folder, 'bin', name), text);
    await chmod(join(folder, 'bin', name), 0o755);
  }
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    RUNNER_TEMP: join(folder, 'bin'),
    GITHUB_WORKSPACE: folder,
  };
  return { folder, env };
}

async function shell(
  project: Project,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; stdout: string }> {
  const { folder } = project;
  try {
    const { stdout } = await run('bash', ['-e', '-c', script], {
      cwd: folder,
      env: { ...project.env, ...env },
    });
    return { code: 0, stdout };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string }; // execFile rejects with these
    return { code: failed.code, stdout: `${failed.stdout}${failed.stderr}` };
  }
}

/** Commits the first version with its package, and has a remote to push to. */
async function committedProject(): Promise<Project> {
  const project = await projectWith(shop);
  const set = await shell(
    project,
    [
      'git init --quiet --initial-branch main',
      'git config user.email a@example.com && git config user.name A',
      'git init --quiet --bare bin/remote && git remote add origin bin/remote',
      'npx clientwright generate --quiet',
      'git add --all && git commit --quiet --message first',
    ].join('\n'),
  );
  expect(set).toMatchObject({ code: 0 });
  return project;
}

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function pageOf(name: string): Promise<unknown> {
  return parse(await readFile(join(root, 'docs/ci', name), 'utf8'));
}

/** Shell commands of the only job of a GitHub workflow. */
async function stepsOf(name: string): Promise<readonly string[]> {
  const page = (await pageOf(name)) as { jobs: Record<string, { steps: readonly Step[] }> }; // a page of ours
  return Object.values(page.jobs).flatMap(({ steps }) => steps.flatMap(({ run: script }) => script ?? []));
}

let base: string;
let project: Project;
beforeAll(async () => {
  project = await committedProject();
  base = (await shell(project, 'git rev-parse HEAD')).stdout.trim();
});

describe.runIf(isThorough)('the workflow that checks a pull request of GitHub', () => {
  test('comments the report, annotates, and fails where code breaks', async () => {
    await writeFile(join(project.folder, 'specs/api.json'), JSON.stringify(updated, null, 2));
    await shell(
      project,
      'npx clientwright generate --quiet && git add --all && git commit --quiet --message second',
    );
    const results = [];
    for (const step of await stepsOf('github-check.yml'))
      results.push(await shell(project, step, { BASE: base, NUMBER: '7' }));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 1]);
    expect(results.at(-1)?.stdout).toMatch(/^::error file=specs\/api\.json,line=\d+/m);
    const report = await readFile(join(project.folder, 'bin/report.md'), 'utf8');
    expect(report).toContain('## Shop: version bump **major**');
    expect(await readFile(join(project.folder, 'tools.log'), 'utf8')).toBe('npm ci\ngh pr comment\n');
  });
});

test.runIf(isThorough)(
  'the job of GitLab writes the report as an artifact, and fails where code breaks',
  async () => {
    const page = (await pageOf('gitlab.yml')) as Record<string, { script: readonly string[] }>; // a page of ours
    const results = [];
    for (const step of page['api-client']?.script ?? [])
      results.push(await shell(project, step, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base }));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 1]);
    expect(await readFile(join(project.folder, 'report.html'), 'utf8')).toContain(
      '<title>Shop: API changes</title>',
    );
  },
);

test.runIf(isThorough)(
  'the update of GitHub opens a pull request with the report, and does nothing without a change',
  async () => {
    const own = await committedProject();
    const [install = '', write = '', open = ''] = await stepsOf('github-update.yml');
    const steps = [install, write.replace('npx clientwright pull\n', ''), open];
    expect(write).toContain('npx clientwright pull\n'); // `test/cli/pull.test.ts` runs it against a server
    for (const step of steps) expect((await shell(own, step)).code).toBe(0);
    expect(await readFile(join(own.folder, 'tools.log'), 'utf8')).toBe('npm ci\n');
    await writeFile(join(own.folder, 'specs/api.json'), JSON.stringify(updated, null, 2));
    for (const step of steps) expect((await shell(own, step)).code).toBe(0);
    expect(await readFile(join(own.folder, 'tools.log'), 'utf8')).toBe(
      'npm ci\nnpm ci\ngh pr edit\ngh pr create\n',
    );
    const pushed = await shell(own, 'git -C bin/remote log --format=%s clientwright/update');
    expect(pushed.stdout).toBe('Update the API client\nfirst\n');
  },
);

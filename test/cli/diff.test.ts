import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { diff } from '../../generator/diff-run.ts';
import { generate } from '../../generator/generate.ts';
import { edited } from '../diff/edited.ts';
import { shop } from '../review/shop.ts';
import { folderWith, runMain, type RunAnswer } from './run-main.ts';

const updated = edited(shop, { '/components/schemas/Order/properties/payment': undefined });
const text = (document: unknown): string => JSON.stringify(document, null, 2);

let folder: string;

function run(...words: readonly string[]): Promise<RunAnswer> {
  return runMain(['diff', ...words], { cwd: folder, pipeline: { diff } });
}

beforeAll(async () => {
  folder = await folderWith({
    'clientwright.config.json': '{ "spec": "specs/api.json", "out": "out" }',
    'specs/api.json': text(shop),
    'other/specs/api.json': text(shop),
    'one/document.json': text(shop),
    'review.json': '{ "ignore": [{ "fingerprint": "a", "reason": "" }], "severities": {} }',
  });
  const git = (...words: readonly string[]) => promisify(execFile)('git', [...words], { cwd: folder });
  await git('init', '--quiet');
  await git('add', '--all');
  await git('-c', 'user.email=a@example.com', '-c', 'user.name=A', 'commit', '--quiet', '--message', 'one');
  await writeFile(join(folder, 'specs/api.json'), text(updated));
});

describe('diff', () => {
  test.each([
    ['the committed document', [], 'git:HEAD'],
    ['a revision', ['git:HEAD'], 'git:HEAD'],
    ['a file of a revision', ['git:HEAD:one/document.json'], 'git:HEAD:one/document.json'],
    ['a file', ['one/document.json'], 'one/document.json'],
    ['a folder with one document', ['one'], 'one/document.json'],
    ['another checkout', ['other'], 'other/specs/api.json'],
  ])('compares the working tree with %s', async (_what, words, name) => {
    const { code, stdout } = await run(...words, '--quiet');
    expect(code).toBe(0);
    expect(stdout).toContain('Shop: version bump major\n');
    expect(stdout).toContain(`compared          ${name} 1.0.0`);
    expect(stdout).toMatch(/with {14}specs\/api\.json 1\.0\.0/);
  });

  test('needs no configuration for two files', async () => {
    const bare = await folderWith({ 'old.json': text(shop), 'new.json': text(updated) });
    const answer = await runMain(['diff', 'old.json', 'new.json'], { cwd: bare, pipeline: { diff } });
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining('Order.payment') });
  });

  test.each([
    ['a package', '', 'out/src/models/order.ts'],
    ['sources of an application', ', "package": false', 'out/models/order.ts'],
  ])('names the line of a change in %s', async (_what, option, file) => {
    const config = `{ "spec": "new.json", "out": "out"${option} }`;
    const documents = { 'old.json': text(shop), 'new.json': text(shop) };
    const cwd = await folderWith({ 'clientwright.config.json': config, ...documents });
    expect((await runMain(['generate'], { cwd, pipeline: { generate } })).code).toBe(0);
    await writeFile(join(cwd, 'new.json'), text(updated));
    const { stdout } = await runMain(['diff', 'old.json', '--format', 'json'], { cwd, pipeline: { diff } });
    expect(stdout).toMatch(new RegExp(`"file": ?"${file}",\\s*"line": ?\\d`));
  });

  test('exits 1 for a severity that was asked for, and for no other', async () => {
    expect((await run('--fail-on', 'source')).code).toBe(1);
    expect((await run('--fail-on', 'wire')).code).toBe(0);
    expect((await run('--fail-on', 'wire', '--fail-on', 'soft')).code).toBe(1);
  });

  test('prints JSON with the verdicts, and `ok` as the exit code says', async () => {
    const { stdout } = await run('--format', 'json', '--fail-on', 'source');
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      diagnostics: [],
      apis: [{ api: null, report: { schemaVersion: 1, bump: 'major', code: 'breaks' } }],
    });
  });

  test.each([
    ['a revision that there is not', ['git:nowhere'], 'CW6014 Cannot read "git:nowhere"'],
    ['an option in place of a revision', ['git:--output=x'], 'CW6014 Cannot read "git:--output=x"'],
    ['a file that there is not', ['gone.json'], 'CW6014 "gone.json" does not exist.'],
    ['a third argument', ['a', 'b', 'c'], 'CW6001 Unexpected argument "c".'],
    ['a review file with faults', ['--review', 'review.json'], 'CW6015 Unknown key "severities".'],
  ])('refuses %s', async (_what, words, message) => {
    const { code, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(`error ${message}`);
  });
});

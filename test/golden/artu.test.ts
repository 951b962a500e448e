/** The committed ARTU package is what its document gives, and `check` sees when it is not. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { check, readApi } from '../../generator/dry-run.ts';
import { generate } from '../../generator/generate.ts';
import type { GenerateOptions } from '../../generator/options.ts';
import { runMain } from '../cli/run-main.ts';
import { defaults, readAll, root, withFolder, type Files } from '../support/generated-package.ts';

const inputs = ['specs/workflows.json', 'specs/workflows.overlay.yaml', 'clientwright.config.ts'];
const config = `export default ${JSON.stringify({
  spec: 'specs/workflows.json',
  overlays: ['specs/workflows.overlay.yaml'],
  out: 'generated/workflows',
  name: '@artu/workflows',
})};`;

let committed: Files;
let checkout: Files;

beforeAll(async () => {
  committed = await readAll(join(root, 'generated/workflows'));
  const texts = await Promise.all(inputs.slice(0, 2).map((path) => readFile(join(root, path), 'utf8')));
  checkout = new Map([
    ['package.json', '{ "type": "module" }'],
    ['clientwright.config.ts', config],
    ...texts.map((text, index): [string, string] => [inputs[index] ?? '', text]),
    ...[...committed].map(([path, text]): [string, string] => [`generated/workflows/${path}`, text]),
  ]);
});

const optionsIn = (workingDirectory: string): GenerateOptions => ({
  ...defaults,
  spec: 'specs/workflows.json',
  overlays: ['specs/workflows.overlay.yaml'],
  out: 'generated/workflows',
  packageName: '@artu/workflows',
  workingDirectory,
  build: true,
});

/** The checkout with one file another than it is. */
const checkoutWith = (path: string, change: (text: string) => string): Files => {
  const before = checkout.get(path);
  if (before === undefined) throw new Error(`no ${path}`);
  const after = change(before);
  if (after === before) throw new Error(`${path} was not changed`);
  return new Map([...checkout, [path, after]]);
};

const runCheck = (files: Files) =>
  withFolder(files, (cwd) => runMain(['check'], { cwd, pipeline: { generate, check, readApi } }));

describe('the committed package', () => {
  it('is what an empty folder gets, byte for byte', async () => {
    const inputsAlone = new Map([...checkout].filter(([path]) => !path.startsWith('generated/')));
    const made = await withFolder(inputsAlone, async (folder) => {
      const result = await generate(optionsIn(folder));
      return { result, files: await readAll(join(folder, 'generated/workflows')) };
    });
    expect(made.result.ok).toBe(true);
    expect(made.result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect([...made.files.keys()]).toEqual([...committed.keys()]);
    for (const [path, text] of committed) expect(made.files.get(path), path).toBe(text);
  });

  it('is left alone by a second run', async () => {
    const result = await withFolder(checkout, (folder) => generate(optionsIn(folder)));
    expect(result).toMatchObject({ ok: true, written: [], removed: [], unchanged: committed.size });
  });

  it('passes the check, which writes nothing', async () => {
    await withFolder(checkout, async (folder) => {
      expect(await check(optionsIn(folder))).toMatchObject({ ok: true, differences: [] });
      expect(await readAll(folder)).toEqual(new Map([...checkout].toSorted()));
    });
    expect((await runCheck(checkout)).code).toBe(0);
  });

  it('names the configuration that this repository commits', async () => {
    const { default: real } = await import('../../clientwright.config.ts');
    expect(`export default ${JSON.stringify(real)};`).toBe(config);
  });
});

describe('the check', () => {
  it('exits 1 and names the file after one changed byte', async () => {
    const path = 'src/models/workflow-execution.ts';
    const changed = checkoutWith(`generated/workflows/${path}`, (text) =>
      text.replace('alertIds: string[]', 'alertIds: string[]|0'),
    );
    const { code, stdout } = await runCheck(changed);
    expect(code).toBe(1);
    expect(stdout).toContain('1 file differs');
    expect(stdout).toContain(`edited   ${path}`);
    expect(stdout).toContain('-  alertIds: string[]|0;\n');
  });

  it('exits 1 and names every file of an enum value that the document got', async () => {
    const changed = checkoutWith('specs/workflows.json', (text) =>
      text.replaceAll('"trigger_upload"]', '"trigger_upload", "attached"]'),
    );
    const { code, stdout } = await runCheck(changed);
    expect(code).toBe(1);
    expect(stdout.match(/^ *(?:outdated|missing) .*/gm)?.map((line) => line.trim())).toEqual([
      'outdated .clientwright/names.json',
      'outdated API.md',
      'missing  CHANGES.md',
      'outdated src/models/workflow-execution.ts',
    ]);
    expect(stdout).toContain("'attached'");
  });

  it('exits 1 and asks for a decision about a status that nobody has classified', async () => {
    const changed = checkoutWith('specs/workflows.json', (text) =>
      text.replaceAll(/"abandoned"\s*\]/g, '"abandoned", "paused"]'),
    );
    const { code, stdout, stderr } = await runCheck(changed);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('paused');
    expect(stderr).toMatch(/error CW\d{4}/);
  });

  it('exits 1 where a file is gone', async () => {
    const files = new Map(checkout);
    files.delete('generated/workflows/src/runtime/abort.ts');
    const { code, stdout } = await runCheck(files);
    expect(code).toBe(1);
    expect(stdout).toContain('missing  src/runtime/abort.ts');
  });
});

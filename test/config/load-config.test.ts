/** Configurations that Node cannot load: what is said of them, and what to do. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../generator/cli/bin.ts', import.meta.url));

const template = "import { basename } from 'node:path';\nexport const ids: string = basename('x');\n";

/** What is said of a configuration beside other files, in a package of this type; Node itself has to load it. */
async function messageOn(
  text: string,
  files: Readonly<Record<string, string>> = {},
  type: 'module' | 'commonjs' = 'module',
): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'clientwright-config-'));
  const name = type === 'module' ? 'clientwright.config.ts' : 'clientwright.config.mts';
  const all = { 'package.json': JSON.stringify({ type }), 'tpl/ids.ts': template, [name]: text, ...files };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
  const words = ['--no-warnings', '--conditions=clientwright-source', bin, 'check'];
  const { stderr, status } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('error CW6004');
  expect(stderr).not.toContain(cwd);
  return stderr;
}

test('a relative import is named as it is written', async () => {
  const message = await messageOn("import { id } from './tpl/ids.ts';\nexport default { id };");
  expect(message).toContain("The requested module './tpl/ids.ts' does not provide an export named 'id'.");
  expect(message).toContain('clientwright.config.ts:1:10');
  expect(message).not.toContain('.mts');
});

test('a file that is not there is named from the configuration on', async () => {
  const message = await messageOn("\nimport './tpl/gone.ts';\nexport default {};");
  expect(message).toContain("Cannot find module 'tpl/gone.ts' imported from clientwright.config.ts.");
  expect(message).toContain('clientwright.config.ts:2:');
  expect(message).toContain('Correct the path of the import');
});

test('so is one that a template imports', async () => {
  const files = { 'tpl/deep.ts': "import './gone.ts';\n" };
  const message = await messageOn("import './tpl/deep.ts';\nexport default {};", files);
  expect(message).toContain("Cannot find module 'tpl/gone.ts' imported from tpl/deep.ts.");
  expect(message).toContain('Correct the path of the import');
});

test('a package that is not there has to be installed', async () => {
  const message = await messageOn("import 'not-installed';\nexport default {};");
  expect(message).toContain('Install the package.');
});

test('a template with a syntax error is named with its line', async () => {
  const files = { 'tpl/broken.ts': 'export const a = 1;\nexport const b = ;\n' };
  const message = await messageOn("import './tpl/broken.ts';\nexport default {};", files);
  expect(message).toContain('(tpl/broken.ts:2)');
});

test('in a package of CommonJS, a template has to be called .mts', async () => {
  const text = "import { ids } from './tpl/ids.ts';\nexport default { ids };";
  expect(await messageOn(text, {}, 'commonjs')).toContain('Name the configuration and its templates `.mts`');
});

test.each([
  ['a call of process.exit', 'process.exit(0);\nexport default {};', 'it calls process.exit(0)'],
  ['an await that never settles', 'await new Promise(() => {});\nexport default {};', 'never settles'],
  [
    'an error outside of every promise',
    "setTimeout(() => { throw new Error('late'); });\nawait new Promise(() => {});\nexport default {};",
    'late',
  ],
  [
    '100,000 brackets',
    `export default ${'['.repeat(100_000)}${']'.repeat(100_000)};`,
    'load the configuration',
  ],
])('%s does not end the command', async (_, text, expected) => {
  expect(await messageOn(text)).toContain(expected);
});

test('a timer that the configuration starts does not keep the command alive', async () => {
  const message = await messageOn('setInterval(() => {}, 1000);\nthrow new Error("boom");');
  expect(message).toContain('boom');
});

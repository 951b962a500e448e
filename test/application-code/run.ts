/**
 * `npm run test:application-code`: the same application over this client and over hey-api's, compiled and tested with
 * the real libraries, and the table of its lines in `docs/application-code.md`.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../package/run-command.ts';
import { root } from '../support/generated-package.ts';
import { tableOfTasks } from './count-lines.ts';

const project = join(import.meta.dirname, 'project');
const page = join(root, 'docs/application-code.md');

const home = await mkdtemp(join(tmpdir(), 'clientwright-application-'));
try {
  await cp(project, home, { recursive: true });
  const run = (command: string, ...words: readonly string[]): Promise<string> =>
    runCommand({ command, words, cwd: home });
  await run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund');
  // As if it were installed, without a build of the sources.
  await symlink(root, join(home, 'node_modules/clientwright'));
  const generator = join(root, 'generator/cli/bin.ts');
  await run(process.execPath, '--conditions=clientwright-source', generator, 'generate', '--strict');
  await run('npx', 'openapi-ts');
  await run('npm', 'run', 'typecheck');
  process.stdout.write(await run('npm', 'test'));
  const text = await readFile(page, 'utf8');
  await writeFile(
    page,
    text.replace(/^\| lines for [\s\S]*?\n(?!\|)/m, () => `${tableOfTasks()}\n`),
  );
} finally {
  await rm(home, { recursive: true, force: true });
}

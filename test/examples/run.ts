/** `npm run test:examples [NAME…]`: installs each application of `examples/` from its lock file, generates, builds and tests it. */
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/generated-package.ts';
import { runCommand } from '../package/run-command.ts';
import { showsHtml } from './chromium.ts';
import { tryFleet } from './fleet.ts';

interface Example {
  readonly name: string;
  /** Scripts of its `package.json`. */
  readonly scripts: readonly string[];
  /** Looks at what was built. @throws if it is wrong. */
  readonly inspect?: (folder: string) => Promise<void>;
}

/** The quick ones first. */
const examples: readonly Example[] = [
  { name: 'mcp', scripts: ['build', 'test'] },
  { name: 'worker', scripts: ['build', 'test'] },
  { name: 'react-app', scripts: ['test', 'build'], inspect: inspectPage },
  { name: 'next', scripts: ['build'] },
];

/** Opens the built page in Chromium. */
function inspectPage(folder: string): Promise<void> {
  const page = { folder: join(folder, 'dist'), url: '/?id=0198b8f0-0000-7000-8000-000000000001' };
  return showsHtml(page, '<strong>completed</strong>');
}

async function tryExample(home: string, { name, scripts, inspect }: Example): Promise<string> {
  const folder = join(home, 'examples', name);
  const isSource = (path: string): boolean => !/(?:^|\/)(?:node_modules|dist|\.next)$/.test(path);
  await cp(join(root, 'examples', name), folder, { recursive: true, filter: isSource });
  const npm = (...words: readonly string[]): Promise<string> =>
    runCommand({ command: 'npm', words, cwd: folder });
  await npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  // As if it were installed, without a build of the sources.
  await symlink(root, join(folder, 'node_modules/clientwright'));
  const generator = join(root, 'generator/cli/bin.ts');
  const words = ['--conditions=clientwright-source', generator, 'generate', '--strict'];
  await runCommand({ command: process.execPath, words, cwd: folder });
  for (const script of scripts) await npm('run', script);
  await inspect?.(folder);
  return `${name}: ok`;
}

const wanted = process.argv.slice(2);
const chosen = examples.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const home = await mkdtemp(join(tmpdir(), 'clientwright-examples-'));
try {
  await mkdir(join(home, 'examples'));
  await symlink(join(root, 'specs'), join(home, 'specs'));
  for (const example of chosen) process.stdout.write(`${await tryExample(home, example)}\n`);
  if (wanted.length === 0 || wanted.includes('fleet')) process.stdout.write(`${await tryFleet(home)}\n`);
} finally {
  await rm(home, { recursive: true, force: true });
}

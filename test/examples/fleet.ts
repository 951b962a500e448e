/**
 * Fifty APIs in a monorepo, with Turborepo and a remote cache of its own: an unchanged document is generated in one
 * checkout alone, and a changed one rebuilds what depends on it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isJsonArray, isJsonObject } from '../../generator/api/json.ts';
import { runCommand } from '../package/run-command.ts';
import { root } from '../support/generated-package.ts';

/** The first version that was tried. It is installed for this test alone: a fleet has its cache elsewhere. */
const cacheServer = 'turborepo-remote-cache@2.12.0';

const token = 'token-of-the-test';

interface Fleet {
  readonly apis: number;
  readonly apps: number;
}

/** Tasks of a run that were executed, not taken from a cache. */
interface Executed {
  readonly generate: readonly string[];
  readonly build: readonly string[];
  /** Tasks whose outputs came from the server. */
  readonly remote: number;
  readonly seconds: number;
}

/** @throws if a task was executed that the cache has, or one was not that it cannot have. */
export async function tryFleet(home: string, size: Fleet = { apis: 50, apps: 5 }): Promise<string> {
  const [first, second] = [join(home, 'first'), join(home, 'second')];
  await cp(join(root, 'examples/fleet'), first, { recursive: true, filter: isSource });
  await runCommand({ command: 'npm', words: ['run', '-s', 'build'], cwd: root });
  await runCommand({
    command: process.execPath,
    words: ['make.ts', String(size.apis), String(size.apps)],
    cwd: first,
  });
  await install(first);
  const git = (cwd: string, ...words: readonly string[]): Promise<string> =>
    runCommand({
      command: 'git',
      words: ['-c', 'user.name=Test', '-c', 'user.email=t@example.com', ...words],
      cwd,
    });
  await git(first, 'init', '-q', '-b', 'main');
  const server = await startCacheServer(join(home, 'cache'));
  const build = (cwd: string): Promise<Executed> => runTurbo(cwd, server.url);
  const lines: string[] = [];
  const note = (label: string, { generate, build: built, remote, seconds }: Executed): void => {
    const counts = `${generate.length} generations, ${built.length} builds, ${remote} from the server`;
    lines.push(`  ${label}: ${counts}, ${seconds.toFixed(1)} s`);
  };
  try {
    await git(first, 'add', '-A');
    const start = await build(first);
    note('first run', start);
    expectCounts(start, { generate: size.apis, build: size.apps });
    await git(first, 'add', '-A');
    await git(first, 'commit', '-q', '-m', 'The fleet with its names');
    note('names committed', await build(first));

    await git(home, 'clone', '-q', first, second);
    await shareInstallation(first, second);
    const unchanged = await build(second);
    note('second checkout', unchanged);
    expectCounts(unchanged, { generate: 0, build: 0 });

    await editDocument(join(second, 'apis/shop-02/openapi.json'));
    const changed = await build(second);
    note('one document changed', changed);
    expectCounts(changed, { generate: 1, build: 1 });
    if (changed.generate[0] !== '@fleet/shop-02') throw new Error(`generated ${String(changed.generate)}`);

    await git(second, 'commit', '-q', '-a', '-m', 'A price is at most 100');
    await git(first, 'pull', '-q', second, 'main');
    const pulled = await build(first);
    note('change pulled by the first', pulled);
    expectCounts(pulled, { generate: 0, build: 0 });
  } finally {
    server.stop();
  }
  return `fleet: ok\n${lines.join('\n')}`;
}

const isSource = (path: string): boolean => !/(?:^|\/)(?:node_modules|dist|\.turbo|apis|apps)$/.test(path);

function expectCounts(executed: Executed, expected: Readonly<Record<'generate' | 'build', number>>): void {
  for (const task of ['generate', 'build'] as const) {
    if (executed[task].length === expected[task]) continue;
    throw new Error(
      `${executed[task].length} times "${task}", not ${expected[task]}: ${String(executed[task])}`,
    );
  }
}

async function install(folder: string): Promise<void> {
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  await runCommand({ command: 'npm', words, cwd: folder });
  await symlink(root, join(folder, 'node_modules/clientwright'));
  const bin = join(folder, 'node_modules/.bin/clientwright');
  await symlink('../clientwright/dist/generator/cli/bin.js', bin);
}

/** The same packages, without another installation. Links of the workspace are relative, so they lead to the copy. */
async function shareInstallation(from: string, to: string): Promise<void> {
  const isCache = (path: string): boolean => !path.includes('node_modules/.cache');
  await cp(join(from, 'node_modules'), join(to, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: isCache,
  });
}

/** A change that adds no name: the ledger stays as it is. */
async function editDocument(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const edited = text.replace('"type": "number"', '"type": "number", "maximum": 100');
  if (edited === text) throw new Error('the document has no price');
  await writeFile(file, edited);
}

async function runTurbo(cwd: string, server: string): Promise<Executed> {
  const runs = join(cwd, '.turbo/runs');
  await rm(runs, { recursive: true, force: true });
  await runCommand({
    command: 'npx',
    words: ['turbo', 'run', 'generate', 'build', '--summarize', '--output-logs=errors-only'],
    cwd,
    env: { TURBO_API: server, TURBO_TOKEN: token, TURBO_TEAM: 'team_fleet', TURBO_TELEMETRY_DISABLED: '1' },
  });
  const [summary = ''] = await readdir(runs);
  return executedIn(JSON.parse(await readFile(join(runs, summary), 'utf8')));
}

/** Reads the summary that `turbo run --summarize` writes. */
function executedIn(summary: unknown): Executed {
  if (!isJsonObject(summary) || !isJsonArray(summary['tasks']) || !isJsonObject(summary['execution']))
    throw new Error('the summary of turbo has another form');
  const tasks = summary['tasks'].filter(isJsonObject).map(({ task, package: name, cache }) => ({
    task,
    name: String(name),
    status: isJsonObject(cache) ? cache['status'] : null,
    source: isJsonObject(cache) ? cache['source'] : null,
  }));
  const executed = (wanted: string): readonly string[] =>
    tasks.filter(({ task, status }) => task === wanted && status === 'MISS').map(({ name }) => name);
  const { startTime, endTime } = summary['execution'];
  return {
    generate: executed('generate'),
    build: executed('build'),
    remote: tasks.filter(({ source }) => source === 'REMOTE').length,
    seconds: (Number(endTime) - Number(startTime)) / 1000,
  };
}

/** Starts the server on a free port, with a folder of the test as its storage. */
async function startCacheServer(
  folder: string,
): Promise<{ readonly url: string; readonly stop: () => void }> {
  await mkdir(folder);
  await runCommand({ command: 'npm', words: ['init', '-y'], cwd: folder });
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', cacheServer];
  await runCommand({ command: 'npm', words, cwd: folder });
  const port = await freePort();
  const server = spawn(process.execPath, [join(folder, 'node_modules/turborepo-remote-cache/dist/cli.js')], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      TURBO_TOKEN: token,
      STORAGE_PROVIDER: 'local',
      STORAGE_PATH: join(folder, 'artifacts'),
    },
  });
  await listening(server);
  return { url: `http://127.0.0.1:${port}`, stop: () => server.kill() };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('listening')) resolve();
    });
    server.on('exit', (code) => reject(new Error(`the cache server ended with ${code}`)));
  });
}

/** `npm run test:runtimes`: the cases of the checklist on every runtime that can be had here, one line for each (128). */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CaseResult } from '../run-all.ts';
import { startControlServer } from '../server/control.ts';
import { processChecks } from '../process-checks.ts';
import { runProcessCheck, type ProcessPlace } from '../process-run.ts';
import { bundleProgram, bundleSuite } from '../suite.ts';
import { pageServer } from './page.ts';
import { prepare, unpackChromium } from './prepare.ts';
import { judge, lineOf, type Verdict } from './report.ts';
import { runtimes, type Runtime } from './runtimes.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const [only] = process.argv.slice(2);

/** A runtime that takes longer hangs. */
const longestMs = 240_000;

await install();
const suite = await bundleSuite();
const chosen = runtimes.filter(
  ({ title }) => only === undefined || title.toLowerCase().includes(only.toLowerCase()),
);
const verdicts: Verdict[] = [];
for (const runtime of chosen) {
  const verdict = judge(runtime, await resultsOf(runtime));
  process.stdout.write(`${lineOf(verdict)}\n`);
  verdicts.push(verdict);
}
process.exitCode = verdicts.some(({ failed }) => failed.length > 0) ? 1 : 0;

/** What cannot be installed is told in the line of its runtime. */
async function install(): Promise<void> {
  if (!existsSync(join(here, 'node_modules'))) {
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here });
  }
  await unpackChromium(here);
}

/** The results, or why there are none. */
async function resultsOf(runtime: Runtime): Promise<readonly CaseResult[] | string> {
  const program = join(here, runtime.program);
  if (!existsSync(program)) return 'it cannot be installed on this platform';
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-runtimes-'));
  const { promise, resolve } = Promise.withResolvers<readonly CaseResult[]>();
  await using control = await startControlServer(pageServer(folder, resolve));
  try {
    const place = { runtime: runtime.kind, controlUrl: control.url };
    const port = await prepare({ folder, suite, place });
    const args = runtime.command({ folder, origin: control.url });
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    if (runtime.kind === 'workerd') void askWorker(port);
    const late = after(longestMs, 'it is not done in time', { ref: false });
    const results = await Promise.race([promise, endOf(child), late]);
    await stop(child);
    const isNode = runtime.kind === 'node' && typeof results !== 'string';
    return isNode
      ? [...results, ...(await processResults({ node: program, folder, fewTurns: runtime.fewTurns ?? 200 }))]
      : results;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What is seen of whole processes. */
async function processResults(place: ProcessPlace): Promise<readonly CaseResult[]> {
  await writeFile(join(place.folder, 'program.mjs'), await bundleProgram());
  const results: CaseResult[] = [];
  for (const check of processChecks) {
    const error = await runProcessCheck(check, place).then(
      () => null,
      (caught: unknown) => String(caught),
    );
    results.push({ number: check.numbers, name: check.name, error });
  }
  return results;
}

/** What a process says as it ends without results. */
function endOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stderr?.on('data', (chunk) => (text += String(chunk)));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) => setTimeout(() => resolve(`it ended with ${code}: ${text.slice(-500)}`), 500));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** A worker runs for as long as it is asked something; it takes a moment until it can be. */
async function askWorker(port: number): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await after(100);
    }
  }
}

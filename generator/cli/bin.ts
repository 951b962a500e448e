#!/usr/bin/env node
/** The executable: checks the version of Node, and runs `main` with the process as its environment. */
import module from 'node:module';
import type { Pipeline } from '../options.ts';
import type { Environment } from './environment.ts';

const oldestNode = [22, 19] as const;

/** Earlier versions cannot read a TypeScript configuration, and fail without a useful message. */
function isNodeTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

function tooOldMessage(version: string): string {
  return [
    `clientwright needs Node 22.19 or later, and this is Node ${version}.`,
    'Install a later version from https://nodejs.org or with a version manager.',
    'To keep the installed version, add a later one to the project: `npm install --save-dev node@24`, then `npx clientwright`.',
    '',
  ].join('\n');
}

async function run(): Promise<void> {
  module.enableCompileCache();
  const guard = createGuard();
  const { callersFolder, main, reportBug } = await import('./main.ts');
  const environment = processEnvironment(callersFolder(process.cwd(), process.env), guard.runForeignCode);
  // Errors outside of every promise, such as in an event of a worker.
  process.on('uncaughtException', (error) => {
    if (guard.rejectWith(error)) return;
    void exitForBug();

    async function exitForBug(): Promise<void> {
      const output = { format: 'pretty', quiet: false, verbose: false, timings: false } as const;
      process.exit(await reportBug(error, { environment, output }));
    }
  });
  process.exitCode = await main(process.argv.slice(2), environment, loadPipeline);
  // A timer or a server that the configuration started would keep the process alive.
  setTimeout(() => process.exit(), 1000).unref();
}

async function loadPipeline(): Promise<Pipeline> {
  const [{ generate }, { check, readApi }, { diff }, { explain }, { names }] = await Promise.all([
    import('../generate.ts'),
    import('../dry-run.ts'),
    import('../diff-run.ts'),
    import('../explain-run.ts'),
    import('../names-run.ts'),
  ]);
  return { generate, check, diff, explain, names, readApi };
}

function processEnvironment(cwd: string, runForeignCode: Environment['runForeignCode']): Environment {
  const { stdout, stderr, env } = process;
  const isTerminal = { stdout: Boolean(stdout.isTTY), stderr: Boolean(stderr.isTTY) };
  return { stdout, stderr, env, cwd, isTerminal, runForeignCode };
}

/** A configuration that takes longer is stuck: a request that is never answered, or a server that it starts. */
const longestLoadMs = 60_000;

interface Guard {
  readonly runForeignCode: Environment['runForeignCode'];
  /** Rejects the running foreign code. Returns `false` where none runs. */
  readonly rejectWith: (error: unknown) => boolean;
}

/** Code of the project may call `process.exit`, throw outside of a promise, or never settle: each rejects. */
function createGuard(): Guard {
  let rejectRunning: ((error: unknown) => void) | null = null;
  const runForeignCode: Guard['runForeignCode'] = async (foreignCode) => {
    const { promise: interrupted, reject } = Promise.withResolvers<never>();
    const exit = process.exit.bind(process);
    const stuck = (): void => reject(new Error('its top-level `await` never settles'));
    const limit = setTimeout(
      () => reject(new Error('it took longer than 60 seconds')),
      longestLoadMs,
    ).unref();
    process.exit = (code) => {
      const error = new Error(`it calls process.exit(${code ?? ''})`);
      reject(error);
      throw error;
    };
    process.on('beforeExit', stuck);
    rejectRunning = reject;
    try {
      return await Promise.race([foreignCode(), interrupted]);
    } finally {
      rejectRunning = null;
      process.exit = exit;
      process.off('beforeExit', stuck);
      clearTimeout(limit);
    }
  };
  const rejectWith = (error: unknown): boolean => {
    rejectRunning?.(error);
    return rejectRunning !== null;
  };
  return { runForeignCode, rejectWith };
}

/** The working directory may have been deleted. */
function hasWorkingDirectory(): boolean {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}

if (isNodeTooOld(process.versions.node)) {
  process.stderr.write(tooOldMessage(process.versions.node));
  process.exitCode = 2;
} else if (!hasWorkingDirectory()) {
  process.stderr.write('The working directory does not exist. Change to an existing folder.\n');
  process.exitCode = 2;
} else {
  // `clientwright … | head` closes the pipe early.
  process.stdout.on('error', () => undefined);
  await run();
}

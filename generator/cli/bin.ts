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
  const { callersFolder, main, reportBug, reportStray } = await import('./main.ts');
  const environment = processEnvironment(callersFolder(process.cwd(), process.env), guard.runForeignCode);
  let hasStrayed = false;
  // Errors outside of every promise, and of promises that nobody awaits.
  const receive = (error: unknown): void => {
    const owner = guard.ownerOf(error);
    if (owner === 'running') return;
    hasStrayed = true;
    if (owner === 'project') void reportStray(error, environment);
    else void exitForBug(error);
  };
  process.on('uncaughtException', receive);
  process.on('unhandledRejection', receive);
  const code = await main(process.argv.slice(2), environment, loadPipeline);
  process.on('exit', () => {
    process.exitCode = hasStrayed && code === 0 ? 1 : code;
  });
  // A timer or a server that the configuration started would keep the process alive.
  setTimeout(() => guard.exit(), 1000).unref();

  async function exitForBug(error: unknown): Promise<void> {
    const output = { format: 'pretty', quiet: false, verbose: false, timings: false } as const;
    const exitCode = await reportBug(error, { environment, output });
    process.on('exit', () => {
      process.exitCode = exitCode;
    });
    guard.exit();
  }
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
  /** `running`: the code that runs, which is rejected. `project`: code that ran before. */
  readonly ownerOf: (error: unknown) => 'running' | 'project' | 'clientwright';
  /** Ends the process, which the code of a project cannot. */
  readonly exit: () => void;
}

/** Code of the project may call `process.exit`, throw outside of a promise, or never settle: each rejects. */
function createGuard(): Guard {
  let rejectRunning: ((error: unknown) => void) | null = null;
  let hasForeignCode = false;
  const exit = process.exit.bind(process);
  // In a template, or in a timer of it, too: a run that ends in the middle would look like one that succeeded.
  const refuseExit = (code?: number | string | null): never => {
    const error = new Error(`it calls process.exit(${code ?? ''})`);
    Error.captureStackTrace(error, refuseExit);
    rejectRunning?.(error);
    throw error;
  };
  process.exit = refuseExit;
  const runForeignCode: Guard['runForeignCode'] = async (foreignCode) => {
    const { promise: interrupted, reject } = Promise.withResolvers<never>();
    const stuck = (): void => reject(new Error('its top-level `await` never settles'));
    const limit = setTimeout(
      () => reject(new Error('it took longer than 60 seconds')),
      longestLoadMs,
    ).unref();
    process.on('beforeExit', stuck);
    [rejectRunning, hasForeignCode] = [reject, true];
    try {
      return await Promise.race([foreignCode(), interrupted]);
    } finally {
      rejectRunning = null;
      process.off('beforeExit', stuck);
      clearTimeout(limit);
    }
  };
  const ownerOf: Guard['ownerOf'] = (error) => {
    rejectRunning?.(error);
    if (rejectRunning !== null) return 'running';
    return hasForeignCode && !isOwnError(error) ? 'project' : 'clientwright';
  };
  return { runForeignCode, ownerOf, exit: () => exit() };
}

/** Folder of the program: of its sources, or of its build. */
const ownFolder = new URL('../..', import.meta.url);

/** Returns true for an error of this program, or of a package that it called. */
function isOwnError(error: unknown): boolean {
  const frames = stackOf(error)
    .split('\n')
    .filter((line) => /^\s+at .*(?:\/|[A-Z]:\\)/.test(line) && !/[( ]node:/.test(line));
  const isOwn = (frame: string): boolean =>
    frame.includes(ownFolder.href) || frame.includes(decodeURI(ownFolder.pathname));
  const caller = frames.find((frame) => isOwn(frame) || !frame.includes('node_modules'));
  return frames.length > 0 && (caller === undefined || isOwn(caller));
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : '';
  } catch {
    return '';
  }
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

#!/usr/bin/env node
/** The process → `main`: checks the version of Node before anything is loaded that needs it. */
import module from 'node:module';
import { holdCompilersBack, withCompilersWhenLong } from './compilers.ts';
import type { Environment } from './environment.ts';

const oldestNode = [22, 19] as const;

/** Earlier versions cannot read a TypeScript configuration, and fail in ways that explain nothing. */
function isNodeTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

async function run(): Promise<void> {
  holdCompilersBack();
  module.enableCompileCache();
  const { main } = await import('./main.ts');
  const environment = await processEnvironment();
  // Outside of every promise, as in an event of a worker.
  process.on('uncaughtException', (error) => void exitForBug(error, environment));
  process.exitCode = await main(process.argv.slice(2), environment, async () =>
    withCompilersWhenLong(await import('../generate.ts')),
  );
}

async function exitForBug(error: unknown, environment: Environment): Promise<void> {
  const { reportBug } = await import('./internal-error.ts');
  process.exit(await reportBug(error, environment, 'pretty'));
}

async function processEnvironment(): Promise<Environment> {
  const { callersFolder } = await import('./environment.ts');
  const { stdout, stderr, env } = process;
  return {
    stdout,
    stderr,
    env,
    cwd: callersFolder(process.cwd(), env),
    isTerminal: { stdout: Boolean(stdout.isTTY), stderr: Boolean(stderr.isTTY) },
  };
}

if (isNodeTooOld(process.versions.node)) {
  process.stderr.write(`clientwright needs Node 22.19 or later; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // `clientwright … | head` closes the pipe early, which is no fault.
  process.stdout.on('error', () => undefined);
  await run();
}

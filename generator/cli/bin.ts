#!/usr/bin/env node
/** The executable: checks the version of Node, and runs `main` with the process as its environment. */
import module from 'node:module';
import { createGuard, loadPipeline, processEnvironment, receiveStrays } from './process.ts';

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
  const guard = createGuard(new URL('../..', import.meta.url));
  const { callersFolder, main, reportBug, reportStray } = await import('./main.ts');
  const environment = processEnvironment(callersFolder(process.cwd(), process.env), guard.runForeignCode);
  const strays = receiveStrays({ guard, environment, reportBug, reportStray });
  const code = await main(process.argv.slice(2), environment, loadPipeline);
  process.on('exit', () => {
    process.exitCode = strays.ofProject() && code === 0 ? 1 : code;
  });
  // A timer or a server that the configuration started would keep the process alive.
  setTimeout(() => guard.exit(), 1000).unref();
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

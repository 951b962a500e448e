/** The process of a command, or of one of its workers: its environment, the stages, and what code of the project may do. */
import type { Pipeline } from '../options.ts';
import type { Environment, ExitCode, OutputTarget } from './environment.ts';

export async function loadPipeline(): Promise<Pipeline> {
  const [{ generate }, { check, readApi }, { diff, explain }, { names }] = await Promise.all([
    import('../generate.ts'),
    import('../dry-run.ts'),
    import('../diff-run.ts'),
    import('../names-run.ts'),
  ]);
  return { generate, check, diff, explain, names, readApi };
}

export function processEnvironment(cwd: string, runForeignCode: Environment['runForeignCode']): Environment {
  const { stdout, stderr, env } = process;
  const isTerminal = { stdout: Boolean(stdout.isTTY), stderr: Boolean(stderr.isTTY) };
  return { stdout, stderr, env, cwd, isTerminal, runForeignCode };
}

/** A configuration that takes longer is stuck: a request that is never answered, or a server that it starts. */
const longestLoadMs = 60_000;

export interface Guard {
  readonly runForeignCode: Environment['runForeignCode'];
  /** `running`: the code that runs, which is rejected. `project`: code that ran before. */
  readonly ownerOf: (error: unknown) => 'running' | 'project' | 'clientwright';
  /** Ends the process, which the code of a project cannot. */
  readonly exit: () => void;
}

/**
 * Code of the project may call `process.exit`, throw outside of a promise, or never settle: each rejects. `ownFolder`:
 * folder of the program, of its sources or of its build.
 */
export function createGuard(ownFolder: URL): Guard {
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
    return hasForeignCode && !isOwnError(error, ownFolder) ? 'project' : 'clientwright';
  };
  return { runForeignCode, ownerOf, exit: () => exit() };
}

/** Returns true for an error of this program, or of a package that it called. */
function isOwnError(error: unknown, ownFolder: URL): boolean {
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

interface StrayHandling {
  readonly guard: Guard;
  readonly environment: Environment;
  readonly reportBug: (error: unknown, target: OutputTarget) => Promise<ExitCode>;
  readonly reportStray: (error: unknown, environment: Environment) => Promise<void>;
}

/** Errors outside of every promise, and of promises that nobody awaits. A bug of clientwright ends the process. */
export function receiveStrays({ guard, environment, reportBug, reportStray }: StrayHandling): {
  readonly ofProject: () => boolean;
} {
  let hasStrayed = false;
  const receive = (error: unknown): void => {
    const owner = guard.ownerOf(error);
    if (owner === 'running') return;
    hasStrayed = true;
    if (owner === 'project') void reportStray(error, environment);
    else void exitForBug(error);
  };
  process.on('uncaughtException', receive);
  process.on('unhandledRejection', receive);
  return { ofProject: () => hasStrayed };

  async function exitForBug(error: unknown): Promise<void> {
    const output = { format: 'pretty', quiet: false, verbose: false, timings: false } as const;
    const exitCode = await reportBug(error, { environment, output });
    process.on('exit', () => {
      process.exitCode = exitCode;
    });
    guard.exit();
  }
}

/** The process as commands see it, what each command receives, and exit codes. Tests bring their own environment. */
import { isAbsolute, relative } from 'node:path';
import { styleText } from 'node:util';
import type { Colours } from '../diagnostics/print-pretty.ts';
import type { Pipeline } from '../options.ts';

/** Read once, at the start: only `process.ts` accesses `process`. */
export interface Environment {
  /** Results: the output that a pipe receives. */
  readonly stdout: NodeJS.WritableStream;
  /** Diagnostics and progress. */
  readonly stderr: NodeJS.WritableStream;
  /** Folder that relative paths of the command line start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
  /** Runs code of the project and rejects where that code would end or block the process. */
  readonly runForeignCode: <Result>(run: () => Promise<Result>) => Promise<Result>;
}

/** `pretty` for people, `json` for programs, `github` for annotations of a pull request. */
export type OutputFormat = 'pretty' | 'json' | 'github';

/** Output options that all commands share. */
export interface OutputFlags {
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly timings: boolean;
}

/** Loads the stages when a command needs them: loading takes longer than all of `--help`. */
export type PipelineLoader = () => Promise<Pipeline>;

/** Passed to each command. */
export interface Context {
  readonly environment: Environment;
  readonly output: OutputFlags;
  readonly loadPipeline: PipelineLoader;
  /** Most processes that work on APIs at once. Absent or `null`: as many as make the run shorter. */
  readonly workers?: number | null;
}

/** The part of a context that printing needs. */
export type OutputTarget = Pick<Context, 'environment' | 'output'>;

/** Part of the public contract: scripts and CI steps depend on these numbers. */
export const exitCodes = {
  ok: 0,
  /** Errors in the input, or differences that `check` found. */
  failed: 1,
  /** Wrong usage or configuration. Nothing was generated. */
  usage: 2,
  /** `EX_SOFTWARE` of sysexits: a bug of clientwright. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * Returns the folder of the caller. npm runs the `clientwright` script of a checkout of clientwright in the root of
 * the checkout and keeps the caller's folder in INIT_CWD. Any other script runs in the folder of its package, which
 * is where its relative paths start.
 */
export function callersFolder(cwd: string, env: Environment['env']): string {
  const isOwnScript =
    env['npm_lifecycle_event'] === 'clientwright' && env['npm_package_name'] === 'clientwright';
  return isOwnScript ? (env['INIT_CWD'] ?? cwd) : cwd;
}

/** Returns `packages/orders/` where a GitHub workflow runs below the root of its checkout; else `''`. */
export function folderInRepository({ cwd, env }: Environment): string {
  const root = env['GITHUB_WORKSPACE'];
  if (root === undefined || root === '') return '';
  const path = relative(root, cwd).replaceAll('\\', '/');
  return path === '' || path.startsWith('..') || isAbsolute(path) ? '' : `${path}/`;
}

/** Returns the colours of one stream. Only `pretty` output has colours. */
export function coloursOf(stream: 'stdout' | 'stderr', { environment, output }: OutputTarget): Colours {
  const { env, isTerminal } = environment;
  return output.format === 'pretty' && isColoured(env, isTerminal[stream]) ? someColours : noColours;
}

const someColours: Colours = {
  red: (text) => paint('red', text),
  yellow: (text) => paint('yellow', text),
  green: (text) => paint('green', text),
  cyan: (text) => paint('cyan', text),
  bold: (text) => paint('bold', text),
  dim: (text) => paint('dim', text),
};

/** `isColoured` has decided, so Node.js does not look at the stream. */
function paint(colour: keyof Colours, text: string): string {
  return styleText(colour, text, { validateStream: false });
}

const plain = (text: string): string => text;
export const noColours: Colours = {
  red: plain,
  yellow: plain,
  green: plain,
  cyan: plain,
  bold: plain,
  dim: plain,
};

/** NO_COLOR overrides FORCE_COLOR. See https://no-color.org and https://force-color.org. */
function isColoured(env: Environment['env'], isTerminal: boolean): boolean {
  const { NO_COLOR: none, FORCE_COLOR: forced, TERM: terminal } = env;
  if (none !== undefined && none !== '') return false;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && terminal !== 'dumb';
}

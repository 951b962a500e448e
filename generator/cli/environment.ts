/** What a command knows of the process that it runs in; a test brings its own. */
import { isAbsolute, relative } from 'node:path';

/** Read once, at the start: no other module looks at `process`. */
export interface Environment {
  /** Results: what a pipe is meant to receive. */
  readonly stdout: NodeJS.WritableStream;
  /** Diagnostics and progress. */
  readonly stderr: NodeJS.WritableStream;
  /** Folder that relative paths of the command line start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
}

/**
 * The folder that the caller stands in. npm runs the `clientwright` script of a checkout of clientwright in the
 * root of the checkout and leaves the caller's folder in INIT_CWD; every other script runs where its package is,
 * which is what relative paths in it mean.
 */
export function callersFolder(cwd: string, env: Environment['env']): string {
  const isOwnScript =
    env['npm_lifecycle_event'] === 'clientwright' && env['npm_package_name'] === 'clientwright';
  return isOwnScript ? (env['INIT_CWD'] ?? cwd) : cwd;
}

/** `packages/orders/` where a workflow of GitHub runs below the root of its checkout; else `''`. */
export function folderInRepository({ cwd, env }: Environment): string {
  const root = env['GITHUB_WORKSPACE'];
  if (root === undefined || root === '') return '';
  const path = relative(root, cwd).replaceAll('\\', '/');
  return path === '' || path.startsWith('..') || isAbsolute(path) ? '' : `${path}/`;
}

/** A project file → what a compiler of TypeScript says of it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { root } from './generated-package.ts';

export interface CompilerRun {
  /** The folder below `node_modules` that it is installed in. */
  readonly compiler: string;
  /** Path of a `tsconfig.json`. */
  readonly project: string;
}

/** A line for each complaint; empty: everything fits. */
export async function runCompiler({ compiler, project }: CompilerRun): Promise<string> {
  const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', project, '--pretty', 'false'], (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim();
      resolve(said === '' && error !== null ? error.message : said);
    });
  });
}

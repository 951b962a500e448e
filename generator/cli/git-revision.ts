/** Writes the files of a Git revision to a temporary folder, so that a run reads them as it reads the working tree. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Revision =
  | {
      readonly ok: true;
      /** Folder that stands for the working directory. */
      readonly folder: string;
      readonly remove: () => Promise<void>;
    }
  | { readonly ok: false; readonly reason: string };

export interface RevisionRequest {
  readonly revision: string;
  readonly cwd: string;
  /** Files and folders that are needed, relative to `cwd`. */
  readonly paths: readonly string[];
}

const largestListing = 256 * 1024 * 1024;

/** Reads objects of the repository only: neither the index nor the working tree changes. */
export async function writeRevision({ revision, cwd, paths }: RevisionRequest): Promise<Revision> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-revision-'));
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
  const git = async (...words: readonly string[]): Promise<string> =>
    (await run('git', [...words], { cwd, env, maxBuffer: largestListing })).stdout;
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const commit = (await git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`)).trim();
    const prefix = (await git('rev-parse', '--show-prefix')).trim();
    await git('read-tree', commit);
    const listed = await git('ls-files', '-z', '--', ...paths.map((path) => `:(literal)${path}`));
    const files = listed.split('\0').filter((path) => path !== '');
    const tree = join(folder, 'tree');
    // In portions, as a command line has a limit.
    for (let start = 0; start < files.length; start += 500) {
      await git('checkout-index', '--force', `--prefix=${tree}/`, '--', ...files.slice(start, start + 500));
    }
    return { ok: true, folder: join(tree, prefix), remove };
  } catch (error) {
    await remove();
    return { ok: false, reason: reasonOf(error) };
  }
}

/** The first line that Git prints. */
function reasonOf(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (output !== '') return output.split('\n', 1)[0] ?? output;
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? 'Git is not installed'
    : 'Git failed';
}

/** Workflows for continuous integration that `init` writes: those of `docs/ci/`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ownPage } from '../own-file.ts';
import type { InitFlags } from './command-line.ts';

export interface WorkflowFile {
  /** Path in the project. */
  readonly path: string;
  readonly text: string;
}

/** Page of `docs/ci/` by path in the project. */
const pages: Readonly<Record<NonNullable<InitFlags['ci']>, Readonly<Record<string, string>>>> = {
  github: {
    '.github/workflows/clientwright-check.yml': 'github-check.yml',
    '.github/workflows/clientwright-update.yml': 'github-update.yml',
  },
  gitlab: { '.gitlab/clientwright.yml': 'gitlab.yml' },
};

/** Reads the workflows of a host; none for `null`. */
export async function workflowFiles(host: InitFlags['ci']): Promise<readonly WorkflowFile[]> {
  const entries = host === null ? [] : Object.entries(pages[host]);
  return Promise.all(
    entries.map(async ([path, page]) => ({ path, text: await readFile(ownPage(`docs/ci/${page}`), 'utf8') })),
  );
}

/** Returns the paths that were written. A workflow that exists stays as it is. */
export async function writeWorkflows(
  folder: string,
  workflows: readonly WorkflowFile[],
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const { path, text } of workflows) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const isNew = await writeFile(join(folder, path), text, { flag: 'wx' }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (isNew) written.push(path);
  }
  return written;
}

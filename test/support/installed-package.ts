/** A generated package in a folder with packages of this repository, as in a project that has installed them. */
import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { folderOf, root, type Files, type Folder } from './generated-package.ts';

export interface InstalledRequest {
  readonly files: Files;
  /** Names in the folder, with what each is called in this repository. Absent: all packages, by their names. */
  readonly packages?: Readonly<Record<string, string>>;
}

export async function withInstalled<Result>(
  request: InstalledRequest,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  await using folder = await installedFolder(request);
  return await work(folder.path);
}

/** The same as a folder that is removed when it is disposed of. */
export async function installedFolder({ files, packages }: InstalledRequest): Promise<Folder> {
  const folder = await folderOf(files);
  const [installed, all] = [join(folder.path, 'node_modules'), join(root, 'node_modules')];
  if (packages === undefined) await symlink(all, installed);
  else await mkdir(installed);
  for (const [name, target] of Object.entries(packages ?? {}))
    await symlink(join(all, target), join(installed, name));
  return folder;
}

/** The JSON that a program in that folder prints. */
export async function outputOf(program: string, request: InstalledRequest): Promise<unknown> {
  return withInstalled(request, async (folder) => {
    const path = join(folder, 'program.ts');
    await writeFile(path, program);
    const { stdout } = await promisify(execFile)(process.execPath, [path]);
    const output: unknown = JSON.parse(stdout);
    return output;
  });
}

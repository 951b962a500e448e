/** A path and a folder → whether the one lies below the other, as written and after symbolic links. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/** Both absolute; as written, so that where symbolic links lead is another question. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : join(folder, sep));
}

/** The entry file may be a symbolic link itself, as a person named it; the folder that it stands in may not lead out. */
export async function reachesEntry(root: string, entry: string): Promise<boolean> {
  const real = join(await realPathOf(dirname(entry)), basename(entry));
  return isBelow(entry, root) && isBelow(real, await realPathOf(root));
}

/** Of what is not there, where it would be: so that it is said to be missing, not to lie elsewhere. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && dirname(path) !== path ? join(await realPathOf(dirname(path)), basename(path)) : path;
  }
}

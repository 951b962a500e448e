/** A path and a folder → whether the one lies below the other, as written and after symbolic links. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/** Compares two absolute paths as written: symbolic links are not followed. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : join(folder, sep));
}

/** The entry file may be a symbolic link itself, as a person named it; the folder that it stands in may not lead out. */
export async function reachesEntry(root: string, entry: string): Promise<boolean> {
  const real = join(await realPathOf(dirname(entry)), basename(entry));
  return isBelow(entry, root) && isBelow(real, await realPathOf(root));
}

/** The path after symbolic links. A missing file has the path that it would have, so that it is reported as missing. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing && dirname(path) !== path ? join(await realPathOf(dirname(path)), basename(path)) : path;
  }
}

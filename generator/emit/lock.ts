/** One run at a time in an output folder: a file that names the process which is writing. */
import { join } from 'node:path';
import { errorCode, type FileSystem } from './file-system.ts';
import { isJsonObject } from '../api/json.ts';
import { recordsFolder } from './output-path.ts';
import { isOtherLiveProcess, ownIdentity, type ProcessIdentity } from './own-process.ts';

const lockPath = `${recordsFolder}/lock`;

/** A dead owner's lock is taken away once; who then still finds one has met a live run. */
const attempts = 2;

/** `false`: another live process holds it. The folder of our records must be there. */
export function acquireLock(fileSystem: FileSystem, folder: string): boolean {
  const claim = join(folder, `${lockPath}.${ownIdentity().pid}`);
  // A link could wait there, and the write would follow it.
  removeIfThere(fileSystem, claim);
  fileSystem.write(claim, `${JSON.stringify(ownIdentity())}\n`);
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (tryClaim(fileSystem, claim, join(folder, lockPath))) return true;
      if (!removeStaleLock(fileSystem, folder)) return false;
    }
    return false;
  } finally {
    removeIfThere(fileSystem, claim);
  }
}

/** Also drops what dead runs have left of their attempts. */
export function releaseLock(fileSystem: FileSystem, folder: string): void {
  for (const path of lockFiles(fileSystem, folder)) removeIfThere(fileSystem, join(folder, path));
}

/** The lock and the attempts at it that are on disk. */
export function lockFiles(fileSystem: FileSystem, folder: string): readonly string[] {
  const records = join(folder, recordsFolder);
  if (fileSystem.kindOf(records) !== 'folder') return [];
  const names = fileSystem.list(records).filter((name) => name === 'lock' || name.startsWith('lock.'));
  return names.map((name) => `${recordsFolder}/${name}`);
}

function tryClaim(fileSystem: FileSystem, claim: string, lock: string): boolean {
  try {
    fileSystem.claim(claim, lock);
    return true;
  } catch (error) {
    // ENOENT: the run that held the lock has swept our attempt away with its own.
    if (errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Moves it aside first: of two runs that find the same stale lock, only one can. */
function removeStaleLock(fileSystem: FileSystem, folder: string): boolean {
  const lock = join(folder, lockPath);
  // Its owner has ended since; moving what is there by now could take the lock of a third run.
  if (fileSystem.kindOf(lock) === 'none') return true;
  const owner = readOwner(fileSystem, lock);
  if (owner !== null && isOtherLiveProcess(owner)) return false;
  const aside = join(folder, `${lockPath}.stale.${ownIdentity().pid}`);
  try {
    fileSystem.rename(lock, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  const moved = readOwner(fileSystem, aside);
  if (moved !== null && isOtherLiveProcess(moved)) {
    // Between reading and moving, another run has taken the stale one away and put its own there.
    tryClaim(fileSystem, aside, lock);
    removeIfThere(fileSystem, aside);
    return false;
  }
  removeIfThere(fileSystem, aside);
  return true;
}

/** `null` for a torn or foreign text: nobody's lock. */
function readOwner(fileSystem: FileSystem, path: string): ProcessIdentity | null {
  if (fileSystem.kindOf(path) !== 'file') return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fileSystem.read(path)));
    if (!isJsonObject(value) || typeof value['pid'] !== 'number') return null;
    return { pid: value['pid'], started: typeof value['started'] === 'string' ? value['started'] : null };
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function removeIfThere(fileSystem: FileSystem, path: string): void {
  if (fileSystem.kindOf(path) === 'none') return;
  try {
    fileSystem.remove(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Lock of an output folder: a file that names the process that writes, its identity. */
import fs from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../api/json.ts';
import { errorCode, type FileSystem, ignoringFailures, persistently } from './file-system.ts';
import { recordsFolder } from './output-path.ts';

const lockPath = `${recordsFolder}/lock`;

/** After one stale lock is removed, a second lock belongs to a live run. */
const attempts = 2;

/** Returns `false` if another live process holds the lock. The folder of records must exist. */
export function acquireLock(fileSystem: FileSystem, folder: string): boolean {
  const claim = join(folder, `${lockPath}.${ownIdentity().pid}`);
  // The write would follow a symbolic link.
  removeIfThere(fileSystem, claim);
  fileSystem.write(claim, `${JSON.stringify(ownIdentity())}\n`);
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (tryClaim(fileSystem, claim, join(folder, lockPath))) return true;
      if (!removeStaleLock(fileSystem, folder)) return false;
    }
    return false;
  } finally {
    // The lock itself may be held already: it must not remain because of this.
    ignoringFailures(() => removeIfThere(persistently(fileSystem), claim));
  }
}

/** Removes attempts of dead runs too. */
export function releaseLock(fileSystem: FileSystem, folder: string): void {
  for (const path of lockFiles(fileSystem, folder)) removeIfThere(fileSystem, join(folder, path));
}

/** Paths of the lock and of attempts at it. */
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
    // ENOENT: the run that held the lock removed this attempt when it released the lock.
    if (errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Moves the lock aside first: only one of two runs that find it stale can do that. */
function removeStaleLock(fileSystem: FileSystem, folder: string): boolean {
  const lock = join(folder, lockPath);
  // The owner has released it. A move could now take the lock of a third run.
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
    // Between the read and the move, another run replaced the stale lock with its own.
    tryClaim(fileSystem, aside, lock);
    removeIfThere(fileSystem, aside);
    return false;
  }
  removeIfThere(fileSystem, aside);
  return true;
}

/** `null` if the text is torn or foreign: then no process owns the lock. */
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

/** Identifies a process even after the system reuses its id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start in ticks since boot; `null` on systems without `/proc`. */
  readonly started: string | null;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid) };
}

function isOtherLiveProcess({ pid, started }: ProcessIdentity): boolean {
  // A write never yields, so a lock with the id of this process is from an earlier process.
  if (pid === process.pid || !isRunning(pid)) return false;
  return started === null || startOf(pid) === started;
}

function isRunning(pid: number): boolean {
  // Zero and below address groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process runs as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Reads field 22 of proc(5) stat. Counts from the end of the command, which may hold blanks and brackets. */
function startOf(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

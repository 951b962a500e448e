/** One run at a time in an output folder: a file that names the process which is writing. */
import fs from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isJsonObject } from '../api/json.ts';
import { errorCode, type FileSystem } from './file-system.ts';
import { recordsFolder } from './output-path.ts';

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

/** Names a process even after its id was given to another one. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start in ticks since boot; `null` where the system does not tell. */
  readonly started: string | null;
}

/** The process that runs this. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid) };
}

/** Whether the very process still runs, and is another than this one. */
function isOtherLiveProcess({ pid, started }: ProcessIdentity): boolean {
  // A write never yields, so a lock with our own id was left by an earlier process that had it.
  if (pid === process.pid || !isRunning(pid)) return false;
  return started === null || startOf(pid) === started;
}

function isRunning(pid: number): boolean {
  // Zero and below would ask for groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of proc(5) stat; counted after the command, which may hold blanks and brackets. */
function startOf(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Runs to the end before an interrupt takes effect: SIGINT and SIGTERM find the old files or the new ones. */
export async function withSignalsHeld<Result>(work: () => Result): Promise<Result> {
  const held: NodeJS.Signals[] = [];
  const hold = (signal: NodeJS.Signals): void => void held.push(signal);
  process.on('SIGINT', hold);
  process.on('SIGTERM', hold);
  try {
    return work();
  } finally {
    // What arrived during the work is handed out only when the event loop turns.
    await setImmediate();
    process.off('SIGINT', hold);
    process.off('SIGTERM', hold);
    const [signal] = held;
    if (signal !== undefined) process.kill(process.pid, signal);
  }
}

/** Lock of an output folder: a file that names the process that writes. Signals wait until files are written. */
import fs from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
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
interface ProcessIdentity {
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

/** Signals that end a process and that it may handle: an interrupt, a terminal that closes, a request to end. */
const endingSignals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

interface SignalGate {
  readonly hold: () => void;
  readonly release: () => void;
}

/**
 * One for the process. Its listener stays after the first write: a signal that arrives while a listener is
 * removed reaches neither the listener nor the system.
 */
function createSignalGate(): SignalGate {
  let holders = 0;
  let held: NodeJS.Signals | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (holders > 0) held ??= signal;
    else end(signal);
  };
  const end = (signal: NodeJS.Signals): void => {
    // A host with a listener of its own has received the signal too, and decides what it does.
    if (process.listenerCount(signal) > 1) return;
    for (const one of endingSignals) process.off(one, onSignal);
    process.kill(process.pid, signal);
  };
  return {
    hold: () => {
      holders += 1;
      for (const signal of endingSignals) {
        if (!process.listeners(signal).includes(onSignal)) process.on(signal, onSignal);
      }
    },
    release: () => {
      holders -= 1;
      if (holders > 0 || held === null) return;
      const signal = held;
      held = null;
      end(signal);
    },
  };
}

const gate = createSignalGate();

/** Runs `work`, and ends the process afterwards if a signal arrived meanwhile. */
export async function withSignalsHeld<Result>(work: () => Result): Promise<Result> {
  gate.hold();
  try {
    return work();
  } finally {
    // Node.js delivers signals of that time only when the event loop turns.
    await setImmediate();
    gate.release();
  }
}

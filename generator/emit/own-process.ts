/** What emit has to know of processes: which one this is, which ones live, and how to put a signal off. */
import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';

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
export function isOtherLiveProcess({ pid, started }: ProcessIdentity): boolean {
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

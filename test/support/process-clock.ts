/** Turns rounds of the event loop into time, so that a process that waits for a processor is never late. */
import type { Clock } from '../../templates/runtime/files/clock.ts';

/** Time in milliseconds, of which each turn of the event loop adds at most one. */
export interface ProcessClock {
  /** Goes on while something is scheduled. */
  readonly now: () => number;
  /** Runs the task once, later; the returned function cancels it. */
  readonly schedule: (ms: number, task: () => void) => () => void;
}

interface Task {
  readonly dueMs: number;
  readonly run: () => void;
}

/**
 * The clock of this process.
 *
 * A turn takes a millisecond at least, and reads what sockets have. On a machine with time to spare it keeps
 * step with the clock on the wall. On a busy one it is slower, as everything else in the process is.
 */
export const processClock: ProcessClock = startClock();

/** The same clock, `speed` times faster: waits of minutes in a test of milliseconds. */
export function fastClock(speed: number): Clock {
  return {
    now: () => processClock.now() * speed,
    date: () => Date.now(),
    schedule: (ms, task) => processClock.schedule(ms / speed, task),
  };
}

/** Waits on the clock of this process. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => processClock.schedule(ms, resolve));
}

/** How long it takes until the promise settles, on the clock of this process. */
export async function settlingMs(promise: PromiseLike<unknown>): Promise<number> {
  const stop = processClock.schedule(Infinity, () => undefined);
  const startedAt = processClock.now();
  await Promise.allSettled([promise]);
  stop();
  return processClock.now() - startedAt;
}

/** Runs the check after each turn until it no longer throws. @throws its last error, after ten thousand turns. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let turnsLeft = 10_000; ; turnsLeft -= 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (turnsLeft === 0) throw error;
    }
    await sleep(1);
  }
}

function startClock(): ProcessClock {
  const tasks = new Set<Task>();
  let nowMs = 0;
  let isTurning = false;
  const turn = (): void => {
    nowMs += 1;
    const due = [...tasks].filter(({ dueMs }) => dueMs <= nowMs).toSorted((a, b) => a.dueMs - b.dueMs);
    for (const task of due) if (tasks.delete(task)) task.run();
    isTurning = tasks.size > 0;
    if (isTurning) afterTurn(turn);
  };
  return {
    now: () => nowMs,
    schedule(ms, run) {
      const task = { dueMs: nowMs + ms, run };
      tasks.add(task);
      if (!isTurning) afterTurn(turn);
      isTurning = true;
      return () => void tasks.delete(task);
    },
  };
}

/** A timer alone may fire twice between two reads of the sockets; what is set as immediate comes after a read. */
function afterTurn(task: () => void): void {
  const immediate: unknown = Reflect.get(globalThis, 'setImmediate');
  setTimeout(() => (typeof immediate === 'function' ? immediate(task) : task()), 1);
}

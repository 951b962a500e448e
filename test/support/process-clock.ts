/** Turns rounds of the event loop into time, so that a process that waits for a processor is never late. */
import type { Clock } from '../../templates/runtime/files/abort.ts';

/** Time in milliseconds, of which each turn of the event loop adds only a few. */
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
 * Each turn reads what sockets have. On a machine with time to spare the clock keeps step with the clock on the
 * wall. On a busy one it is slower, as everything else in the process is.
 */
export const processClock: ProcessClock = clockOfProcess();

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

/** Keeps the clock going also while nothing is scheduled; the returned function ends that. */
export function keepGoing(): () => void {
  return processClock.schedule(Infinity, () => undefined);
}

/** How long it takes until the promise settles, on the clock of this process. */
export async function settlingMs(promise: PromiseLike<unknown>): Promise<number> {
  const stop = keepGoing();
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

/** A bundle has a copy of this module; the clock is the same in all copies. */
function clockOfProcess(): ProcessClock {
  const key = Symbol.for('clientwright.tests.process-clock');
  const clock = (Reflect.get(globalThis, key) as ProcessClock | undefined) ?? startClock(); // set below, or by a copy
  Reflect.set(globalThis, key, clock);
  return clock;
}

function startClock(): ProcessClock {
  const tasks = new Set<Task>();
  let nowMs = 0;
  let turnedAt = 0;
  let isTurning = false;
  const turn = (): void => {
    const wallMs = performance.now();
    nowMs += Math.min(wallMs - turnedAt, longestTurnMs);
    turnedAt = wallMs;
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
      if (!isTurning) {
        isTurning = true;
        turnedAt = performance.now();
        afterTurn(turn);
      }
      return () => void tasks.delete(task);
    },
  };
}

/** A turn of Node.js takes little more than a millisecond; pages of a browser have timers of four. */
const longestTurnMs = Reflect.has(globalThis, 'setImmediate') ? 2 : 8;

/** A timer alone may fire twice between two reads of the sockets; what is set as immediate comes after a read. */
function afterTurn(task: () => void): void {
  const immediate: unknown = Reflect.get(globalThis, 'setImmediate');
  setTimeout(() => (typeof immediate === 'function' ? immediate(task) : task()), 1);
}

/** Processes that work on tasks, a bounded number at once. They end with the command, also where a signal ends it. */
import { fork, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import type { ProgressListener } from '../options.ts';
import { ownModule } from '../own-file.ts';
import { findingsOf } from './report.ts';
import { isWorkerMessage, type WorkerAnswer, type WorkerTask } from './worker-messages.ts';

/** A task, and the receivers of what becomes of it. */
export interface WaitingTask {
  readonly task: WorkerTask;
  /** Called when a process takes the task. */
  readonly start: () => ProgressListener;
  readonly end: (answer: WorkerAnswer) => void;
}

/** The processes of a run. */
interface Crew {
  readonly processes: Set<ChildProcess>;
  /** A signal ends the command: nothing is started, and no failure is reported. */
  isEnding: boolean;
}

/** Works on the tasks in their order. Returns whether code of the project failed outside of its calls. */
export async function workThrough(tasks: readonly WaitingTask[], size: number): Promise<boolean> {
  const crew: Crew = { processes: new Set(), isEnding: false };
  const release = endWithSignals(crew);
  // One queue for all: each process takes the next task when it has ended one.
  const queue = tasks.values();
  try {
    const places = Array.from({ length: size }, () => workInOneProcess(queue, crew));
    return (await Promise.all(places)).includes(true);
  } finally {
    release();
  }
}

/** A process that ends early has failed at its task alone: another one takes the next. */
async function workInOneProcess(queue: Iterable<WaitingTask>, crew: Crew): Promise<boolean> {
  let worker: ChildProcess | null = null;
  for (const { task, start, end } of queue) {
    if (worker === null || hasEnded(worker)) worker = startWorker(crew);
    const answer = await ask(worker, task, start());
    if (crew.isEnding) await new Promise(() => undefined);
    end(answer);
  }
  return worker !== null && !hasEnded(worker) && (await endWorker(worker)) !== 0;
}

function startWorker({ processes }: Crew): ChildProcess {
  // A structured clone keeps maps, which hold the sources of a run.
  const worker = fork(ownModule('generator/cli/worker'), { serialization: 'advanced' });
  processes.add(worker);
  worker.once('exit', () => processes.delete(worker));
  // Reported with its task. Between tasks, the next task finds that the process has ended.
  worker.on('error', () => undefined);
  return worker;
}

/** Where the system has started no process, there is no `pid`. */
function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function ask(worker: ChildProcess, task: WorkerTask, listener: ProgressListener): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    const finish = (answer: WorkerAnswer): void => {
      worker.off('message', receive).off('exit', onExit).off('error', onError);
      resolve(answer);
    };
    const fail = (reason: string): void => {
      const message = `The process of this API ${reason} before its result.`;
      finish({ kind: 'failed', diagnostics: findingsOf({ code: 'CW6022', message }).diagnostics });
    };
    const receive = (message: unknown): void => {
      if (!isWorkerMessage(message)) return;
      if (message.kind === 'stage') listener(message.stage, message.count);
      else finish(message);
    };
    const onExit = (code: number | null, signal: string | null): void =>
      fail(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`);
    const onError = (error: Error): void => fail(`failed (${error.message})`);
    worker.on('message', receive).on('exit', onExit).on('error', onError);
    // Where it has ended, the events say so.
    worker.send(task, () => undefined);
  });
}

/** Returns the exit code. */
function endWorker(worker: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    worker.once('exit', resolve);
    worker.disconnect();
  });
}

const endingSignals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

/**
 * Passes a signal on, and ends the command by it when every process has ended: each leaves its package as it was, or
 * whole. The second signal does not wait for them. Returns the function that stops listening.
 */
function endWithSignals(crew: Crew): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    for (const worker of crew.processes) worker.kill(crew.isEnding ? 'SIGKILL' : signal);
    if (crew.isEnding) return;
    crew.isEnding = true;
    void endBy(signal);
  };
  const endBy = async (signal: NodeJS.Signals): Promise<void> => {
    await Promise.all([...crew.processes].map(exitOf));
    release();
    process.kill(process.pid, signal);
  };
  const release = (): void => {
    for (const signal of endingSignals) process.off(signal, onSignal);
  };
  for (const signal of endingSignals) process.on(signal, onSignal);
  return release;
}

function exitOf(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => worker.once('exit', () => resolve()));
}

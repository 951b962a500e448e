/** Processes that work on several APIs at once. They end with the command. */
import { type ChildProcess, fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CheckResult, Count, GenerateResult, ProgressListener, StageName } from '../options.ts';
import { ownModule } from '../own-file.ts';
import type { Context } from './environment.ts';
import { type FleetProgress, showFleetProgress } from './progress.ts';
import { findingsOf } from './report.ts';

/** A task, and the receivers of what becomes of it. */
interface WaitingTask {
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
async function workThrough(tasks: readonly WaitingTask[], size: number): Promise<boolean> {
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

export interface Fleet {
  readonly progress: Pick<FleetProgress, 'hide' | 'show'>;
  /** The answer about a run. Never rejects. */
  readonly answerOf: (run: Run) => Promise<WorkerAnswer>;
  /** Waits for the processes. Returns whether code of the project failed outside of its calls. */
  readonly end: () => Promise<boolean>;
}

interface FleetRequest extends Pick<WorkerTask, 'stage' | 'flags'> {
  readonly runs: readonly Run[];
  readonly context: Context;
}

/** `null`: one process is the shortest way. */
export function startFleet({ runs, context, ...work }: FleetRequest): Fleet | null {
  const { cwd } = context.environment;
  const sizes = new Map(runs.map((run) => [run, sizeOf(run)]));
  const size = context.workers ?? usefulWorkers([...sizes.values()]);
  if (Math.min(size, runs.length) < 2) return null;
  const progress = showFleetProgress(runs.length, context);
  const answers = new Map<Run, Promise<WorkerAnswer>>();
  const tasks = new Map<Run, WaitingTask>();
  for (const run of runs) {
    const { promise, resolve: answer } = Promise.withResolvers<WorkerAnswer>();
    answers.set(run, promise);
    tasks.set(run, {
      task: taskOf(run, { ...work, cwd }),
      start: () => progress.start(run.options.out),
      end: (given) => {
        progress.end(run.options.out);
        answer(given);
      },
    });
  }
  // The longest work first: begun last, it would leave the other processes idle.
  const order = runs.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0));
  const waiting = order.map((run) => tasks.get(run)).filter((task) => task !== undefined);
  const ended = workThrough(waiting, Math.min(size, runs.length)).finally(() => progress.stop());
  const none: WorkerAnswer = { kind: 'failed', diagnostics: [] };
  return { progress, answerOf: async (run) => (await answers.get(run)) ?? none, end: () => ended };
}

/** Bytes of the document; its other files are not looked for. */
function sizeOf({ options: { workingDirectory, spec } }: Run): number {
  return statSync(resolve(workingDirectory, spec), { throwIfNoEntry: false })?.size ?? 0;
}

/** A run takes 0.15 s of CPU whatever its document, as long as 75 kB of one: a megabyte takes 2 s. */
const bytesOfAnApi = 75_000;

/** A process takes 2 s of CPU before its first result, as long as a megabyte. With less work it would not pay. */
const bytesOfAProcess = 1_000_000;

/** Memory of a process at its peak: 300 MB, and 100 times its largest document. */
function memoryFor(largest: number): number {
  return 300_000_000 + 100 * largest;
}

/** Returns how many processes shorten the run, for APIs with documents of these sizes in bytes. */
export function usefulWorkers(sizes: readonly number[]): number {
  const work = sizes.reduce((sum, size) => sum + size + bytesOfAnApi, 0);
  return Math.min(
    sizes.length,
    availableParallelism(),
    Math.ceil(work / bytesOfAProcess),
    Math.floor(process.availableMemory() / memoryFor(Math.max(0, ...sizes))),
  );
}

/** Work of a process on one API. */
export interface WorkerTask {
  readonly stage: 'generate' | 'check';
  readonly flags: RunFlags;
  /** Folder that relative paths of the command line start from. */
  readonly cwd: string;
  /** Without templates: they are functions, which a message cannot contain. */
  readonly run: Run;
  /** `true`: the process loads the configuration for its templates. */
  readonly hasTemplates: boolean;
}

/** A result without the API model, which no report needs. */
export type WorkerResult = GenerateResult | CheckResult;

export type WorkerMessage =
  { readonly kind: 'stage'; readonly stage: StageName; readonly count?: Count } | WorkerAnswer;

/** The last message about a task. */
export type WorkerAnswer =
  | { readonly kind: 'done'; readonly result: WorkerResult; readonly seconds: number }
  /** The work threw, or could not start. */
  | { readonly kind: 'failed'; readonly diagnostics: readonly Diagnostic[] };

function taskOf(run: Run, { stage, flags, cwd }: Pick<WorkerTask, 'stage' | 'flags' | 'cwd'>): WorkerTask {
  const { options } = run;
  return {
    stage,
    flags,
    cwd,
    run: { ...run, options: { ...options, templates: [] } },
    hasTemplates: options.templates.length > 0,
  };
}

/** Only this program is on the other side, so the parts of a message are not looked at. */
export function isWorkerTask(message: unknown): message is WorkerTask {
  return typeof message === 'object' && message !== null && 'hasTemplates' in message;
}

function isWorkerMessage(message: unknown): message is WorkerMessage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

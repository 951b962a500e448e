/** Several APIs at once: how many processes shorten the run, and what each API came to. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Run } from '../config/runs.ts';
import type { Context } from './environment.ts';
import { showFleetProgress, type FleetProgress } from './progress.ts';
import { taskOf, type WorkerAnswer, type WorkerTask } from './worker-messages.ts';
import { workThrough, type WaitingTask } from './workers.ts';

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

/** What each API takes besides its document, as bytes of a document: 0.15 s of CPU, where a megabyte takes 2 s. */
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

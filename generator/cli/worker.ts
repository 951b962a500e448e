/** The program of a worker: works on the APIs that the command sends to it, one at a time, until the command ends it. */
import module from 'node:module';
import { resolveRuns, type Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import type { ProgressListener } from '../options.ts';
import type { Environment } from './environment.ts';
import { performRun } from './runs.ts';
import { createGuard, loadPipeline, processEnvironment, receiveStrays } from './process.ts';
import { failedRun, findingsOf, reportBug, reportStray, type Findings } from './report.ts';
import {
  isWorkerTask,
  type WorkerAnswer,
  type WorkerMessage,
  type WorkerResult,
  type WorkerTask,
} from './workers.ts';

type Configured = readonly Run[] | Findings;

function work(): void {
  module.enableCompileCache();
  const guard = createGuard(new URL('../..', import.meta.url));
  const environment = processEnvironment(process.cwd(), guard.runForeignCode);
  const strays = receiveStrays({ guard, environment, reportBug, reportStray });
  let loaded: Promise<Configured> | null = null;
  const load = (task: WorkerTask): Promise<Configured> => (loaded ??= loadRuns(task, environment));
  // Also where the command was killed: nobody would read the result.
  process.on('disconnect', () => {
    process.exitCode = strays.ofProject() ? 1 : 0;
    guard.exit();
  });
  process.on('message', (message) => {
    if (!isWorkerTask(message)) return;
    void answer(message, { ...environment, cwd: message.cwd }, load).then(send);
  });
}

function send(message: WorkerMessage): void {
  if (process.connected) process.send?.(message);
}

async function answer(
  task: WorkerTask,
  environment: Environment,
  load: (task: WorkerTask) => Promise<Configured>,
): Promise<WorkerAnswer> {
  try {
    const run = task.hasTemplates ? runAmong(await load(task), task) : task.run;
    if ('diagnostics' in run) return { kind: 'failed', diagnostics: run.diagnostics };
    const pipeline = await loadPipeline();
    const listener: ProgressListener = (stage, count) =>
      send({ kind: 'stage', stage, ...(count === undefined ? {} : { count }) });
    const request = { run, flags: task.flags, environment, isRemembered: true };
    const stage = (): Promise<WorkerResult> => pipeline[task.stage](run.options, listener);
    const { result, seconds } = await performRun<WorkerResult>(request, stage);
    return { kind: 'done', result: sendable(result), seconds };
  } catch (error) {
    return { kind: 'failed', diagnostics: failedRun(error, environment).diagnostics };
  }
}

/** Without the API, which the command does not need, and without what a parsed text holds. */
function sendable(result: WorkerResult): WorkerResult {
  const texts = [...result.sources].map(([file, { text, format }]) => [file, { text, format }] as const);
  return { ...result, ...('api' in result ? { api: null } : {}), sources: new Map(texts) };
}

/** The run with its templates, which the command cannot send. */
function runAmong(runs: Configured, { run }: WorkerTask): Run | Findings {
  if ('diagnostics' in runs) return runs;
  const found = runs.find(({ api, options }) => api === run.api && options.out === run.options.out);
  const message = `The configuration has no API "${run.api ?? ''}" when it is loaded again.`;
  return found ?? findingsOf({ code: 'CW6022', message });
}

async function loadRuns({ flags, cwd }: WorkerTask, { runForeignCode }: Environment): Promise<Configured> {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const runs = await resolveRuns({ flags, workingDirectory: cwd, diagnostics, sources, runForeignCode });
  return runs ?? { diagnostics: diagnostics.all, sources };
}

work();

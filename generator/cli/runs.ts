/** The options of a command → its runs, made one after the other, each timed and with its progress shown. */
import { resolveRuns } from '../config/runs.ts';
import type { RunFlags } from '../config/run-flags.ts';
import type { Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { SourceText } from '../diagnostics/output-source.ts';
import type { GenerateOptions, Pipeline, ProgressListener } from '../options.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { showProgress } from './progress.ts';
import { refuse } from './usage.ts';

/** A run that came to its end, whether it was `ok` or not. */
export interface Finished<Result> {
  readonly run: Run;
  readonly result: Result;
  readonly seconds: number;
}

/** What `generate`, `check` and the dump do differently. */
export interface RunsPlan<Result> {
  readonly flags: RunFlags;
  readonly work: (
    pipeline: Pipeline,
  ) => (options: GenerateOptions, progress: ProgressListener) => Promise<Result>;
  /** Called as each run ends, so that what it has to say does not wait for the others. */
  readonly report: (finished: Finished<Result>) => Promise<void>;
}

/** Not `ok`: no run was made, and why was already said. */
export type RunsOutcome<Result> =
  | { readonly ok: true; readonly finished: readonly Finished<Result>[] }
  | { readonly ok: false; readonly exitCode: ExitCode };

/** One at a time: each has a worker pool of its own, and their messages would mix. */
export async function makeRuns<Result>(
  plan: RunsPlan<Result>,
  context: Context,
): Promise<RunsOutcome<Result>> {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const workingDirectory = context.environment.cwd;
  const runs = await resolveRuns({ flags: plan.flags, workingDirectory, diagnostics, sources });
  if (runs === null) return { ok: false, exitCode: await refuse(diagnostics.all, sources, context) };
  const work = plan.work(await context.loadPipeline());
  const finished: Finished<Result>[] = [];
  for (const run of runs) {
    const one = await makeRun(run, work, context);
    await plan.report(one);
    finished.push(one);
  }
  return { ok: true, finished };
}

async function makeRun<Result>(
  run: Run,
  work: (options: GenerateOptions, progress: ProgressListener) => Promise<Result>,
  context: Context,
): Promise<Finished<Result>> {
  const start = performance.now();
  const progress = showProgress(run.options.out, context);
  try {
    const result = await work(run.options, progress.listener);
    return { run, result, seconds: (performance.now() - start) / 1000 };
  } finally {
    progress.stop();
  }
}

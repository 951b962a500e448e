/** Runs a stage of the pipeline for each requested API, one after the other, and reports on each run. */
import { hrtime } from 'node:process';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import { fingerprintOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import type { UnchangedRun } from '../last-run.ts';
import type { GenerateOptions, Pipeline, ProgressListener, Timing } from '../options.ts';
import { exitCodes } from './environment.ts';
import type { Context, Environment, ExitCode } from './environment.ts';
import { knownRuns, rememberOptions } from './known-options.ts';
import { showProgress } from './progress.ts';
import { readKnownFindings, rememberRun, unchangedAs, unchangedRun } from './remembered-runs.ts';
import { printFindings, printJsonReport, refuse } from './report.ts';
import type { Findings } from './report.ts';

/** A run that ended, successfully or not. */
export interface Finished<Result> {
  readonly run: Run;
  readonly result: Result;
  readonly seconds: number;
}

/** Work of a command on each API. */
export interface RunsPlan<Result> {
  readonly flags: RunFlags;
  readonly work: (
    pipeline: Pipeline,
  ) => (options: GenerateOptions, progress: ProgressListener) => Promise<Result>;
  /** Result of a run that would change nothing. Absent: each run is made. */
  readonly unchanged?: (last: UnchangedRun) => Result;
  /** `true`: the report needs the templates of the configuration, even where nothing has changed. */
  readonly reportsTemplates?: boolean;
  /** Called after each run, so that its report does not wait for other runs. */
  readonly report: (finished: Finished<Result>) => void | Promise<void>;
}

export type RunsOutcome<Result> =
  | { readonly ok: true; readonly finished: readonly Finished<Result>[] }
  /** No run was made, and the reason was reported. */
  | { readonly ok: false; readonly exitCode: ExitCode };

/** The parts of a result that all commands report. */
interface ReportedResult extends Findings {
  readonly ok: boolean;
  readonly timings: readonly Timing[];
}

/** Makes the runs one at a time: each has its own worker threads, and their messages would interleave. */
export async function makeRuns<Result extends ReportedResult>(
  plan: RunsPlan<Result>,
  context: Context,
): Promise<RunsOutcome<Result>> {
  const unchanged = await unchangedRuns(plan, context.environment);
  if (unchanged !== null) {
    for (const one of unchanged) await report(one, plan, context);
    return { ok: true, finished: unchanged };
  }
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const { cwd, runForeignCode } = context.environment;
  const { resolveRuns } = await import('../config/runs.ts');
  const request = { flags: plan.flags, workingDirectory: cwd, diagnostics, sources, runForeignCode };
  const runs = await resolveRuns(request);
  if (runs === null) {
    return { ok: false, exitCode: await refuse({ diagnostics: diagnostics.all, sources }, context) };
  }
  const finished: Finished<Result>[] = [];
  for (const run of runs) {
    const one = (await skippedRun(run, plan, context)) ?? (await makeRun(run, plan, context));
    await report(one, plan, context);
    finished.push(one);
  }
  if (plan.unchanged !== undefined) await rememberOptions(plan.flags, runs, context.environment);
  return { ok: true, finished };
}

async function report<Result extends ReportedResult>(
  finished: Finished<Result>,
  plan: RunsPlan<Result>,
  context: Context,
): Promise<void> {
  await reportRun(finished, context);
  await plan.report(finished);
}

/** `makeRuns`, and the JSON document about all runs. `detailsOf` returns the members that only this command has. */
export async function runApis<Result extends ReportedResult>(
  plan: RunsPlan<Result> & { readonly detailsOf: (result: Result) => object },
  context: Context,
): Promise<ExitCode> {
  const outcome = await makeRuns<Result>(plan, context);
  if (!outcome.ok) return outcome.exitCode;
  const ok = outcome.finished.every(({ result }) => result.ok);
  const apis = outcome.finished.map(({ run, result, seconds }) => ({
    api: run.api,
    spec: run.options.spec,
    out: run.options.out,
    ok: result.ok,
    ...plan.detailsOf(result),
    ...(context.output.timings ? { seconds, timings: result.timings } : {}),
  }));
  const runs = outcome.finished.map(({ result }) => result);
  await printJsonReport({ ok, runs, details: { apis } }, context);
  return ok ? exitCodes.ok : exitCodes.failed;
}

/** `null`: a run has to be made, or the configuration evaluated, which takes longer than comparing hashes. */
async function unchangedRuns<Result>(
  { flags, unchanged, reportsTemplates = false }: RunsPlan<Result>,
  environment: Environment,
): Promise<readonly Finished<Result>[] | null> {
  if (unchanged === undefined || reportsTemplates) return null;
  const finished: Finished<Result>[] = [];
  for (const { run, identity } of (await knownRuns(flags, environment)) ?? []) {
    const start = now();
    const last = await unchangedAs(identity, run, environment);
    if (last === null) return null;
    finished.push({ run, result: unchanged(last), seconds: now() - start });
  }
  return finished.length === 0 ? null : finished;
}

/** Seconds of a clock that never goes back. Loading `performance` would take 4 ms. */
function now(): number {
  return Number(hrtime.bigint()) / 1e9;
}

/** `null`: the run has to be made. Ends before the stages are loaded, which takes longer than all of it. */
async function skippedRun<Result>(
  run: Run,
  { flags, unchanged }: RunsPlan<Result>,
  { environment }: Context,
): Promise<Finished<Result> | null> {
  if (unchanged === undefined) return null;
  const start = now();
  const last = await unchangedRun(run, flags, environment);
  return last && { run, result: unchanged(last), seconds: now() - start };
}

async function makeRun<Result extends ReportedResult>(
  run: Run,
  plan: RunsPlan<Result>,
  context: Context,
): Promise<Finished<Result>> {
  const work = plan.work(await context.loadPipeline());
  const start = now();
  const progress = showProgress(run.options.out, context);
  try {
    const result = await work(run.options, progress.listener);
    const seconds = now() - start;
    if (result.ok && plan.unchanged !== undefined)
      await rememberRun(run, plan.flags, { findings: result, environment: context.environment });
    return { run, result, seconds };
  } finally {
    progress.stop();
  }
}

async function reportRun({ run, result }: Finished<ReportedResult>, context: Context): Promise<void> {
  const known = readKnownFindings(run, context.environment);
  const isKnown = known === null ? null : (one: Diagnostic) => known.has(fingerprintOf(one));
  await printFindings({ ...result, isKnown }, context);
  const { output, environment } = context;
  if (output.timings && output.format !== 'json') environment.stderr.write(timingTable(result.timings));
}

/** One line for each stage, such as `normalise      12 ms      10 ms CPU`, and their sum. */
function timingTable(timings: readonly Timing[]): string {
  const total = {
    stage: 'total',
    wallMs: timings.reduce((sum, { wallMs }) => sum + wallMs, 0),
    cpuMs: timings.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
  const milliseconds = (value: number): string => `${value.toFixed(0)} ms`.padStart(11);
  return [...timings, total]
    .map(
      ({ stage, wallMs, cpuMs }) =>
        `  ${stage.padEnd(10)}${milliseconds(wallMs)}${milliseconds(cpuMs)} CPU\n`,
    )
    .join('');
}

/** Runs a stage of the pipeline for each requested API, one after the other, and reports on each run. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { resolveRuns } from '../config/runs.ts';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import { fingerprintOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import type { GenerateOptions, Pipeline, ProgressListener, Timing } from '../options.ts';
import { exitCodes } from './environment.ts';
import type { Context, Environment, ExitCode } from './environment.ts';
import { showProgress } from './progress.ts';
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
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const { cwd, runForeignCode } = context.environment;
  const request = { flags: plan.flags, workingDirectory: cwd, diagnostics, sources, runForeignCode };
  const runs = await resolveRuns(request);
  if (runs === null) {
    return { ok: false, exitCode: await refuse({ diagnostics: diagnostics.all, sources }, context) };
  }
  const work = plan.work(await context.loadPipeline());
  const finished: Finished<Result>[] = [];
  for (const run of runs) {
    const one = await makeRun(run, work, context);
    await reportRun(one, context);
    await plan.report(one);
    finished.push(one);
  }
  return { ok: true, finished };
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

async function reportRun({ run, result }: Finished<ReportedResult>, context: Context): Promise<void> {
  const known = await readKnownFindings(run, context.environment);
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

/**
 * Remembers the findings of a run, so that the next run shows new ones first. The record is not part of the package:
 * a finding has an address in the document, and committed addresses would change with its layout.
 */
export async function rememberFindings(
  { run, result }: Finished<Findings>,
  { environment }: Context,
): Promise<void> {
  const file = knownFindingsFile(run, environment);
  try {
    if (!(await stat(join(environment.cwd, 'node_modules'))).isDirectory()) return;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify([...new Set(result.diagnostics.map(fingerprintOf))].sort()));
  } catch {
    // Without node_modules, or without write access to it, no finding is shown as new.
  }
}

async function readKnownFindings(run: Run, environment: Environment): Promise<ReadonlySet<unknown> | null> {
  try {
    const known: unknown = JSON.parse(await readFile(knownFindingsFile(run, environment), 'utf8'));
    return Array.isArray(known) ? new Set<unknown>(known) : null;
  } catch {
    return null;
  }
}

/** One file for each output folder, where tools of a project keep caches. */
function knownFindingsFile({ options }: Run, { cwd }: Environment): string {
  const name = encodeURIComponent(resolve(cwd, options.out)).replaceAll('%2F', '-').slice(-150);
  return join(cwd, 'node_modules', '.cache', 'clientwright', `findings${name}.json`);
}

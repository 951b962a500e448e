/** Runs a stage of the pipeline for each requested API, and reports on each run in the order of the configuration. */
import { hrtime } from 'node:process';
import type { RunFlags } from '../config/run-options.ts';
import type { Run } from '../config/runs.ts';
import { type Diagnostic, DiagnosticCollector, fingerprintOf } from '../diagnostics/diagnostic.ts';
import { withPositions } from '../diagnostics/locate.ts';
import type { SourceText } from '../diagnostics/source.ts';
import type { UnchangedRun } from '../last-run.ts';
import type { GenerateOptions, Pipeline, ProgressListener, Timing } from '../options.ts';
import { type Context, type Environment, type ExitCode, exitCodes } from './environment.ts';
import { showProgress } from './progress.ts';
import {
  knownRuns,
  readKnownFindings,
  rememberOptions,
  rememberRun,
  unchangedAs,
  unchangedRun,
} from './remembered-runs.ts';
import { failedRun, type Findings, printFindings, printJsonReport, refuse } from './report.ts';
import type { Fleet, WorkerResult, WorkerTask } from './workers.ts';

/** A run that ended, successfully or not. */
export interface Finished<Result> {
  readonly run: Run;
  readonly result: Result;
  readonly seconds: number;
  /** The run threw an error that no stage handled. Absent: it did not. */
  readonly hasBug?: boolean;
}

/** Work of a command on each API. */
interface RunsPlan<Result> {
  readonly flags: RunFlags;
  readonly work: (
    pipeline: Pipeline,
  ) => (options: GenerateOptions, progress: ProgressListener) => Promise<Result>;
  /** How a failure of one API leaves the others alone. Absent: an error that is thrown ends the command. */
  readonly each?: EachApi<Result>;
  /** Result of a run that would change nothing. Absent: each run is made. */
  readonly unchanged?: (last: UnchangedRun) => Result;
  /** `true`: the report needs the templates of the configuration, even where nothing has changed. */
  readonly reportsTemplates?: boolean;
  /** Called after each run, so that its report does not wait for other runs. */
  readonly report: (finished: Finished<Result>) => void | Promise<void>;
}

/** Work on each API by itself, in this process or in one of several. */
interface EachApi<Result> {
  readonly stage: WorkerTask['stage'];
  /** The result of a process; `null`: it is of another stage. */
  readonly received: (result: WorkerResult) => Result | null;
  /** Result of a run that threw. */
  readonly failed: (findings: Findings) => Result;
}

type RunsOutcome<Result> =
  | {
      readonly ok: true;
      readonly finished: readonly Finished<Result>[];
      /** Code of the project failed outside of its calls, in another process. */
      readonly hasStrayed: boolean;
    }
  /** No run was made, and the reason was reported. */
  | { readonly ok: false; readonly exitCode: ExitCode };

/** The parts of a result that all commands report. */
interface ReportedResult extends Findings {
  readonly ok: boolean;
  readonly timings: readonly Timing[];
}

/** Makes the runs, several at once where that is shorter. Each has its report by itself, and in its turn. */
export async function makeRuns<Result extends ReportedResult>(
  plan: RunsPlan<Result>,
  context: Context,
): Promise<RunsOutcome<Result>> {
  const known = await compareKnownRuns(plan, context.environment);
  if (known.unchanged !== null) {
    for (const one of known.unchanged) await report(one, plan, context);
    return { ok: true, finished: known.unchanged, hasStrayed: false };
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
  const outcome = await makeEach({ runs, changed: known.changed }, plan, context);
  if (plan.unchanged !== undefined) await rememberOptions(plan.flags, runs, context.environment);
  return { ok: true, ...outcome };
}

async function makeEach<Result extends ReportedResult>(
  { runs, changed }: { readonly runs: readonly Run[]; readonly changed: string | null },
  plan: RunsPlan<Result>,
  context: Context,
): Promise<{ readonly finished: readonly Finished<Result>[]; readonly hasStrayed: boolean }> {
  const skipped = new Map<Run, Finished<Result>>();
  for (const run of runs) {
    const one = run.options.out === changed ? null : await skippedRun(run, plan, context);
    if (one !== null) skipped.set(run, one);
  }
  const toMake = runs.filter((run) => !skipped.has(run));
  const fleet = await fleetFor(toMake, plan, context);
  const finished: Finished<Result>[] = [];
  for (const run of runs) {
    const one = skipped.get(run) ?? (await (fleet?.made(run) ?? makeRun(run, plan, context)));
    fleet?.progress.hide();
    await report(one, plan, context);
    fleet?.progress.show();
    finished.push(one);
  }
  return { finished, hasStrayed: (await fleet?.end()) ?? false };
}

/** `null`: the runs are made in this process, one after the other. */
async function fleetFor<Result>(
  runs: readonly Run[],
  { each, flags }: RunsPlan<Result>,
  context: Context,
): Promise<(Fleet & { readonly made: (run: Run) => Promise<Finished<Result>> }) | null> {
  if (each === undefined || runs.length < 2) return null;
  const { startFleet } = await import('./workers.ts');
  const fleet = startFleet({ runs, stage: each.stage, flags, context });
  if (fleet === null) return null;
  const made = async (run: Run): Promise<Finished<Result>> => {
    const answer = await fleet.answerOf(run);
    const received = answer.kind === 'done' ? each.received(answer.result) : null;
    if (answer.kind === 'done' && received !== null)
      return { run, result: received, seconds: answer.seconds };
    return failedAs(
      run,
      { diagnostics: answer.kind === 'failed' ? answer.diagnostics : [], sources: new Map() },
      each,
    );
  };
  return { ...fleet, made };
}

/** `findings` explain why the run has no result. */
function failedAs<Result>(run: Run, findings: Findings, { failed }: EachApi<Result>): Finished<Result> {
  const hasBug = findings.diagnostics.some(({ code }) => code === 'CW9001');
  return { run, result: failed(findings), seconds: 0, hasBug };
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
  const ok = outcome.finished.every(({ result }) => result.ok) && !outcome.hasStrayed;
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
  const hasBug = outcome.finished.some((one) => one.hasBug === true);
  return ok ? exitCodes.ok : hasBug ? exitCodes.bug : exitCodes.failed;
}

interface KnownRuns<Result> {
  /** `null`: a run has to be made, or the configuration evaluated, which takes longer than comparing hashes. */
  readonly unchanged: readonly Finished<Result>[] | null;
  /** Output folder of a run that has to be made; `null`: none is known. */
  readonly changed: string | null;
}

async function compareKnownRuns<Result>(
  { flags, unchanged, reportsTemplates = false }: RunsPlan<Result>,
  environment: Environment,
): Promise<KnownRuns<Result>> {
  const nothing = { unchanged: null, changed: null };
  if (unchanged === undefined || reportsTemplates) return nothing;
  const finished: Finished<Result>[] = [];
  for (const { run, identity } of (await knownRuns(flags, environment)) ?? []) {
    const start = now();
    const last = await unchangedAs(identity, run, environment);
    if (last === null) return { unchanged: null, changed: run.options.out };
    finished.push({ run, result: unchanged(last), seconds: now() - start });
  }
  return finished.length === 0 ? nothing : { unchanged: finished, changed: null };
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
  const { environment } = context;
  const progress = showProgress(run.options.out, context);
  const request = { run, flags: plan.flags, environment, isRemembered: plan.unchanged !== undefined };
  try {
    return { run, ...(await performRun(request, () => work(run.options, progress.listener))) };
  } catch (error) {
    if (plan.each === undefined) throw error;
    return failedAs(run, failedRun(error, environment), plan.each);
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

interface PerformedRun {
  readonly run: Run;
  readonly flags: RunFlags;
  readonly environment: Environment;
  /** `true`: the same run may end with hashes. */
  readonly isRemembered: boolean;
}

export async function performRun<Result extends Findings & { readonly ok: boolean }>(
  { run, flags, environment, isRemembered }: PerformedRun,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly seconds: number }> {
  const start = now();
  const made = await work();
  const seconds = now() - start;
  const result = { ...made, diagnostics: await withPositions(made.diagnostics, made.sources) };
  if (result.ok && isRemembered) await rememberRun(run, flags, { findings: result, environment });
  return { result, seconds };
}

/** Seconds of a clock that never goes back. Loading `performance` would take 4 ms. */
function now(): number {
  return Number(hrtime.bigint()) / 1e9;
}

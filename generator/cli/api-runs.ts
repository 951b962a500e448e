/** A stage, made for every API that was asked for → a report on all of them, and the exit code. */
import type { Context } from './context.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { printJsonReport, type ReportedRun } from './json-report.ts';
import { makeRuns, type Finished, type RunsPlan } from './runs.ts';

/** What `generate` and `check` tell of a run. */
type ApiResult = ReportedRun & {
  readonly ok: boolean;
  readonly timings: readonly unknown[];
};

export interface ApiRunsPlan<Result extends ApiResult> extends RunsPlan<Result> {
  /** What the JSON report has of it besides what is the same for all. */
  readonly detailsOf: (result: Result) => object;
}

/** One that failed keeps no other from its turn. */
export async function runApis<Result extends ApiResult>(
  plan: ApiRunsPlan<Result>,
  context: Context,
): Promise<ExitCode> {
  const outcome = await makeRuns<Result>(plan, context);
  if (!outcome.ok) return outcome.exitCode;
  const ok = outcome.finished.every(({ result }) => result.ok);
  const runs = outcome.finished.map(({ result }) => result);
  const apis = outcome.finished.map((finished) => ({
    ...apiOf(finished),
    ...plan.detailsOf(finished.result),
    ...(context.output.timings ? timingsOf(finished) : {}),
  }));
  await printJsonReport({ ok, runs, details: { apis } }, context);
  return ok ? exitCodes.ok : exitCodes.failed;
}

function apiOf({ run, result }: Finished<ApiResult>): object {
  return { api: run.api, spec: run.options.spec, out: run.options.out, ok: result.ok };
}

function timingsOf({ seconds, result }: Finished<ApiResult>): object {
  return { seconds, timings: result.timings };
}

/** `clientwright generate` → packages written, and a line on each. */
import type { GenerateResult } from '../options.ts';
import type { RunFlags } from '../config/run-flags.ts';
import { coloursOf, printResult } from './context.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { printJsonReport } from './json-report.ts';
import { printProblems } from './problems.ts';
import { makeRuns } from './runs.ts';
import type { Finished } from './runs.ts';
import { printTimings } from './timings.ts';

/** One failed API does not keep the others from being written. */
export async function generateCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  const outcome = await makeRuns<GenerateResult>(
    {
      flags,
      work: ({ generate }) => generate,
      report: (finished) => printGenerated(finished, context),
    },
    context,
  );
  if (!outcome.ok) return outcome.exitCode;
  const ok = outcome.finished.every(({ result }) => result.ok);
  const runs = outcome.finished.map(({ result }) => result);
  const apis = outcome.finished.map((finished) => jsonOf(finished, context.output.timings));
  await printJsonReport({ ok, runs, details: { apis } }, context);
  return ok ? exitCodes.ok : exitCodes.failed;
}

async function printGenerated(finished: Finished<GenerateResult>, context: Context): Promise<void> {
  const { diagnostics, sources, timings } = finished.result;
  await printProblems(diagnostics, sources, context);
  printTimings(timings, context);
  printResult(summaryLine(finished, context), context);
}

function summaryLine({ run, result, seconds }: Finished<GenerateResult>, context: Context): string {
  const { green, red, bold, dim } = coloursOf('stdout', context);
  const name = bold(run.options.out);
  if (!result.ok) return `${name}: ${red('nothing written')}, ${reasonOf(result)}\n`;
  const written = `${result.written.length} ${result.written.length === 1 ? 'file' : 'files'} written`;
  const counts = `${green(written)}, ${result.unchanged} unchanged, ${result.removed.length} removed`;
  return `${name}: ${counts} ${dim(`(${seconds.toFixed(1)} s)`)}\n`;
}

function reasonOf({ diagnostics }: GenerateResult): string {
  return diagnostics.some(({ severity }) => severity === 'error')
    ? 'as there are errors'
    : 'as warnings stop a strict run';
}

function jsonOf({ run, result, seconds }: Finished<GenerateResult>, withTimings: boolean): object {
  return {
    api: run.api,
    spec: run.options.spec,
    out: run.options.out,
    ok: result.ok,
    written: result.written,
    removed: result.removed,
    unchanged: result.unchanged,
    ...(withTimings ? { seconds, timings: result.timings } : {}),
  };
}

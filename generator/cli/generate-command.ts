/** `clientwright generate` → packages written, and a line on each. */
import type { GenerateResult } from '../options.ts';
import type { RunFlags } from '../config/run-flags.ts';
import { runApis } from './api-runs.ts';
import { coloursOf, printResult } from './context.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblems } from './problems.ts';
import type { Finished } from './runs.ts';
import { printTimings } from './timings.ts';

/** One failed API does not keep the others from being written. */
export function generateCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  return runApis<GenerateResult>(
    {
      flags,
      work: ({ generate }) => generate,
      report: (finished) => printGenerated(finished, context),
      detailsOf: ({ written, removed, unchanged }) => ({ written, removed, unchanged }),
    },
    context,
  );
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

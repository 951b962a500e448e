/** `clientwright check` → whether each committed package is what its document gives, and where it first differs. */
import type { RunFlags } from '../config/run-flags.ts';
import { printAnnotation } from '../diagnostics/print-github.ts';
import type { CheckResult, Difference } from '../options.ts';
import { runApis } from './api-runs.ts';
import { coloursOf, printResult } from './context.ts';
import type { Context } from './context.ts';
import { folderInRepository } from './environment.ts';
import { printDifferences } from './differences.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblems } from './problems.ts';
import type { Finished } from './runs.ts';
import { printTimings } from './timings.ts';

/** Looks at every API before it answers, so that one run in CI tells all. */
export function checkCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  return runApis<CheckResult>(
    {
      flags,
      work: ({ check }) => check,
      report: (finished) => printChecked(finished, context),
      detailsOf: ({ differences }) => ({ differences }),
    },
    context,
  );
}

async function printChecked(
  { run, result, seconds }: Finished<CheckResult>,
  context: Context,
): Promise<void> {
  const { out, spec } = run.options;
  await printProblems(result.diagnostics, result.sources, context);
  printTimings(result.timings, context);
  const colours = coloursOf('stdout', context);
  const time = colours.dim(`(${seconds.toFixed(1)} s)`);
  if (result.ok) printResult(`${colours.bold(out)}: ${colours.green('up to date')} ${time}\n`, context);
  if (result.differences.length === 0) {
    if (!result.ok) printResult(`${colours.bold(out)}: ${colours.red('not checked')}, see above\n`, context);
    return;
  }
  annotate(out, result.differences, context);
  if (context.output.format === 'json') return;
  context.environment.stdout.write(printDifferences({ out, spec, differences: result.differences, colours }));
}

/** A code host shows these beside the files of the pull request. */
function annotate(out: string, differences: readonly Difference[], { environment, output }: Context): void {
  if (output.format !== 'github') return;
  for (const { file, kind } of differences) {
    const annotation = {
      severity: 'error',
      title: titleOf(kind),
      line: null,
      column: null,
    } as const;
    const message = `${out}/${file} is not what the document gives. Run \`clientwright generate\` and commit the result.`;
    const path = `${folderInRepository(environment)}${out}/${file}`;
    environment.stderr.write(printAnnotation({ ...annotation, message, file: path }));
  }
}

function titleOf(kind: Difference['kind']): string {
  return kind === 'conflict' ? 'Generated file has a merge conflict' : `Generated file is ${kind}`;
}

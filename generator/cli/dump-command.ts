/** `clientwright generate --dump api` → the API model as JSON, and nothing written. */
import type { RunFlags } from '../config/run-flags.ts';
import { visibleJson } from '../diagnostics/print-visible.ts';
import type { ReadResult } from '../options.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblems } from './problems.ts';
import { makeRuns } from './runs.ts';
import { printTimings } from './timings.ts';

/** The standard output holds the model alone, or models by the name of their API where there are several. */
export async function dumpCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  const asText: Context = { ...context, output: { ...context.output, format: 'pretty' } };
  const outcome = await makeRuns<ReadResult>(
    {
      flags,
      work: ({ readApi }) => readApi,
      report: async ({ result }) => {
        await printProblems(result.diagnostics, result.sources, asText);
        printTimings(result.timings, asText);
      },
    },
    asText,
  );
  if (!outcome.ok) return outcome.exitCode;
  const models = outcome.finished.map(({ run, result }) => [run.api, result.api] as const);
  const [first] = models;
  const dump = models.length === 1 && first !== undefined ? first[1] : Object.fromEntries(models);
  context.environment.stdout.write(`${visibleJson(dump)}\n`);
  return outcome.finished.every(({ result }) => result.ok) ? exitCodes.ok : exitCodes.failed;
}

/** `clientwright generate` and `clientwright names`: both generate the package of each API. */
import type { RunFlags } from '../config/run-options.ts';
import { visibleJson, visibleText } from '../diagnostics/visible-text.ts';
import type { GenerateResult, NamesRequest, NamesResult, ReadResult } from '../options.ts';
import { coloursOf, type Context, type ExitCode, exitCodes } from './environment.ts';
import { rememberFindings } from './remembered-runs.ts';
import { printResult } from './report.ts';
import { type Finished, makeRuns, runApis } from './runs.ts';

/** Generates the other APIs where one fails. */
export function generateCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  return runApis<GenerateResult>(
    {
      flags,
      work: ({ generate }) => generate,
      each: {
        stage: 'generate',
        received: (result) => ('written' in result ? result : null),
        failed: ({ diagnostics, sources }) => ({
          ...nothingDone,
          ok: false,
          diagnostics,
          sources,
          unchanged: 0,
        }),
      },
      unchanged: ({ files, ...found }) => ({ ...nothingDone, ...found, unchanged: files }),
      report: async (finished) => {
        printResult(summaryLine(finished, context), context);
        if (finished.result.ok) await rememberFindings(finished.run, finished.result, context.environment);
      },
      detailsOf: ({ written, removed, unchanged }) => ({ written, removed, unchanged }),
    },
    context,
  );
}

const nothingDone = { ok: true, api: null, written: [], removed: [], timings: [] } as const;

function summaryLine({ run, result, seconds }: Finished<GenerateResult>, context: Context): string {
  const { green, red, bold, dim } = coloursOf('stdout', context);
  const name = bold(visibleText(run.options.out));
  if (!result.ok) return `${name}: ${red('nothing written')} because of ${reasonOf(result)}\n`;
  const written = `${result.written.length} ${result.written.length === 1 ? 'file' : 'files'} written`;
  const counts = `${green(written)}, ${result.unchanged} unchanged, ${result.removed.length} removed`;
  return `${name}: ${counts} ${dim(`(${seconds.toFixed(1)} s)`)}\n`;
}

function reasonOf({ diagnostics }: GenerateResult): string {
  return diagnostics.some(({ severity }) => severity === 'error') ? 'errors' : 'warnings (strict)';
}

/** Prints the model to stdout: one model, or an object of models by name where there are several APIs. */
export async function dumpCommand(flags: RunFlags, context: Context): Promise<ExitCode> {
  const asText: Context = { ...context, output: { ...context.output, format: 'pretty' } };
  const plan = { flags, work: ({ readApi }: DumpPipeline) => readApi, report: () => undefined };
  const outcome = await makeRuns<ReadResult>(plan, asText);
  if (!outcome.ok) return outcome.exitCode;
  const models = outcome.finished.map(({ run, result }) => [run.api, result.api] as const);
  const [first] = models;
  const dump = models.length === 1 && first !== undefined ? first[1] : Object.fromEntries(models);
  context.environment.stdout.write(`${visibleJson(dump)}\n`);
  return outcome.finished.every(({ result }) => result.ok) ? exitCodes.ok : exitCodes.failed;
}

type DumpPipeline = Pick<Awaited<ReturnType<Context['loadPipeline']>>, 'readApi'>;

export function namesCommand(flags: RunFlags, request: NamesRequest, context: Context): Promise<ExitCode> {
  return runApis<NamesResult>(
    {
      flags,
      work:
        ({ names }) =>
        (options, progress) =>
          names(options, request, progress),
      report: (finished) => printResult(textOf(finished, request, context), context),
      detailsOf: ({ names, written, removed }) => ({ names, written, removed }),
    },
    context,
  );
}

function textOf({ run, result }: Finished<NamesResult>, { kind }: NamesRequest, context: Context): string {
  const { bold, dim, green, red } = coloursOf('stdout', context);
  const title = bold(visibleText(run.options.out));
  if (kind === 'list') {
    const width = Math.max(0, ...result.names.map(({ name }) => name.length));
    const lines = result.names.map(({ name, identity, aliasOf }) => {
      const note = aliasOf === null ? '' : `  alias of ${aliasOf}`;
      return `  ${visibleText(name.padEnd(width))}  ${dim(visibleText(identity))}${visibleText(note)}\n`;
    });
    return `${title}: ${result.names.length} names\n${lines.join('')}`;
  }
  if (!result.ok) return `${title}: ${red('nothing written')} because of errors\n`;
  return `${title}: ${green(`${result.written.length} files written`)}, ${result.removed.length} removed\n`;
}

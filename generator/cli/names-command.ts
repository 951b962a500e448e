/** `clientwright names`: lists the names of the ledgers, or changes one and generates the package with it. */
import type { RunFlags } from '../config/run-options.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { NamesRequest, NamesResult } from '../options.ts';
import { coloursOf, type Context, type ExitCode } from './environment.ts';
import { printResult } from './report.ts';
import { runApis, type Finished } from './runs.ts';

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

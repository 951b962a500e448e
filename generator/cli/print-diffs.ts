/** Prints the reports of `diff` in the chosen format. */
import { visibleJson } from '../diagnostics/visible-text.ts';
import { printText } from '../diff/print/text.ts';
import type { Run } from '../config/runs.ts';
import type { DiffResult } from '../options.ts';
import type { DiffFlags } from './command-line.ts';
import { coloursOf, type Context } from './environment.ts';

/** A comparison that ended, successfully or not. */
export interface ComparedApi {
  readonly run: Run;
  readonly result: DiffResult;
}

export async function printDiffs(
  compared: readonly ComparedApi[],
  { report: format }: DiffFlags,
  context: Context,
): Promise<void> {
  const { stdout } = context.environment;
  const reports = compared.flatMap(({ result }) => (result.report === null ? [] : [result.report]));
  switch (format) {
    case 'pretty': {
      const options = { colours: coloursOf('stdout', context), all: !context.output.quiet };
      stdout.write(reports.map((report) => printText(report, options)).join('\n'));
      return;
    }
    case 'markdown':
    case 'html':
    case 'json':
    case 'github':
      stdout.write(`${visibleJson(reports)}\n`);
  }
}

/** Prints the reports of `diff` in the chosen format. */
import { printAnnotation } from '../diagnostics/print-github.ts';
import { annotationsOf } from '../diff/print/github.ts';
import { printHtml } from '../diff/print/html.ts';
import { reportAsJson } from '../diff/print/json.ts';
import { printMarkdown } from '../diff/print/markdown.ts';
import { printText } from '../diff/print/text.ts';
import { failuresOf } from '../diff/report.ts';
import type { Run } from '../config/runs.ts';
import type { DiffResult } from '../options.ts';
import type { DiffFlags } from './command-line.ts';
import { coloursOf, folderInRepository, type Context } from './environment.ts';
import { printJsonReport } from './report.ts';

/** A comparison that ended, successfully or not. */
export interface ComparedApi {
  readonly run: Run;
  readonly result: DiffResult;
}

/** Prints to stdout. Only `json` has an API without a report, with its diagnostics. */
export async function printDiffs(
  compared: readonly ComparedApi[],
  { report: format, failOn }: DiffFlags,
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
      stdout.write(printMarkdown(reports));
      return;
    case 'html':
      stdout.write(printHtml(reports));
      return;
    case 'json': {
      const apis = compared.map(({ run, result }) => ({
        api: run.api,
        report: result.report === null ? null : reportAsJson(result.report),
      }));
      const hasFailed = reports.some((report) => failuresOf(report, failOn).length > 0);
      const ok = reports.length === compared.length && !hasFailed;
      return printJsonReport({ ok, runs: compared.map(({ result }) => result), details: { apis } }, context);
    }
    case 'github': {
      const folder = folderInRepository(context.environment);
      const annotations = reports.flatMap((report) => annotationsOf(report, folder));
      stdout.write(annotations.map(printAnnotation).join(''));
    }
  }
}

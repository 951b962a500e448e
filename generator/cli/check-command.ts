/** `clientwright check`: compares each committed package with what its document generates, and shows differences. */
import { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { printAnnotation } from '../diagnostics/output.ts';
import type { Colours } from '../diagnostics/print-pretty.ts';
import { visibleLines, visibleText } from '../diagnostics/visible-text.ts';
import type { CheckResult, Difference, Explanation } from '../options.ts';
import { coloursOf, type Context, type ExitCode, exitCodes, folderInRepository } from './environment.ts';
import type { ExplainFlags } from './explain-check.ts';
import { printFindings, printResult } from './report.ts';
import { type Finished, runApis } from './runs.ts';

/** Checks all APIs before it returns, so that one run in CI shows all differences. */
export async function checkCommand(flags: ExplainFlags, context: Context): Promise<ExitCode> {
  const explanations = new Map<CheckResult, Explanation>();
  const isExplained = flags.explain || flags.specOnly;
  let hasFailed = false;
  const code = await runApis<CheckResult>(
    {
      flags,
      work: ({ check }) => check,
      each: {
        stage: 'check',
        received: (result) => ('differences' in result ? result : null),
        failed: ({ diagnostics, sources }) => ({ ...nothingChecked, ok: false, diagnostics, sources }),
      },
      reportsTemplates: isExplained,
      unchanged: ({ diagnostics, sources }) => ({
        ...nothingChecked,
        ok: true,
        diagnostics,
        sources,
      }),
      report: async (finished) => {
        printChecked(finished, context);
        if (!isExplained) return;
        const explanation = await explainChecked(finished, flags, context);
        if (explanation === null) hasFailed = true;
        else explanations.set(finished.result, explanation);
      },
      detailsOf: (result) => {
        const explanation = explanations.get(result);
        return { differences: result.differences, ...(explanation === undefined ? {} : { explanation }) };
      },
    },
    context,
  );
  if (code !== exitCodes.ok || !isExplained) return code;
  const { isMixture } = await import('./explain-check.ts');
  const isMixed = flags.specOnly && [...explanations.values()].some(isMixture);
  return hasFailed || isMixed ? exitCodes.failed : code;
}

const nothingChecked = { differences: [], timings: [] } as const;

/** `null` after a failure, whose reason was printed. */
async function explainChecked(
  { run, result }: Finished<CheckResult>,
  flags: ExplainFlags,
  context: Context,
): Promise<Explanation | null> {
  const { explainApi, explanationText, isMixture } = await import('./explain-check.ts');
  const read = await explainApi(run.options, flags, context);
  if (!read.ok) {
    const diagnostics = new DiagnosticCollector();
    diagnostics.report(read.report);
    await printFindings({ diagnostics: diagnostics.all, sources: result.sources }, context);
    return null;
  }
  const { explanation } = read;
  const colours = coloursOf('stdout', context);
  if (explanation === null)
    printResult('  not explained: one of the two packages cannot be generated\n', context);
  else {
    printResult(explanationText(explanation, flags.since, colours), context);
    if (flags.specOnly && isMixture(explanation)) {
      const message = `${colours.red('mixed causes')}: commit the change of the document by itself\n`;
      printResult(message, context);
    }
  }
  return explanation;
}

function printChecked(finished: Finished<CheckResult>, context: Context): void {
  const { run, result, seconds } = finished;
  const { bold, green, red, dim } = coloursOf('stdout', context);
  const name = bold(visibleText(run.options.out));
  if (result.ok) {
    printResult(`${name}: ${green('up to date')} ${dim(`(${seconds.toFixed(1)} s)`)}\n`, context);
    return;
  }
  if (result.differences.length === 0) {
    printResult(`${name}: ${red('not checked')} because of the problems above\n`, context);
    return;
  }
  if (context.output.format === 'github') annotate(finished, context);
  if (context.output.format !== 'json') {
    context.environment.stdout.write(differencesText(finished, coloursOf('stdout', context)));
  }
}

/** GitHub shows annotations beside the files of the pull request. */
function annotate({ run, result }: Finished<CheckResult>, { environment }: Context): void {
  const { out, spec } = run.options;
  for (const { file, kind } of result.differences) {
    const annotation = printAnnotation({
      severity: 'error',
      title: kind === 'conflict' ? 'Generated file has merge conflicts' : `Generated file is ${kind}`,
      message: `${out}/${file} differs from what ${spec} generates. Run \`clientwright generate\` and commit the result.`,
      file: `${folderInRepository(environment)}${out}/${file}`,
      line: null,
      column: null,
    });
    environment.stderr.write(annotation);
  }
}

/** After an upgrade of the generator every file may differ: the first diffs show the kind of change. */
const mostHunks = 20;
const mostNames = 200;

function differencesText({ run, result }: Finished<CheckResult>, colours: Colours): string {
  const { differences } = result;
  const count = `${differences.length} ${differences.length === 1 ? 'file differs' : 'files differ'}`;
  const spec = visibleText(run.options.spec);
  return [
    `${colours.bold(visibleText(run.options.out))}: ${colours.red(count)} from what ${spec} generates`,
    ...differences.slice(0, mostHunks).flatMap((difference) => printDifference(difference, colours)),
    ...differences.slice(mostHunks, mostNames).map((difference) => printName(difference, colours)),
    ...(differences.length > mostNames ? [`  and ${differences.length - mostNames} more`] : []),
    ...adviceOn(differences).map((line) => `${colours.green('help')} ${line}`),
    '',
  ].join('\n');
}

function printDifference(difference: Difference, colours: Colours): readonly string[] {
  const { hunk } = difference;
  const rows = hunk === null ? [] : visibleLines(hunk.trimEnd()).split('\n');
  return [printName(difference, colours), ...rows.map((row) => `    ${paintRow(row, colours)}`)];
}

function printName({ file, kind }: Difference, colours: Colours): string {
  return `  ${colours.red(kind.padEnd(8))} ${visibleText(file)}`;
}

function paintRow(row: string, colours: Colours): string {
  if (row.startsWith('-')) return colours.red(row);
  if (row.startsWith('+')) return colours.green(row);
  return row.startsWith('@') ? colours.cyan(row) : row;
}

const conflictAdvice =
  'Resolve the merge of the document and its overlays. Then run `clientwright generate`, which resolves the generated files, and commit the result.';
const generateAdvice = 'Run `clientwright generate` and commit the result.';
const editedAdvice =
  'Move manual edits to the document, an overlay or a template. `clientwright generate --force` discards them.';

function adviceOn(differences: readonly Difference[]): readonly string[] {
  const kinds = new Set(differences.map(({ kind }) => kind));
  const isOutdated = kinds.has('outdated') || kinds.has('missing') || kinds.has('stale');
  return [
    ...(kinds.has('conflict') ? [conflictAdvice] : []),
    ...(isOutdated && !kinds.has('conflict') ? [generateAdvice] : []),
    ...(kinds.has('edited') ? [editedAdvice] : []),
  ];
}

/** `clientwright diff`: reports what an update of the document does to callers, deployed clients and reviewers. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { configFileNames } from '../config/config.ts';
import { resolveRuns, type Run } from '../config/runs.ts';
import { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { printAnnotation } from '../diagnostics/output.ts';
import type { SourceText } from '../diagnostics/source.ts';
import type { ReviewPolicy } from '../diff/policy.ts';
import { printHtml } from '../diff/print/html.ts';
import { printMarkdown } from '../diff/print/markdown.ts';
import { annotationsOf, printText, reportAsJson } from '../diff/print/text.ts';
import { failuresOf } from '../diff/report.ts';
import type { DiffResult } from '../options.ts';
import type { DiffFlags } from './command-line.ts';
import { coloursOf, type Context, type ExitCode, exitCodes, folderInRepository } from './environment.ts';
import { showProgress } from './progress.ts';
import { printFindings, printJsonReport, refuse } from './report.ts';
import { readReviewFile } from './review-file.ts';
import { readVersion, type Version, type VersionReading, workingTree } from './versions.ts';

export async function diffCommand(flags: DiffFlags, context: Context): Promise<ExitCode> {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const { cwd, runForeignCode } = context.environment;
  const runs = await resolveRuns({
    flags: await completeFlags(flags, cwd),
    workingDirectory: cwd,
    diagnostics,
    sources,
    runForeignCode,
  });
  const today = new Date().toISOString().slice(0, 10);
  const policy = await readReviewFile({ file: flags.review, cwd, today, diagnostics, sources });
  const findings = { diagnostics: diagnostics.all, sources };
  if (runs === null || policy === null) return refuse(findings, context);
  await printFindings(findings, context);
  const compared: ComparedApi[] = [];
  for (const run of runs) {
    const one = await compareApi(run, { flags, policy }, context);
    if (!one.ok) return refuse(one.findings, context);
    await printFindings(one.result, context);
    compared.push({ run, result: one.result });
  }
  await printDiffs(compared, flags, context);
  const reports = compared.map(({ result }) => result.report);
  const hasFailed = reports.some((report) => report === null || failuresOf(report, flags.failOn).length > 0);
  return hasFailed ? exitCodes.failed : exitCodes.ok;
}

/** Two files need no configuration. A project that has one gets its templates and its ledger. */
async function completeFlags(flags: DiffFlags, cwd: string): Promise<DiffFlags> {
  if (flags.after === null || flags.spec !== null || flags.config !== null) return flags;
  const found = await Promise.all(
    configFileNames.map((name) =>
      access(join(cwd, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (found.includes(true) || flags.after.startsWith('git:')) return flags;
  return { ...flags, spec: flags.after, out: flags.out ?? 'generated' };
}

type Compared =
  | { readonly ok: true; readonly result: DiffResult }
  | { readonly ok: false; readonly findings: Pick<DiffResult, 'diagnostics' | 'sources'> };

async function compareApi(
  { options }: Run,
  { flags, policy }: { readonly flags: DiffFlags; readonly policy: ReviewPolicy },
  context: Context,
): Promise<Compared> {
  const open: Version[] = [];
  const progress = showProgress(options.spec, context);
  try {
    const before = await readVersion(flags.before ?? 'git:HEAD', options);
    if (!before.ok) return refusalOf(before);
    open.push(before.version);
    const after = flags.after === null ? null : await readVersion(flags.after, options);
    if (after?.ok === false) return refusalOf(after);
    const newer = after === null ? workingTree(options) : after.version;
    open.push(newer);
    const { diff } = await context.loadPipeline();
    const request = {
      before: before.version.options,
      after: newer.options,
      names: { before: before.version.name, after: newer.name },
      policy,
    };
    return { ok: true, result: await diff(request, progress.listener) };
  } finally {
    progress.stop();
    await Promise.all(open.map(({ close }) => close()));
  }
}

function refusalOf({ report }: Extract<VersionReading, { ok: false }>): Compared {
  const collector = new DiagnosticCollector();
  collector.report(report);
  return { ok: false, findings: { diagnostics: collector.all, sources: new Map() } };
}

/** A comparison that ended, successfully or not. */
interface ComparedApi {
  readonly run: Run;
  readonly result: DiffResult;
}

/** Prints to stdout. Only `json` has an API without a report, with its diagnostics. */
async function printDiffs(
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

/** Prints what a command reports: diagnostics, results, the JSON document, usage errors and internal errors. */
import { type Diagnostic, DiagnosticCollector, type Report } from '../diagnostics/diagnostic.ts';
import type { Sources } from '../diagnostics/source.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import { faultOf, readThrown } from '../diagnostics/thrown.ts';
import { visibleJson, visibleLines } from '../diagnostics/visible-text.ts';
import {
  coloursOf,
  type Environment,
  type ExitCode,
  exitCodes,
  folderInRepository,
  type OutputTarget,
} from './environment.ts';

/** Diagnostics, and the files that their places refer to. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** See `OutputOptions`. */
  readonly isKnown?: ((diagnostic: Diagnostic) => boolean) | null;
}

/** Prints to stderr. Prints nothing for `json`, which includes diagnostics in its document. */
export async function printFindings(
  { diagnostics, sources, isKnown = null }: Findings,
  target: OutputTarget,
): Promise<void> {
  const { format, quiet, verbose } = target.output;
  if (format === 'json' || diagnostics.length === 0) return;
  const { printDiagnostics } = await import('../diagnostics/output.ts');
  const text = await printDiagnostics(diagnostics, {
    format,
    sources,
    colours: coloursOf('stderr', target),
    folder: folderInRepository(target.environment),
    severities: quiet ? ['error', 'warning'] : ['error', 'warning', 'info'],
    verbose,
    isKnown,
  });
  target.environment.stderr.write(text);
}

/** Prints a result to stdout, except with `--quiet` and for `json`. */
export function printResult(text: string, { environment, output }: OutputTarget): void {
  if (!output.quiet && output.format !== 'json') environment.stdout.write(text);
}

/** The document that `--format json` prints. */
export interface JsonReport {
  /** `true` if the exit code is 0. */
  readonly ok: boolean;
  /** One entry for each API, as each has its own files. */
  readonly runs: readonly Findings[];
  /** Members that only one command has. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Prints only with `--format json`. */
export async function printJsonReport(
  { ok, runs, details }: JsonReport,
  { environment, output }: OutputTarget,
): Promise<void> {
  if (output.format !== 'json') return;
  const { diagnosticsAsJson } = await import('../diagnostics/output.ts');
  const diagnostics = await Promise.all(runs.map((run) => diagnosticsAsJson(run.diagnostics, run.sources)));
  environment.stdout.write(`${visibleJson({ ok, diagnostics: diagnostics.flat(), ...details })}\n`);
}

/** Reports a wrong command line or configuration, and returns exit code 2. */
export async function refuse(findings: Findings, target: OutputTarget): Promise<ExitCode> {
  await printFindings(findings, target);
  await printJsonReport({ ok: false, runs: [findings], details: {} }, target);
  return exitCodes.usage;
}

/** Does the same as `refuse`, for one report. */
export async function refuseFor(
  report: Report,
  target: OutputTarget,
  exitCode: ExitCode = exitCodes.usage,
): Promise<ExitCode> {
  await refuse(findingsOf(report), target);
  return exitCode;
}

/** Reports an error that code of the project caused while nothing called it. The run goes on. */
export async function reportStray(error: unknown, environment: Environment): Promise<void> {
  const { reason, stack } = faultOf(error);
  const message = `Code of the configuration or of a template failed outside of its calls: ${reason}.`;
  const help = [catalogue.CW6020.fix, ...stack].join('\n');
  // A document of `--format json` is on stdout, and there is one of it.
  const output = { format: 'pretty', quiet: false, verbose: false, timings: false } as const;
  await refuse(findingsOf({ code: 'CW6020', message, help }), { environment, output });
}

/** Reports an error that no stage handled, and returns exit code 70. */
export async function reportBug(error: unknown, target: OutputTarget): Promise<ExitCode> {
  await refuse(findingsOf(bugReport(error)), target);
  printStack(error, target.environment);
  return exitCodes.bug;
}

/** Report of an error that ended the run of one API. Prints the stack of a bug if the environment asks for it. */
export function failedRun(error: unknown, environment: Environment): Findings {
  const failed = systemFailure(error);
  if (failed === null) printStack(error, environment);
  return findingsOf(failed ?? bugReport(error));
}

/** `null`: the error is not of an operation of the system, such as opening a file. */
export function systemFailure(error: unknown): Report | null {
  const thrown = readThrown(error);
  if (thrown.kind !== 'error' || !/^E[A-Z0-9]+: .+, [a-z]+\b/.test(thrown.message)) return null;
  return { code: 'CW6021', message: `The system refuses an operation: ${thrown.message}.` };
}

function bugReport(error: unknown): Report {
  const help =
    'Report it with the smallest document that shows it, and with the stack that CLIENTWRIGHT_DEBUG=1 prints.';
  return { code: 'CW9001', message: `Internal error in clientwright: ${messageOf(error)}`, help };
}

function printStack(error: unknown, { env, stderr }: Environment): void {
  if (env['CLIENTWRIGHT_DEBUG'] === '1') stderr.write(`${visibleLines(stackOf(error))}\n`);
}

export function findingsOf(report: Report): Findings {
  const collector = new DiagnosticCollector();
  collector.report(report);
  return { diagnostics: collector.all, sources: new Map() };
}

function messageOf(error: unknown): string {
  const thrown = readThrown(error);
  return thrown.kind === 'value' ? thrown.text : `${thrown.name}: ${thrown.message}`;
}

function stackOf(error: unknown): string {
  const thrown = readThrown(error);
  return thrown.kind === 'value' ? '' : thrown.stack;
}

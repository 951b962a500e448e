/** A command line or a configuration that cannot be followed → what is wrong with it, and exit code 2. */
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import type { Sources } from '../diagnostics/output-source.ts';
import type { OutputTarget } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { printJsonReport } from './json-report.ts';
import { printProblems } from './problems.ts';

/** Nothing was tried: that is what code 2 says. */
export async function refuse(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  target: OutputTarget,
): Promise<ExitCode> {
  await printProblems(diagnostics, sources, target);
  await printJsonReport({ ok: false, runs: [{ diagnostics, sources }], details: {} }, target);
  return exitCodes.usage;
}

/** The same for one fault that concerns no file. */
export async function refuseFor(report: Report, target: OutputTarget): Promise<ExitCode> {
  const collector = new DiagnosticCollector();
  collector.report(report);
  return refuse(collector.all, new Map(), target);
}

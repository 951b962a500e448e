/** An error that no stage expected → a plain message, how to report it, and exit code 70. */
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { OutputFormat } from './command-line.ts';
import type { Environment } from './environment.ts';
import { exitCodes } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { printJsonReport } from './json-report.ts';
import { printProblems } from './problems.ts';

/** A stack is for who mends the generator: others get it with `CLIENTWRIGHT_DEBUG=1`. */
export async function reportBug(
  error: unknown,
  environment: Environment,
  format: OutputFormat,
): Promise<ExitCode> {
  const collector = new DiagnosticCollector();
  collector.report({ code: 'CW9001', message: `clientwright failed in itself: ${messageOf(error)}`, help });
  const diagnostics = collector.all;
  const sources = new Map<string, never>();
  const target = { environment, output: { format, quiet: false } };
  await printProblems(diagnostics, sources, target);
  await printJsonReport({ ok: false, runs: [{ diagnostics, sources }], details: {} }, target);
  if (environment.env['CLIENTWRIGHT_DEBUG'] === '1') environment.stderr.write(`${stackOf(error)}\n`);
  return exitCodes.bug;
}

const help =
  'Please report it, with the smallest document that shows it and the stack that CLIENTWRIGHT_DEBUG=1 prints.';

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

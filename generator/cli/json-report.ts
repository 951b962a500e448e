/** What a command did → the one JSON document that `--format json` prints. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticsAsJson } from '../diagnostics/output.ts';
import type { Sources } from '../diagnostics/output-source.ts';
import { visibleJson } from '../diagnostics/print-visible.ts';
import type { OutputTarget } from './context.ts';

/** Of one API: its diagnostics are located in its own files. */
export interface ReportedRun {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** `ok` says the same as the exit code. */
export interface JsonReport {
  readonly ok: boolean;
  readonly runs: readonly ReportedRun[];
  /** What is particular to the command. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Prints only where `json` was asked for. */
export async function printJsonReport(
  { ok, runs, details }: JsonReport,
  { environment, output }: OutputTarget,
): Promise<void> {
  if (output.format !== 'json') return;
  const diagnostics = await Promise.all(runs.map((run) => diagnosticsAsJson(run.diagnostics, run.sources)));
  environment.stdout.write(`${visibleJson({ ok, diagnostics: diagnostics.flat(), ...details })}\n`);
}

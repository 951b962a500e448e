/** Collects the diagnostics of one run. All stages share one collector. */
import { catalogue } from './catalogue.ts';
import type { Diagnostic, Report } from './diagnostic.ts';

export class DiagnosticCollector {
  readonly #diagnostics: Diagnostic[] = [];

  /** Adds a diagnostic. Its severity comes from the catalogue unless the report has one. */
  report(report: Report): void {
    this.#diagnostics.push({
      code: report.code,
      severity: report.severity ?? catalogue[report.code].severity,
      message: report.message,
      place: report.place ?? null,
      related: report.related ?? [],
      help: report.help ?? null,
    });
  }

  get all(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get hasErrors(): boolean {
    return this.#diagnostics.some(({ severity }) => severity === 'error');
  }
}

/** A problem that a stage found: what is wrong, where, and what to do. Stages collect diagnostics and never throw them. */
import { hashText } from '../api/hash.ts';
import type { Place } from '../api/place.ts';
import { catalogue, type DiagnosticCode } from './catalogue.ts';
import type { Severity } from './catalogue/entry.ts';

export type { Severity };

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence about this case. The catalogue explains the code in general. */
  readonly message: string;
  readonly place: Place | null;
  readonly related: readonly RelatedPlace[];
  /** Fix for this case. `null`: the fix of the catalogue applies. */
  readonly help: string | null;
}

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** Input of the collector. Only code and message are required. */
export interface Report {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place?: Place | null;
  readonly related?: readonly RelatedPlace[];
  readonly help?: string;
  /** Overrides the severity of the catalogue. */
  readonly severity?: Severity;
}

/** Identifies a diagnostic across runs. Positions in lists do not count: an edit of a list moves what follows. */
export function fingerprintOf({ code, message, place }: Diagnostic): string {
  const pointer = place?.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*') ?? null;
  return hashText(JSON.stringify([code, message, place?.file ?? null, pointer]));
}

/** Collects the diagnostics of one run. All stages share one collector. */
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

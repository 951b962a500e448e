/** What went wrong or was given up, where, and what to do about it: collected by every stage, never thrown. */
import type { Place } from '../api/place.ts';
import type { DiagnosticCode } from './catalogue.ts';
import type { Severity } from './severity.ts';

export type { Severity };

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence on this case; the catalogue says what the code means in general. */
  readonly message: string;
  readonly place: Place | null;
  readonly related: readonly RelatedPlace[];
  /** What to do here, where it is more than the catalogue's fix. */
  readonly help: string | null;
}

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** What a stage reports of one problem; code and message are enough. */
export interface Report {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place?: Place | null;
  readonly related?: readonly RelatedPlace[];
  readonly help?: string;
  /** Only where this case is other than what the catalogue says. */
  readonly severity?: Severity;
}

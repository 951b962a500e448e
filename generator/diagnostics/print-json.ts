/** One located diagnostic → the object that `--format json` shows; its keys are part of the public contract. */
import { catalogue } from './catalogue.ts';
import type { LocatedDiagnostic } from './sort.ts';

/** A line is `null` where the file was not read or no longer has the place. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string | null;
  readonly help: string;
  readonly related: readonly JsonRelatedPlace[];
}

/** Another place that the reader needs to see. */
export interface JsonRelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string;
}

/** The help falls back on the fix of the catalogue, so that it is never empty. */
export function jsonDiagnostic(diagnostic: LocatedDiagnostic): JsonDiagnostic {
  const { code, severity, message, place, position, help, related } = diagnostic;
  return {
    code,
    severity,
    message,
    file: place?.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    pointer: place?.pointer ?? null,
    help: help ?? catalogue[code].fix,
    related: related.map((other) => ({
      message: other.message,
      file: other.place.file,
      line: other.position?.line ?? null,
      column: other.position?.column ?? null,
      pointer: other.place.pointer,
    })),
  };
}

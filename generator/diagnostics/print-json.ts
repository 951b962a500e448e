/** One located diagnostic → the object that `--format json` shows; its keys are part of the public contract. */
import { catalogue } from './catalogue.ts';
import type { LocatedDiagnostic } from './sort.ts';

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

export interface JsonRelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string;
}

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

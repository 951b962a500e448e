/** Diagnostics in the order of a run → the order in which a person mends them: by file, line and code. */
import type { Position } from '../api/place.ts';
import type { Diagnostic, RelatedPlace, Severity } from './diagnostic.ts';

/** A diagnostic that knows its line, where its file was read. */
export interface LocatedDiagnostic extends Diagnostic {
  readonly position: Position | null;
  readonly related: readonly LocatedPlace[];
}

/** As `LocatedDiagnostic`, for a place that it mentions. */
export interface LocatedPlace extends RelatedPlace {
  readonly position: Position | null;
}

/** What has no file comes first: it concerns the whole run. */
export function sortDiagnostics(diagnostics: readonly LocatedDiagnostic[]): readonly LocatedDiagnostic[] {
  return sortBy(diagnostics, ({ place, position, code, message }) => [
    place?.file ?? '',
    position?.line ?? 0,
    position?.column ?? 0,
    code,
    place?.pointer ?? '',
    message,
  ]);
}

/** The first `count`, errors before the rest, so that a hundred warnings cannot hide one error. */
export function mostSevere(diagnostics: readonly Diagnostic[], count: number): readonly Diagnostic[] {
  if (diagnostics.length <= count) return diagnostics;
  return sortBy(diagnostics, ({ severity, place, code, message }) => [
    severityRank[severity],
    place?.file ?? '',
    place?.pointer ?? '',
    code,
    message,
  ]).slice(0, count);
}

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

type SortKey = readonly (string | number)[];

function sortBy<T>(items: readonly T[], keyOf: (item: T) => SortKey): readonly T[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right !== undefined && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

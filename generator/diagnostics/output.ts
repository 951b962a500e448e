/** Prints the diagnostics of a run: as text for a terminal, as GitHub annotations, or as objects for JSON. */
import { catalogue } from './catalogue.ts';
import type { Severity } from './catalogue/entry.ts';
import type { Diagnostic } from './diagnostic.ts';
import { locateDiagnostics } from './locate.ts';
import type { LocatedDiagnostic } from './locate.ts';
import { printGithub } from './print-github.ts';
import { printFull } from './print-pretty.ts';
import type { Colours } from './print-pretty.ts';
import { printSummary } from './print-summary.ts';
import type { Sources } from './source.ts';

export interface OutputOptions {
  readonly format: 'pretty' | 'github';
  readonly sources: Sources;
  readonly colours: Colours;
  /** Path of the working directory in the repository, with a trailing `/`, or `''`. Only `github` uses it. */
  readonly folder: string;
  /** Diagnostics of other severities are neither shown nor counted. */
  readonly severities: readonly Severity[];
  /** `pretty` shows every diagnostic in full, and does not group warnings. */
  readonly verbose: boolean;
  /** Returns whether the previous run reported the diagnostic too; `null` where no previous run is known. */
  readonly isKnown: ((diagnostic: Diagnostic) => boolean) | null;
}

/** Returns text that ends with a line end, or `''` where there is nothing to show. */
export async function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: OutputOptions,
): Promise<string> {
  const { sources, colours, isKnown } = options;
  const shown = diagnostics.filter(({ severity }) => options.severities.includes(severity));
  if (shown.length === 0) return '';
  const arrange = (some: readonly Diagnostic[]): Promise<readonly LocatedDiagnostic[]> =>
    arrangeDiagnostics(some, sources);
  switch (options.format) {
    case 'pretty':
      return options.verbose
        ? printFull(await arrange(shown), { sources, colours })
        : printSummary(shown, { sources, colours, isKnown, arrange });
    case 'github':
      return printGithub(await arrange(shown), options.folder);
  }
}

/** An object of the `diagnostics` list of `--format json`. Its keys are part of the public contract. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string | null;
  /** `null` where the file was not read or no longer has the place. */
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string | null;
  readonly help: string;
  readonly related: readonly JsonRelatedPlace[];
}

/** Another place that concerns the diagnostic. */
export interface JsonRelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string;
}

/** Returns all diagnostics, sorted by place. */
export async function diagnosticsAsJson(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): Promise<readonly JsonDiagnostic[]> {
  return (await arrangeDiagnostics(diagnostics, sources)).map(jsonDiagnostic);
}

function jsonDiagnostic(diagnostic: LocatedDiagnostic): JsonDiagnostic {
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

/** Locates diagnostics and sorts them by file, line and code. Those without a file come first. */
async function arrangeDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): Promise<readonly LocatedDiagnostic[]> {
  return (await locateDiagnostics(diagnostics, sources))
    .map((item) => ({ item, key: sortKey(item) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

type SortKey = readonly (string | number)[];

function sortKey({ place, position, code, message }: LocatedDiagnostic): SortKey {
  return [place?.file ?? '', position?.line ?? 0, position?.column ?? 0, code, place?.pointer ?? '', message];
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right !== undefined && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Prints the diagnostics of a run: as text for a terminal, as GitHub annotations, or as objects for JSON. */
import { catalogue } from './catalogue.ts';
import type { Severity } from './catalogue/entry.ts';
import type { Diagnostic } from './diagnostic.ts';
import { diagnosticLocator, type LocateDiagnostics, type LocatedDiagnostic } from './locate.ts';
import { type Colours, printFull } from './print-pretty.ts';
import { printSummary } from './print-summary.ts';
import type { Sources } from './source.ts';
import { visibleText } from './visible-text.ts';

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
  const locate = diagnosticLocator(sources);
  const arrange = (some: readonly Diagnostic[]): Promise<readonly LocatedDiagnostic[]> =>
    arrangeDiagnostics(some, locate);
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
interface JsonDiagnostic {
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
interface JsonRelatedPlace {
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
  return (await arrangeDiagnostics(diagnostics, diagnosticLocator(sources))).map(jsonDiagnostic);
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
  locate: LocateDiagnostics,
): Promise<readonly LocatedDiagnostic[]> {
  return (await locate(diagnostics))
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

/** GitHub shows an annotation without a file on the page of the run. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/**
 * Prints one command a line. GitHub shows ten of each severity on a pull request; its log holds all. `folder` is the
 * path of the working directory in the repository, as code hosts resolve files from its root.
 */
function printGithub(diagnostics: readonly LocatedDiagnostic[], folder: string): string {
  return diagnostics.map((diagnostic) => printAnnotation(annotationOf(diagnostic, folder))).join('');
}

/** Returns `::error file=a.json,line=1,col=2,title=T::message`, with every text escaped. */
export function printAnnotation({ severity, title, message, file, line, column }: Annotation): string {
  const properties = [
    property('file', file),
    property('line', line),
    property('col', column),
    property('title', title),
  ];
  return `::${commands[severity]} ${properties.filter((text) => text !== null).join(',')}::${escapeMessage(message)}\n`;
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function annotationOf(diagnostic: LocatedDiagnostic, folder: string): Annotation {
  const { code, severity, message, place, position, help } = diagnostic;
  return {
    severity,
    title: `${code} ${catalogue[code].title}`,
    message: help === null ? message : `${message} (${help})`,
    file: place === null ? null : folder + place.file,
    line: position?.line ?? null,
    column: position?.column ?? null,
  };
}

function property(name: string, value: string | number | null): string | null {
  return value === null ? null : `${name}=${escapeProperty(String(value))}`;
}

/** The escapes of GitHub's toolkit. `%` comes first: later, it would escape the other escapes again. */
function escapeMessage(text: string): string {
  return visibleText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

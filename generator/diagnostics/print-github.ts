/** Prints located diagnostics as workflow commands, which GitHub shows beside the lines of a pull request. */
import { catalogue } from './catalogue.ts';
import type { Severity } from './catalogue/entry.ts';
import type { LocatedDiagnostic } from './locate.ts';
import { visibleText } from './visible-text.ts';

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
export function printGithub(diagnostics: readonly LocatedDiagnostic[], folder: string): string {
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

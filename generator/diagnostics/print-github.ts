/** Located diagnostics → workflow commands, which GitHub shows beside the changed lines of a pull request. */
import { catalogue } from './catalogue.ts';
import type { Severity } from './diagnostic.ts';
import { visibleText } from './print-visible.ts';
import type { LocatedDiagnostic } from './sort.ts';

/** Without a file it is shown on the page of the run. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** Located, sorted and cut to what is to be shown. */
export interface GithubRequest {
  readonly shown: readonly LocatedDiagnostic[];
  /** How many more there are. */
  readonly left: number;
  /** Where the run stands below the root of the repository: what a code host resolves files from. */
  readonly folder: string;
}

/** One command a line. GitHub shows ten of each severity a step; the log holds all. */
export function printGithub({ shown, left, folder }: GithubRequest): string {
  const more = left === 0 ? '' : `::notice::and ${left} more\n`;
  return shown.map((diagnostic) => printAnnotation(annotationOf(diagnostic, folder))).join('') + more;
}

/** `::error file=a.json,line=1,col=2,title=T::message`, with every text made harmless and escaped. */
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

/** The escapes of the runner's own toolkit: `%` first, or the others would be escaped twice. */
function escapeMessage(text: string): string {
  return visibleText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

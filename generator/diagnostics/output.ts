/** The diagnostics of a run → the text that a person, a program or a code host reads. */
import type { Diagnostic, Severity } from './diagnostic.ts';
import { locateDiagnostics } from './output-position.ts';
import type { Sources } from './output-source.ts';
import { printGithub } from './print-github.ts';
import { jsonDiagnostic } from './print-json.ts';
import type { JsonDiagnostic } from './print-json.ts';
import { printPretty } from './print-pretty.ts';
import type { Colours } from './print-pretty.ts';
import { mostSevere, sortDiagnostics } from './sort.ts';
import type { LocatedDiagnostic } from './sort.ts';

/** `json` is no format here: it is one document of a whole command. */
export interface OutputOptions {
  readonly format: 'pretty' | 'github';
  readonly sources: Sources;
  readonly colours: Colours;
  /** Of the run below the root of the repository, with `/` at its end, or `''`: for `github` alone. */
  readonly folder: string;
  /** Only these are shown and counted. */
  readonly severities: readonly Severity[];
}

/** Nobody reads more in one go; the counts at the end tell what was left out. */
const mostShown = 100;

/** Text that ends in a line end, or `''` where there is nothing to say. */
export async function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: OutputOptions,
): Promise<string> {
  const wanted = diagnostics.filter(({ severity }) => options.severities.includes(severity));
  if (wanted.length === 0) return '';
  const shown = await arrange(mostSevere(wanted, mostShown), options.sources);
  switch (options.format) {
    case 'pretty':
      return printPretty({ shown, all: wanted, sources: options.sources, colours: options.colours });
    case 'github':
      return printGithub({ shown, left: wanted.length - shown.length, folder: options.folder });
  }
}

/** All of them, for a program to read. */
export async function diagnosticsAsJson(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): Promise<readonly JsonDiagnostic[]> {
  return (await arrange(diagnostics, sources)).map(jsonDiagnostic);
}

async function arrange(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): Promise<readonly LocatedDiagnostic[]> {
  return sortDiagnostics(await locateDiagnostics(diagnostics, sources));
}

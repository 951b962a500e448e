/** Located diagnostics → lines for a person: what is wrong, the source around it, and what to do. */
import type { Place, Position } from '../api/place.ts';
import { catalogue } from './catalogue.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Sources } from './output-source.ts';
import { printFrame } from './print-frame.ts';
import { visibleText } from './print-visible.ts';
import type { LocatedDiagnostic } from './sort.ts';

/** What the printer needs of a palette; each function leaves the text as it is where colours are off. */
export interface Colours {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Located, sorted and cut to what is to be shown. */
export interface PrettyRequest {
  readonly shown: readonly LocatedDiagnostic[];
  /** Shown or not: what the last line counts. */
  readonly all: readonly Diagnostic[];
  readonly sources: Sources;
  readonly colours: Colours;
}

/** One block a diagnostic, a blank line between two, and the counts at the end. */
export function printPretty({ shown, all, sources, colours }: PrettyRequest): string {
  const linesOf = lineReader(sources);
  const blocks = shown.map((diagnostic) => printBlock(diagnostic, linesOf, colours));
  const more = all.length > shown.length ? [`and ${all.length - shown.length} more`] : [];
  return `${[...blocks, ...more, countLine(all, colours)].join('\n\n')}\n`;
}

/** `specs/api.json:118:23`; the pointer stands in where no line is known. */
function placeLabel(place: Place, position: Position | null): string {
  const file = visibleText(place.file);
  if (position !== null) return `${file}:${position.line}:${position.column}`;
  return place.pointer === '' ? file : `${file}#${visibleText(place.pointer)}`;
}

type LineReader = (file: string) => readonly string[];

function printBlock(diagnostic: LocatedDiagnostic, linesOf: LineReader, colours: Colours): string {
  const { code, place, position, message, help, related } = diagnostic;
  const label = place === null ? '' : `${colours.cyan(placeLabel(place, position))} `;
  const severity = severityLabel(diagnostic.severity, colours);
  return [
    `${label}${severity} ${colours.dim(code)} ${colours.bold(visibleText(message))}`,
    ...frameOf(diagnostic, linesOf, colours),
    ...pointerLine(diagnostic, colours),
    ...related.map((other) => `  ${placeLabel(other.place, other.position)} ${visibleText(other.message)}`),
    `  ${colours.green('help')} ${visibleText(help ?? catalogue[code].fix)}`,
  ].join('\n');
}

/** Which part of the document it is, for whoever looks for it by other means than by line. */
function pointerLine({ place, position }: LocatedDiagnostic, colours: Colours): readonly string[] {
  if (place === null || position === null || place.pointer === '') return [];
  return [`  ${colours.dim(`at #${visibleText(place.pointer)}`)}`];
}

function frameOf(diagnostic: LocatedDiagnostic, linesOf: LineReader, colours: Colours): readonly string[] {
  const { place, position, severity } = diagnostic;
  if (place === null || position === null) return [];
  return printFrame({
    lines: linesOf(place.file),
    position,
    mark: (text) => colourOf(severity, colours)(text),
    dim: (text) => colours.dim(text),
  });
}

/** Splits each file once: a specification of megabytes may have a hundred diagnostics. */
function lineReader(sources: Sources): LineReader {
  const split = new Map<string, readonly string[]>();
  return (file) => {
    const known = split.get(file);
    if (known !== undefined) return known;
    const lines = (sources.get(file)?.text ?? '').split(/\r?\n/);
    split.set(file, lines);
    return lines;
  };
}

function severityLabel(severity: Severity, colours: Colours): string {
  return colourOf(severity, colours)(severity);
}

function colourOf(severity: Severity, colours: Colours): (text: string) => string {
  switch (severity) {
    case 'error':
      return colours.red;
    case 'warning':
      return colours.yellow;
    case 'info':
      return colours.cyan;
  }
}

/** `2 errors, 1 warning (docs/diagnostics.md explains the codes)`. */
function countLine(all: readonly Diagnostic[], colours: Colours): string {
  const counts = [count(all, 'error'), count(all, 'warning'), count(all, 'info')];
  const shown = counts.filter((text) => text !== null).join(', ');
  return `${shown} ${colours.dim('(docs/diagnostics.md of the package explains each code)')}`;
}

function count(all: readonly Diagnostic[], severity: Severity): string | null {
  const total = all.filter((diagnostic) => diagnostic.severity === severity).length;
  if (total === 0) return null;
  return `${total} ${severity}${total === 1 || severity === 'info' ? '' : 's'}`;
}

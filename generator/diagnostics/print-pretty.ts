/** Prints located diagnostics in full: what is wrong, the source around it, and what to do. */
import type { Place, Position } from '../api/place.ts';
import { catalogue } from './catalogue.ts';
import type { Severity } from './catalogue/entry.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { LocatedDiagnostic } from './locate.ts';
import type { Sources } from './source.ts';
import { visibleColumns, visibleText } from './visible-text.ts';

/** The colours of the output. Without colours, each function returns its argument. */
export interface Colours {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

export interface PrettyOptions {
  readonly sources: Sources;
  readonly colours: Colours;
}

/** Prints one block for each diagnostic, with blank lines between blocks, and the counts at the end. */
export function printFull(diagnostics: readonly LocatedDiagnostic[], options: PrettyOptions): string {
  const blocks = diagnostics.map(createBlockPrinter(options));
  const hint = options.colours.dim('(docs/diagnostics.md explains the codes)');
  return `${[...blocks, `${countsOf(diagnostics)} ${hint}`].join('\n\n')}\n`;
}

/** Returns a function that prints one diagnostic. It splits each source file into lines once. */
export function createBlockPrinter({ sources, colours }: PrettyOptions): (of: LocatedDiagnostic) => string {
  const linesOf = lineReader(sources);
  return (diagnostic) => printBlock(diagnostic, linesOf, colours);
}

/** Returns `specs/api.json:118:23`, or the file and the pointer where no line is known. */
export function placeLabel(place: Place, position: Position | null): string {
  const file = visibleText(place.file);
  if (position !== null) return `${file}:${position.line}:${position.column}`;
  return place.pointer === '' ? file : `${file}#${visibleText(place.pointer)}`;
}

/** Returns `2 errors, 1 warning, 3 infos`, without the severities that do not occur. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  const severities = ['error', 'warning', 'info'] as const;
  return severities
    .map((severity) => ({ severity, total: diagnostics.filter((one) => one.severity === severity).length }))
    .filter(({ total }) => total > 0)
    .map(({ severity, total }) => `${total} ${severity}${total === 1 ? '' : 's'}`)
    .join(', ');
}

type LineReader = (file: string) => readonly string[];

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

function printBlock(diagnostic: LocatedDiagnostic, linesOf: LineReader, colours: Colours): string {
  const { code, severity, place, position, message, help, related } = diagnostic;
  const label = place === null ? '' : `${colours.cyan(placeLabel(place, position))} `;
  return [
    `${label}${colourOf(severity, colours)(severity)} ${colours.dim(code)} ${colours.bold(visibleText(message))}`,
    ...frameOf(diagnostic, linesOf, colours),
    ...pointerLine(diagnostic, colours),
    ...related.map((other) => `  ${placeLabel(other.place, other.position)} ${visibleText(other.message)}`),
    `  ${colours.green('help')} ${visibleText(help ?? catalogue[code].fix)}`,
  ].join('\n');
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

/** The pointer survives edits that move lines, and tools can search for it. */
function pointerLine({ place, position }: LocatedDiagnostic, colours: Colours): readonly string[] {
  if (place === null || position === null || place.pointer === '') return [];
  return [`  ${colours.dim(`at #${visibleText(place.pointer)}`)}`];
}

/** Returns up to three lines of the source with a caret under the column; none where the line does not exist. */
function frameOf(
  { place, position, severity }: LocatedDiagnostic,
  linesOf: LineReader,
  colours: Colours,
): readonly string[] {
  if (place === null || position === null) return [];
  const lines = linesOf(place.file);
  const marked = lines[position.line - 1];
  if (marked === undefined) return [];
  const mark = colourOf(severity, colours);
  const start = firstColumnShown(position.column, marked.length);
  const last = Math.min(position.line + 1, lines.length);
  const gutter = String(last).length;
  const row = (line: number): string => cutLine(lines[line - 1] ?? '', start);
  const number = (line: number): string => colours.dim(`${String(line).padStart(gutter)} |`);
  const caretColumn = Math.min(position.column, marked.length + 1) - start - 1;
  return [
    ...(position.line > 1 ? [`  ${number(position.line - 1)} ${row(position.line - 1)}`] : []),
    `${mark('>')} ${number(position.line)} ${row(position.line)}`,
    `  ${colours.dim(`${' '.repeat(gutter)} |`)} ${' '.repeat(Math.max(caretColumn, 0))}${mark('^')}`,
    ...(position.line < last ? [`  ${number(last)} ${row(last)}`] : []),
  ].map((text) => text.trimEnd());
}

/** A minified document is one line of megabytes: a frame shows this many columns around the position. */
const widest = 96;

function firstColumnShown(column: number, length: number): number {
  return length <= widest ? 0 : Math.max(0, Math.min(column - widest / 2, length - widest));
}

function cutLine(line: string, start: number): string {
  return visibleColumns(line.slice(start, start + widest));
}

/** A position in a source file → the three lines around it, with a caret under the column. */
import type { Position } from '../api/place.ts';
import { visibleColumns } from './print-visible.ts';

/** Lines are counted from 1, as in every editor. */
export interface FrameRequest {
  readonly lines: readonly string[];
  readonly position: Position;
  /** Sets off the marked line and the caret. */
  readonly mark: (text: string) => string;
  /** Sets back the line numbers. */
  readonly dim: (text: string) => string;
}

/** A minified document is one line of megabytes: this much of it is shown, around the column. */
const widest = 96;

/** Empty where the line is not in the file. */
export function printFrame({ lines, position, mark, dim }: FrameRequest): readonly string[] {
  const marked = lines[position.line - 1];
  if (marked === undefined) return [];
  const start = firstColumnShown(position.column, marked.length);
  const last = Math.min(position.line + 1, lines.length);
  const gutter = String(last).length;
  const row = (line: number): string => cut(lines[line - 1] ?? '', start);
  const number = (line: number): string => dim(`${String(line).padStart(gutter)} |`);
  const caretColumn = Math.min(position.column, marked.length + 1) - start - 1;
  return [
    ...(position.line > 1 ? [`  ${number(position.line - 1)} ${row(position.line - 1)}`] : []),
    `${mark('>')} ${number(position.line)} ${row(position.line)}`,
    `  ${dim(`${' '.repeat(gutter)} |`)} ${' '.repeat(Math.max(caretColumn, 0))}${mark('^')}`,
    ...(position.line < last ? [`  ${number(last)} ${row(last)}`] : []),
  ].map((text) => text.trimEnd());
}

function firstColumnShown(column: number, length: number): number {
  return length <= widest ? 0 : Math.max(0, Math.min(column - widest / 2, length - widest));
}

function cut(line: string, start: number): string {
  return visibleColumns(line.slice(start, start + widest));
}

/** Source files of a run, and the conversion of an offset in a text to a line and a column. */
import type { JsonValue } from '../api/json.ts';
import type { Position } from '../api/place.ts';

/** A file as the run read it. Positions and code frames are computed from it. */
export interface SourceText {
  readonly text: string;
  /** `code`: a configuration file in TypeScript or JavaScript. */
  readonly format: 'json' | 'yaml' | 'code';
  /** Only of YAML that this process has parsed: a second parse for the places of messages takes seconds. */
  readonly offsets?: Offsets;
}

/** Where the keys and items of a parsed text begin. */
export interface Offsets {
  readonly root: JsonValue;
  readonly start: number;
  /** By object or list: the offset of each key or item, in the order of `Object.keys`. */
  readonly inside: WeakMap<object, Int32Array>;
}

/** Keyed by the file name that places use. A place in another file is shown without a line. */
export type Sources = ReadonlyMap<string, SourceText>;

/** Counts LF only: a CR before it belongs to its line, as in every editor. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** `positionAt` for many offsets in one text: the line starts are computed once, at the first call. */
export function positionIndex(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const line = linesBefore(starts, offset);
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** Returns the number of lines that begin at or before `offset`, by binary search. */
function linesBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

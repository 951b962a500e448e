/** An offset into a text → the line and column that an editor shows. */
import type { Position } from '../api/place.ts';

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

/** Suggests a known word for an unknown one. */

/** Returns the nearest known word, or `null` where more than a third of its letters would have to change. */
export function suggest(unknown: string, known: readonly string[]): string | null {
  const ranked = known
    .map((word) => ({ word, distance: editDistance(unknown.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1));
  const nearest = ranked[0];
  if (nearest === undefined) return null;
  return nearest.distance <= Math.max(1, Math.floor(nearest.word.length / 3)) ? nearest.word : null;
}

/** Returns `Did you mean "spec"?`, or the list of known words where none is near. */
export function didYouMean(unknown: string, known: readonly string[]): string {
  const nearest = suggest(unknown, known);
  return nearest === null ? `Use one of: ${known.join(', ')}.` : `Did you mean "${nearest}"?`;
}

/** The work grows with the product of the lengths, and no known word is longer than this. */
const longestWord = 100;

/** Counts the insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
export function editDistance(from: string, to: string): number {
  if (from.length > longestWord || to.length > longestWord) return Math.max(from.length, to.length);
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) rows.push(nextRow({ from, to, row, rows }));
  return rows[from.length]?.[to.length] ?? 0;
}

interface Rows {
  readonly from: string;
  readonly to: string;
  readonly row: number;
  readonly rows: readonly (readonly number[])[];
}

function nextRow({ from, to, row, rows }: Rows): number[] {
  const cells = [row];
  for (let column = 1; column <= to.length; column++) {
    const cost = from[row - 1] === to[column - 1] ? 0 : 1;
    const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    cells.push(
      Math.min(
        cellAt(rows, row - 1, column) + 1,
        (cells[column - 1] ?? 0) + 1,
        cellAt(rows, row - 1, column - 1) + cost,
        swapped ? cellAt(rows, row - 2, column - 2) + 1 : Infinity,
      ),
    );
  }
  return cells;
}

function cellAt(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? Infinity;
}

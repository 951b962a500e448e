/** Compares two texts line by line, for people: each difference with a line of context. */

/** Bounds the time for two files that have nothing in common. */
const mostEdits = 2000;
/** A file that is new, gone or wholly different is shown by its beginning. */
const longestHunk = 20;

/** Unified hunks of `before` and `after`; `null` stands for a missing file. */
export async function hunksOf(before: string | null, after: string | null): Promise<readonly string[]> {
  if (before === after) return [];
  const { structuredPatch } = await import('diff');
  const options = { context: 1, maxEditLength: mostEdits };
  const patch = structuredPatch('', '', before ?? '', after ?? '', '', '', options);
  if (patch === undefined) return ['@@ the whole file @@'];
  return patch.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const shown = lines.slice(0, longestHunk);
    const more = lines.length - shown.length;
    const rest = more > 0 ? [` and ${more} more lines`] : [];
    return [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...shown, ...rest].join('\n');
  });
}

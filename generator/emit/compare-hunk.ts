/** Two texts to the first place where they differ, as a unified diff that fits a terminal. */
import { structuredPatch } from 'diff';

const contextLines = 3;
const longestHunk = 20;
/** Seen of each text from the first difference on: bounds the time, and is more than a hunk shows. */
const linesCompared = 200;

/** Committed against expected: what should go has `-`, what should come has `+`. */
export function firstHunk(committed: string, expected: string): string {
  const [before, after] = [linesOf(committed), linesOf(expected)];
  const start = Math.max(0, firstDifference(before, after) - contextLines);
  const view = (lines: readonly string[]): string => lines.slice(start, start + linesCompared).join('');
  const patch = structuredPatch('', '', view(before), view(after), '', '', { context: contextLines });
  const [hunk] = patch.hunks;
  const lines = hunk?.lines.slice(0, longestHunk) ?? [];
  const first = start + 1;
  return [`@@ -${range(first, lines, '+')} +${range(first, lines, '-')} @@`, ...lines].join('\n');
}

/** Each with its line break, so that the lack of the last one is a difference as well. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function firstDifference(before: readonly string[], after: readonly string[]): number {
  let line = 0;
  while (line < before.length && line < after.length && before[line] === after[line]) line += 1;
  return line;
}

/** Counted from the lines shown, so that a cut hunk still says the truth. */
function range(first: number, lines: readonly string[], otherSide: '+' | '-'): string {
  const count = lines.filter((line) => !line.startsWith(otherSide) && !line.startsWith('\\')).length;
  return `${first},${count}`;
}

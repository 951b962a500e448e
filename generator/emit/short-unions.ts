/** Finds the unions that prettier lays out in another way than oxfmt, and the statements that hold them. */

/** Lines of a text, from `start` up to `end`, without the latter. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The top-level statements of a text from oxfmt that have a union with one line for each member although all members
 * fit on one line. prettier joins those lines.
 *
 * A statement may be found wrongly: it is only formatted once more. Ranges begin and end between statements, are in
 * order, and do not overlap. `null`: such a union exists, and the ends of its statement are unknown.
 */
export function statementsWithShortUnion(text: string, printWidth: number): readonly LineRange[] | null {
  const lines = text.split('\n');
  const unions = shortUnions(lines, printWidth);
  if (unions.length === 0) return [];
  // Lines in backquotes may look like the start of a statement.
  if (text.includes('`')) return null;
  const starts = statementStarts(lines);
  const ranges: LineRange[] = [];
  let next = 0;
  for (const line of unions) {
    if (line < (ranges.at(-1)?.end ?? 0)) continue;
    while ((starts[next] ?? lines.length) <= line) next += 1;
    ranges.push({ start: starts[next - 1] ?? 0, end: endOfCode(lines, starts[next] ?? lines.length) });
  }
  return ranges;
}

/** Lines that start a statement, or the comment before one. Some may be missing, so that ranges span more of them. */
function statementStarts(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let isInComment = false;
  for (const [index, line] of lines.entries()) {
    if (!isInComment && /^[a-z/@]/i.test(line) && !isBelowComment(lines, index)) starts.push(index);
    const opened = line.lastIndexOf('/*');
    const closed = line.lastIndexOf('*/');
    if (opened >= 0 || closed >= 0) isInComment = opened > closed;
  }
  return starts;
}

/** Blank lines between statements stay as they are. */
function endOfCode(lines: readonly string[], end: number): number {
  let last = end;
  while (last > 0 && lines[last - 1] === '') last -= 1;
  return last;
}

/** A comment stays with the statement below it. */
function isBelowComment(lines: readonly string[], index: number): boolean {
  const above = lines[index - 1] ?? '';
  return above.startsWith('//') || above.trimEnd().endsWith('*/');
}

/** Members so far of a union with one line for each member. */
interface UnionLines {
  readonly indent: number;
  readonly members: number;
  /** Least width of these members on one line. */
  readonly width: number;
}

/** Last lines of the unions. */
function shortUnions(lines: readonly string[], printWidth: number): readonly number[] {
  const found: number[] = [];
  let union: UnionLines | null = null;
  for (const [index, line] of [...lines, ''].entries()) {
    const next = unionAfter(line, union);
    if (union !== null && next?.members !== union.members + 1 && isShort(union, printWidth))
      found.push(index - 1);
    union = next;
  }
  return found;
}

/** `null` unless the line is a member of a union. */
function unionAfter(line: string, union: UnionLines | null): UnionLines | null {
  const indent = line.search(/[^ ]/);
  if (!line.startsWith('| ', indent)) return null;
  const width = leastWidth(line);
  // The first member has no bar on the joined line, the others have one and a space before it.
  return union?.indent === indent
    ? { indent, members: union.members + 1, width: union.width + 1 + width }
    : { indent, members: 1, width: width - '| '.length };
}

function isShort({ indent, members, width }: UnionLines, printWidth: number): boolean {
  return members > 1 && indent + width <= printWidth;
}

/** Width without indentation, and without a comment behind the last member, which prettier lets stick out. */
function leastWidth(line: string): number {
  const code = line.trimStart().replace(/; \/\/ .*$/, ';');
  // Only ASCII, because some other characters take no space.
  return code.replaceAll(/[^ -~]/g, '').length;
}

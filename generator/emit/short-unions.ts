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
  const starts = statementStarts(lines);
  if (starts === null) return null;
  const ranges: LineRange[] = [];
  let next = 0;
  for (const line of unions) {
    if (line < (ranges.at(-1)?.end ?? 0)) continue;
    while ((starts[next] ?? lines.length) <= line) next += 1;
    ranges.push({ start: starts[next - 1] ?? 0, end: endOfCode(lines, starts[next] ?? lines.length) });
  }
  return ranges;
}

/**
 * Lines that start a statement, or the comment before one. `null`: the code has text in backquotes, whose lines may
 * look like the start of a statement.
 */
function statementStarts(lines: readonly string[]): readonly number[] | null {
  const starts: number[] = [];
  let isInComment = false;
  for (const [index, line] of lines.entries()) {
    if (!isInComment && /^[a-z/@]/i.test(line) && !isBelowComment(lines, index)) starts.push(index);
    const after = afterLine(line, isInComment);
    if (after === 'in backquotes') return null;
    isInComment = after === 'in a comment';
  }
  return starts;
}

/** Context at the end of a line. */
function afterLine(line: string, isInComment: boolean): 'in code' | 'in a comment' | 'in backquotes' {
  if (isInComment && !line.includes('*/')) return 'in a comment';
  const code = line.slice(isInComment ? line.indexOf('*/') + 2 : 0).replaceAll(closedOnLine, '');
  if (code.includes('`')) return 'in backquotes';
  return code.includes('/*') ? 'in a comment' : 'in code';
}

/** Strings, and comments that end on their line. */
const closedOnLine = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\/.*$|\/\*.*?\*\//g;

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

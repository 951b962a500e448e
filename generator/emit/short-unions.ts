/** Finds the unions that oxfmt and prettier lay out differently. */

/** The members seen so far of a union that has a line for each. */
interface UnionLines {
  readonly indent: number;
  readonly members: number;
  /** Width of these members on one line, at the least. */
  readonly width: number;
}

/**
 * Whether a text that oxfmt has formatted holds a union with a line for each member, although all members
 * fit on one line of their own: prettier joins those.
 *
 * Errs on the safe side, as a file for which this returns `true` is only formatted more slowly.
 */
export function hasShortUnion(text: string, printWidth: number): boolean {
  let union: UnionLines | null = null;
  for (const line of text.split('\n')) {
    const next = unionAfter(line, union);
    if (union !== null && next?.members !== union.members + 1 && isShort(union, printWidth)) return true;
    union = next;
  }
  return union !== null && isShort(union, printWidth);
}

/** `null`: the line is no member of a union. */
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

/** Without the indentation. Characters beyond ASCII count nothing, as some of them take no space. */
function leastWidth(line: string): number {
  return line.trimStart().replaceAll(/[^ -~]/g, '').length;
}

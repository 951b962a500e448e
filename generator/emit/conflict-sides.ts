/** A text with the conflict markers of `git merge` to the text as each of the two branches would have it. */

/** What was merged without a conflict is in both. */
export interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
}

/** Whose lines these are; those of the common ancestor, which some styles show as well, are nobody's. */
type Part = 'both' | 'ours' | 'base' | 'theirs';

/** `null`: the text holds no conflict, or markers that do not belong together. */
export function conflictSides(text: string): ConflictSides | null {
  const sides = { ours: '', theirs: '' };
  let part: Part = 'both';
  let hasMarkers = false;
  for (const line of text.split(/(?<=\n)/)) {
    const next = partAfter(line, part);
    if (next !== null) [part, hasMarkers] = [next, true];
    else {
      if (part === 'both' || part === 'ours') sides.ours += line;
      if (part === 'both' || part === 'theirs') sides.theirs += line;
    }
  }
  return hasMarkers && part === 'both' ? sides : null;
}

/** The part that a marker begins, where it may stand; `null`: the line is text of its part. */
function partAfter(line: string, part: Part): Part | null {
  const marker = /^([<|=>])\1{6}(?:\s|$)/.exec(line)?.[1];
  switch (part) {
    case 'both':
      return marker === '<' ? 'ours' : null;
    case 'ours':
      if (marker === '|') return 'base';
      return marker === '=' ? 'theirs' : null;
    case 'base':
      return marker === '=' ? 'theirs' : null;
    case 'theirs':
      return marker === '>' ? 'both' : null;
  }
}

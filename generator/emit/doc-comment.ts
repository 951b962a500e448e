/** Turns text of a document into the lines of a doc comment. */
import { encodeComment } from '../naming/encode.ts';
import type { DocComment } from '../template/structures.ts';

const width = 96;

/** The text between the comment's marks; `null` where it would be empty. */
export function docLines(docs: DocComment | null | undefined): string | null {
  if (docs === null || docs === undefined) return null;
  const text = wrapText(tidy(encodeComment(docs.text)));
  const tags = (docs.tags ?? []).map((tag) => {
    const content = wrapText(tidy(encodeComment(tag.text)));
    return content === '' ? `@${tag.name}` : `@${tag.name} ${content}`;
  });
  const blocks = [text, tags.join('\n')].filter((block) => block !== '');
  return blocks.length === 0 ? null : blocks.join('\n\n');
}

/** A whole comment on one line, for code that is not a declaration. */
export function inlineComment(text: string): string {
  return `/** ${inlineText(text)} */`;
}

/** Text of an inline comment, without its marks. */
export function inlineText(text: string): string {
  return encodeComment(text).replaceAll(/\s+/g, ' ').trim();
}

/** Removes trailing blanks and repeated empty lines. */
function tidy(text: string): string {
  // `/ +$/` takes quadratic time on a long run of blanks inside a line.
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Wraps prose where one of its lines is too long; keeps code, tables, lists and short lines.
 *
 * Each sentence starts on a line of its own, so that an edit changes the lines of its sentence alone.
 */
function wrapText(text: string): string {
  return paragraphsOf(text)
    .map(({ lines, kind }) => {
      if (kind === 'code') return lines.join('\n');
      if (kind === 'line') return lines.map((line) => (isFixed(line) ? line : wrapLine(line))).join('\n');
      if (lines.every((line) => line.length <= width)) return lines.join('\n');
      return lines.join(' ').split(sentenceEnd).map(wrapLine).join('\n');
    })
    .join('\n');
}

/**
 * Blanks between two sentences, but not after an abbreviation or an initial.
 *
 * The next sentence starts with a letter, a quotation or code: other signs have a meaning at the start of a line.
 */
const sentenceEnd =
  /(?<=[.!?][)"'`”’]?)(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|excl|max|min|no|nr|mr|mrs|ms|dr|st|\p{Lu})\.)[ \t]+(?=[\p{Lu}"'`“‘(])/u;

interface Paragraph {
  readonly lines: readonly string[];
  readonly kind: LineKind;
}

type LineKind = 'prose' | 'code' | 'line';

/** Lines that Markdown joins to one paragraph, and each other line by itself. */
function paragraphsOf(text: string): readonly Paragraph[] {
  const paragraphs: { readonly lines: string[]; readonly kind: LineKind }[] = [];
  let inFence = false;
  for (const line of text.split('\n')) {
    const isFence = /^\s*(?:```|~~~)/.test(line);
    if (isFence) inFence = !inFence;
    const kind = inFence || isFence ? 'code' : /^[^\s#>|*+\-\d]/.test(line) ? 'prose' : 'line';
    const last = paragraphs.at(-1);
    if (kind === 'prose' && last?.kind === 'prose') last.lines.push(line);
    else paragraphs.push({ lines: [line], kind });
  }
  return paragraphs;
}

/** A line that is short enough, or whose layout has a meaning: a table or code. */
function isFixed(line: string): boolean {
  return line.length <= width || /^\s*(?:\||```|~~~| {4})/.test(line);
}

function wrapLine(line: string): string {
  const indent = /^\s*(?:[-*+]|\d+\.)?\s*/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(indent.length).split(/[ \t]+/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && indent.length + longer.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  const [first, ...rest] = [...lines, current];
  return [`${indent}${first ?? ''}`, ...rest.map((text) => `${' '.repeat(indent.length)}${text}`)].join('\n');
}

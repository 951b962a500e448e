/** Lays out text of a document as the lines of a doc comment. */
import { encodeComment } from '../naming/encode.ts';
import type { DocComment } from '../template/structures.ts';

const width = 96;

/** The text between the comment's marks; `null` where there is nothing to say. */
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

/** What stands in such a comment. */
export function inlineText(text: string): string {
  return encodeComment(text).replaceAll(/\s+/g, ' ').trim();
}

/** No trailing blanks, at most one empty line in a row. */
function tidy(text: string): string {
  return text
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Breaks long lines of prose; code blocks, tables and indented lines stay as they are. */
function wrapText(text: string): string {
  let inFence = false;
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*(?:```|~~~)/.test(line)) inFence = !inFence;
      return inFence || line.length <= width || /^\s*(?:\||```|~~~| {4})/.test(line) ? line : wrapLine(line);
    })
    .join('\n');
}

function wrapLine(line: string): string {
  const indent = /^\s*(?:[-*+]|\d+\.)?\s*/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(indent.length).split(/ +/)) {
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

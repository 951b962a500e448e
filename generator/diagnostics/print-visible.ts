/** Text of a spec → text that is safe to show: nothing in it moves a cursor, reorders a line or stays unseen. */

/**
 * Control characters (ANSI sequences begin with one), marks that reorder text (Trojan Source, CVE-2021-42574),
 * characters without width, separators that count as line ends, and half surrogates.
 */
const unsafe =
  /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\p{Cs}]|[\u{E0000}-\u{E007F}]/gu;

/** A message says one thing; what is longer than this is text of the spec that was quoted whole. */
const longestMessage = 1000;

/** Shows every unsafe character as `\u{…}`, so that the reader sees that it is there. */
export function visibleText(text: string): string {
  const shown = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  return shown.replaceAll(unsafe, escapeForReader);
}

/** The same for text of several lines: line ends and tabs stay, and so does the length. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(escapeAll).join('\t'))
    .join('\n');
}

/**
 * One line of a source file, of which a caret has to find its column again: each unsafe character becomes
 * just one visible one.
 */
export function visibleColumns(line: string): string {
  return line.replaceAll('\t', ' ').replaceAll(unsafe, (character) => '\uFFFD'.repeat(character.length));
}

/** JSON that carries the same value, but holds no unsafe character as itself. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(unsafe, (character) =>
    character === '\n' ? character : escapeForJson(character),
  );
}

function escapeAll(text: string): string {
  return text.replaceAll(unsafe, escapeForReader);
}

function escapeForReader(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function escapeForJson(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

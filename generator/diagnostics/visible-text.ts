/** Makes untrusted text safe to print: no character moves a cursor, reorders a line or stays invisible. */

/**
 * Control characters (ANSI sequences begin with one), marks that reorder text (Trojan Source, CVE-2021-42574),
 * characters without width, line separators, lone surrogates and tag characters.
 */
const unsafe =
  /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\p{Cs}]|[\u{E0000}-\u{E007F}]/gu;

/** A longer message quotes text of a document; its start is enough to recognise it. */
const longestMessage = 1000;

/** Replaces every unsafe character by `\u{…}`, and cuts long text. */
export function visibleText(text: string): string {
  const shown = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  return shown.replaceAll(unsafe, escapeForReader);
}

/** Does the same as `visibleText` for text of several lines: keeps line ends and tabs, and does not cut. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(escapeAll).join('\t'))
    .join('\n');
}

/** Replaces each unsafe character of a source line by one visible character, so that columns stay the same. */
export function visibleColumns(line: string): string {
  return line.replaceAll('\t', ' ').replaceAll(unsafe, (character) => '\uFFFD'.repeat(character.length));
}

/** Returns JSON of the same value in which every unsafe character is escaped. */
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

/** Turns a name of the document into keys that callers write: the plain one, and longer ones that tell it apart. */
import type { Parameter } from '../api/api.ts';
import { isIdentifier, isSafeKey } from './identifier.ts';
import { camelCase, isNameable, splitWords } from './words.ts';

/** `page.size` → `pageSize`. A name that is an identifier stays as it is. */
export function keyName(name: string): string {
  if (isIdentifier(name)) return name;
  const cased = camelCase(splitWords(name)).replaceAll(/[^\w$]/g, '');
  return /^[A-Za-z_$]/.test(cased) ? cased : `_${cased}`;
}

/**
 * Longer keys for a name, best first: `page.size` in the query → `queryPageSize`, `pageDotSize`,
 * `queryPageDotSize`. Each depends on the name and its owner alone.
 */
export function longerKeyNames(name: string, owner: string): readonly string[] {
  const words = isNameable(name) ? splitWords(name) : [];
  const spelled = name.length > longestSpelled ? [] : splitWords(spellOut(name));
  const longer = [[owner, ...words], spelled, [owner, ...spelled]]
    .filter((each) => each.length > 1)
    .map((each) => camelCase(each).replaceAll(/[^\w$]/g, ''));
  return [...new Set(longer)].filter((key) => isSafeKey(key) && key !== keyName(name));
}

/** Spelt out, a name of signs alone is ten times as long. */
const longestSpelled = 200;

/** `sort[by]` → `sort bracket by`: what {@link splitWords} drops becomes a word. */
function spellOut(name: string): string {
  return name
    .replaceAll('[]', ' brackets ')
    .replaceAll(/[^\p{L}\p{N}]/gu, (character) => ` ${characterWords.get(character) ?? ''} `);
}

/** A closing bracket says nothing that the opening one does not. */
const characterWords: ReadonlyMap<string, string> = new Map([
  ['.', 'dot'],
  ['-', 'dash'],
  ['_', 'underscore'],
  [':', 'colon'],
  [';', 'semicolon'],
  [',', 'comma'],
  [' ', 'space'],
  ['[', 'bracket'],
  ['(', 'paren'],
  ['{', 'brace'],
  ['<', 'less'],
  ['>', 'greater'],
  ['=', 'equals'],
  ['/', 'slash'],
  ['\\', 'backslash'],
  ['|', 'pipe'],
  ['@', 'at'],
  ['#', 'hash'],
  ['$', 'dollar'],
  ['%', 'percent'],
  ['&', 'and'],
  ['*', 'star'],
  ['+', 'plus'],
  ['!', 'not'],
  ['?', 'question'],
  ['~', 'tilde'],
  ['^', 'caret'],
]);

/** Returns the identity of an argument. Its last two parts have no colon, so that two parameters never have the same one. */
export function argumentIdentity(operation: string, parameter: Parameter): string {
  const { name, location, part } = parameter;
  // The names of headers do not depend on case (RFC 9110, section 5.1).
  const own = location === 'header' || location === 'part' ? name.toLowerCase() : name;
  const full = part === undefined ? own : `${part}/${own}`;
  return `operation.argument:${operation}:${location}:${full.replaceAll('~', '~0').replaceAll(':', '~1')}`;
}

/** The only ways in which text of a document gets into code: as a string literal, or inside a comment. */
import { isJsonArray, isJsonObject, type JsonValue } from '../api/json.ts';
import { isSafeKey } from './identifier.ts';

/** A single-quoted literal of printable characters: nothing in it ends the string or fools a reader's eye. */
export function encodeString(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll('</', '<\\/')
    .replaceAll(sourceUrl, 'source$1\\u0055RL')
    .replaceAll(invisible, escapeUnit);
  return `'${escaped}'`;
}

/** A JSON value as a TypeScript expression. */
export function encodeLiteral(content: JsonValue): string {
  if (typeof content === 'string') return encodeString(content);
  if (isJsonArray(content)) return `[${content.map(encodeLiteral).join(', ')}]`;
  if (!isJsonObject(content)) return Object.is(content, -0) ? '-0' : String(content);
  const members = Object.entries(content).map(
    ([name, member]) => `${encodeKey(name)}: ${encodeLiteral(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** JSON for people to review: what they would not see is escaped, in keys too. */
export function encodeJson(content: unknown): string {
  return JSON.stringify(content, null, 2).replaceAll(invisible, escapeUnit);
}

/** A key of an object literal or type; `__proto__` is computed, as it would set the prototype otherwise. */
export function encodeKey(name: string): string {
  if (isSafeKey(name)) return name;
  return name === '__proto__' ? `['__proto__']` : encodeString(name);
}

/** The name of a method in an interface, where a bare `new` is a constructor. */
export function encodeMethod(name: string): string {
  return name === 'new' ? encodeString(name) : encodeKey(name);
}

/**
 * Text for a block comment: no end of comment, no compiler directive, no invisible character.
 *
 * The terminator is broken last and replaced, never deleted: deleting can form a new one.
 */
export function encodeComment(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(invisibleInComment, '�')
    .replaceAll(/^([^\S\n]*)@/gm, '$1\\@')
    .replaceAll(/@(ts-|jsx)/gi, '@ $1')
    .replaceAll(sourceUrl, 'source$1 URL')
    .replaceAll(/\/\/\/?(?=\s*<\s*(?:reference|amd))/gi, '/ /')
    .replaceAll('*/', '*\\/');
}

/** Tools look for the last one in a file and read what it names, wherever it stands. */
const sourceUrl = /source(Mapping|)URL(?=\s*=)/g;

/** Controls, bidirectional marks, zero-width characters, line separators and lone surrogates. */
const invisible =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;
const invisibleInComment =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

function escapeUnit(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

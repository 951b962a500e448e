/** The keys of a pointer → their position in a JSON text, by skipping over everything else. */
import type { Position } from '../api/place.ts';
import { members, skipBlank } from './json-text.ts';
import type { JsonMember } from './json-text.ts';
import { positionAt } from './text-position.ts';

/** The last of two equal keys is meant, as `JSON.parse` has it. */
export function locateInJson(text: string, keys: readonly string[]): Position | null {
  let start = skipBlank(text, 0);
  if (start === text.length) return null;
  let value = start;
  for (const key of keys) {
    const member = lastMember(text, value, key);
    if (member === null) break;
    ({ start, value } = member);
  }
  return positionAt(text, start);
}

function lastMember(text: string, container: number, key: string): JsonMember | null {
  let found: JsonMember | null = null;
  for (const member of members(text, container)) if (member.key === key) found = member;
  return found;
}

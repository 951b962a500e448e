/** The keys of a pointer → their position in a JSON text, by skipping over everything else. */
import type { Position } from '../api/place.ts';
import { members, skipBlank } from './json-text.ts';
import type { JsonMember } from './json-text.ts';
import { positionIndex } from './text-position.ts';

type Members = ReadonlyMap<string, JsonMember>;

/**
 * Remembers the members of every container on the way: the pointers of a run share their first steps, and
 * to step over the 13 MB of a large document takes 50 ms each time.
 */
export function jsonLocator(text: string): (keys: readonly string[]) => Position | null {
  const containers = new Map<number, Members>();
  const positionOf = positionIndex(text);
  const membersAt = (container: number): Members => {
    const known = containers.get(container) ?? lastMembers(text, container);
    containers.set(container, known);
    return known;
  };
  return (keys) => {
    let start = skipBlank(text, 0);
    if (start === text.length) return null;
    let value = start;
    for (const key of keys) {
      const member = membersAt(value).get(key);
      if (member === undefined) break;
      ({ start, value } = member);
    }
    return positionOf(start);
  };
}

/** The last of two equal keys is meant, as `JSON.parse` has it. */
function lastMembers(text: string, container: number): Members {
  const found = new Map<string, JsonMember>();
  for (const member of members(text, container)) found.set(member.key, member);
  return found;
}

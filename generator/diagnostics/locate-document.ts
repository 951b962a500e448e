/** Finds the position of a JSON pointer in the text of a document: JSON by scanning, YAML through its syntax tree. */
import { pointerKeys } from '../api/place.ts';
import type { Position } from '../api/place.ts';
import { members, skipBlank } from './json-text.ts';
import type { JsonMember } from './json-text.ts';
import { yamlLocator } from './locate-yaml.ts';
import { positionIndex } from './source.ts';
import type { SourceText } from './source.ts';

/** Returns the position of the key that `pointer` names, or of its nearest ancestor that exists. */
export function locate(text: string, format: SourceText['format'], pointer: string): Position | null {
  return createLocator({ text, format })(pointer);
}

/** `locate` for many pointers into one file. The locator caches what pointers have in common. */
export function createLocator({ text, format }: SourceText): (pointer: string) => Position | null {
  const find = format === 'json' ? jsonLocator(text) : yamlLocator(text);
  return (pointer) => find(pointerKeys(pointer));
}

type Members = ReadonlyMap<string, JsonMember>;

/**
 * Caches the members of every container on the path: the pointers of a run share their first steps, and one scan of
 * a document of 13 MB takes 50 ms.
 */
function jsonLocator(text: string): (keys: readonly string[]) => Position | null {
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

/** Of two equal keys the last one counts, as in `JSON.parse`. */
function lastMembers(text: string, container: number): Members {
  const found = new Map<string, JsonMember>();
  for (const member of members(text, container)) found.set(member.key, member);
  return found;
}

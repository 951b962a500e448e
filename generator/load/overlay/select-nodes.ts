/** A JSONPath (RFC 9535) and a tree → the pointers of the nodes that it selects. */
import { exec } from 'jsonpath-rfc9535';
import type { JsonObject } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';

/** In document order; `null` where the path is malformed. */
export function selectNodes(root: JsonObject, path: string): readonly string[] | null {
  const pointers: string[] = [];
  try {
    // The library only reads; its type of a JSON value is merely not written as `readonly`.
    exec(root as Parameters<typeof exec>[0], path, (_, keys) => {
      pointers.push(
        keys.map((key) => pointerStep(typeof key === 'string' ? unescapeKey(key) : key)).join(''),
      );
    });
  } catch {
    return null;
  }
  return [...new Set(pointers)];
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Keys arrive as they stand in a normalized path (RFC 9535, section 2.7). */
function unescapeKey(key: string): string {
  return key.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gs, (_, code: string | undefined, character: string) =>
    code === undefined
      ? (escapes.get(character) ?? character)
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

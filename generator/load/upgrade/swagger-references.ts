/** Local references of a Swagger 2.0 document → the same in the upgraded tree, by what the upgrade has moved. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject } from '../../api/json.ts';
import { fragmentOf } from '../../api/place.ts';
import { documentSlot } from '../grammar.ts';
import { mapTree } from './map-tree.ts';
import type { Origins } from '../origins.ts';
import { referenceIn, resolveReference } from '../references.ts';

/** The origins, read backwards, say where each part has gone. */
export function retarget(root: JsonObject, origins: Origins): JsonObject {
  const moves = destinations(origins);
  const mapped = mapTree(root, { slot: documentSlot, pointer: '' }, (value) => {
    const reference = referenceIn(value);
    const pointer =
      reference?.startsWith('#') === true ? resolveReference(reference, 'file:///')?.pointer : null;
    if (typeof pointer !== 'string') return value;
    const moved = follow(moves, pointer);
    return moved === pointer ? value : { ...value, $ref: fragmentOf(moved) };
  });
  return isJsonObject(mapped) ? mapped : root;
}

/** Of several destinations, as the media types of one schema, the first by code points. */
function destinations(origins: Origins): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  for (const [to, from] of origins) {
    const known = typeof from === 'string' ? moves.get(from) : undefined;
    if (typeof from === 'string' && (known === undefined || to < known)) moves.set(from, to);
  }
  return moves;
}

function follow(moves: ReadonlyMap<string, string>, pointer: string): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const moved = moves.get(at);
    if (moved !== undefined) return moved + pointer.slice(at.length);
  }
  return pointer;
}

/** State of an upgrade from Swagger 2.0, and the steps that its parts share: moving members, servers, references. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { fragmentOf, pointerStep } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import { documentSlot } from '../grammar.ts';
import type { Origin, Origins, PlaceOf } from '../document.ts';
import { mapTree, referenceIn, resolveReference, valueAt } from '../references.ts';

export interface SwaggerUpgrade {
  /** The document as it was. */
  readonly root: JsonObject;
  /** Filled with the pointer that each moved part had. */
  readonly origins: Map<string, Origin>;
  /** The same for schemas made of keywords that stood in their owner: a reference to the owner does not follow them. */
  readonly spread: Map<string, Origin>;
  readonly placeOf: PlaceOf;
  readonly diagnostics: DiagnosticCollector;
}

/** A part of the document, where it was and where it comes to stand. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

export function moveInto({ from, to }: Move, key: string): Move {
  return { from: from + pointerStep(key), to: to + pointerStep(key) };
}

/** Applies `change` to the members that are objects; others are kept as they are. */
export function mapMembers(
  value: JsonValue | undefined,
  move: Move,
  change: (member: JsonObject, move: Move, key: string) => JsonValue,
): JsonObject {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries<JsonValue>(value).map(([key, member]) => [
      key,
      isJsonObject(member) ? change(member, moveInto(move, key), key) : member,
    ]),
  );
}

/** The members of `value` but those named. */
export function without(value: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries<JsonValue>(value).filter(([key]) => !keys.has(key)));
}

/** The media types of the operation, even if they are none, or else those of the document (Swagger 2.0, Operation Object). */
export function mediaTypes(own: JsonValue | undefined, fallback: JsonValue | undefined): readonly string[] {
  const list = isJsonArray(own) ? own : fallback;
  return isJsonArray(list) ? list.filter((type) => typeof type === 'string') : [];
}

/**
 * Empty where the document names none. Without `schemes` the scheme is that of the address that the
 * document came from (Swagger 2.0, Swagger Object), which a file does not know: https is taken.
 */
export function serversOf(
  { host, basePath }: JsonObject,
  schemes: JsonValue | undefined,
): readonly JsonObject[] {
  const path = typeof basePath === 'string' ? basePath.replace(/(?<!\/)\/+$/, '') : '';
  if (typeof host !== 'string' || host === '') return path === '' ? [] : [{ url: path }];
  const named = isJsonArray(schemes) ? schemes.filter((scheme) => typeof scheme === 'string') : [];
  return [...(named.length === 0 ? ['https'] : named)].map((scheme) => ({
    url: `${scheme}://${host}${path}`,
  }));
}

/** Resolves a local reference, with its pointer. Returns the object itself if it is not a reference. */
export function dereferenced(
  root: JsonObject,
  value: JsonObject,
  from: string,
): { value: JsonObject; from: string } {
  const reference = referenceIn(value);
  const pointer =
    reference?.startsWith('#') === true ? resolveReference(reference, 'file:///')?.pointer : null;
  const target = typeof pointer === 'string' ? valueAt(root, pointer) : undefined;
  return isJsonObject(target) && typeof pointer === 'string'
    ? { value: target, from: pointer }
    : { value, from };
}

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

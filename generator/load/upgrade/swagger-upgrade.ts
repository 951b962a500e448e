/** What every part of the upgrade from Swagger 2.0 works with. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import type { Origin, PlaceOf } from '../origins.ts';
import { referenceIn, resolveReference, valueAt } from '../references.ts';

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

/** What a local reference names, with its pointer; the object itself where it is no reference. */
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

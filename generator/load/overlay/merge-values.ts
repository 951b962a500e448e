/** A value and what an overlay says of it → both in one, as the Overlay Specification merges them (1.0, section 4.4.3). */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonArray, JsonObject, JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import type { Place } from '../../api/place.ts';
import { below } from '../../api/place.ts';
import { forget } from './overlay-origins.ts';
import type { Origin } from '../origins.ts';

export interface Merge {
  readonly target: JsonValue;
  readonly update: JsonValue;
  /** Where the target stands. */
  readonly pointer: string;
  /** Where the update was written. */
  readonly place: Place;
  /** Filled with what comes from the overlay. */
  readonly origins: Map<string, Origin>;
}

/** Objects are merged member by member, lists are joined, anything else is replaced. */
export function mergeValues(merge: Merge): JsonValue {
  const { target, update, pointer, place, origins } = merge;
  if (isJsonObject(target) && isJsonObject(update)) return mergeObjects(target, update, merge);
  if (isJsonArray(target)) return appendTo(target, update, merge);
  forget(origins, pointer);
  origins.set(pointer, place);
  return update;
}

function mergeObjects(target: JsonObject, update: JsonObject, merge: Merge): JsonObject {
  const added = Object.entries<JsonValue>(update).map(([key, value]): [string, JsonValue] => {
    const pointer = merge.pointer + pointerStep(key);
    const place = below(merge.place, key);
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (known !== undefined)
      return [key, mergeValues({ ...merge, target: known, update: value, pointer, place })];
    merge.origins.set(pointer, place);
    return [key, value];
  });
  return Object.fromEntries([...Object.entries<JsonValue>(target), ...added]);
}

/** A list of several is joined, a single value is one more entry. */
function appendTo(target: JsonArray, update: JsonValue, { pointer, place, origins }: Merge): JsonArray {
  const added = isJsonArray(update) ? update : [update];
  added.forEach((_, index) => {
    const origin = isJsonArray(update) ? below(place, index) : place;
    origins.set(`${pointer}/${target.length + index}`, origin);
  });
  return [...target, ...added];
}

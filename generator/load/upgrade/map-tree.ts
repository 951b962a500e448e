/** A value at a known position → the same with some of its objects replaced; what does not change is shared. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { pointerStep } from '../../api/place.ts';
import { settle, slotWithin } from '../grammar.ts';
import type { Slot } from '../grammar.ts';

/** Answers what stands for `value`, whose members are done already; the same object: nothing to change. */
export type Change = (value: JsonObject, slot: Slot, pointer: string) => JsonObject;

export interface TreePosition {
  readonly slot: Slot;
  readonly pointer: string;
}

/** From the leaves up; opaque parts are never entered. */
export function mapTree(value: JsonValue, { slot, pointer }: TreePosition, change: Change): JsonValue {
  const settled = settle(slot, value);
  if (isJsonArray(value)) {
    return settled.shape === 'list' ? mapList(value, { slot: settled, pointer }, change) : value;
  }
  return isJsonObject(value) ? mapObject(value, { slot: settled, pointer }, change) : value;
}

function mapList(value: readonly JsonValue[], { slot, pointer }: TreePosition, change: Change): JsonValue {
  const single: Slot = { ...slot, shape: 'one' };
  const mapped = value.map((item, index) =>
    mapTree(item, { slot: single, pointer: `${pointer}/${index}` }, change),
  );
  return mapped.some((item, index) => item !== value[index]) ? mapped : value;
}

function mapObject(value: JsonObject, at: TreePosition, change: Change): JsonObject {
  let changed = false;
  const entries = Object.entries<JsonValue>(value).map(([key, member]): [string, JsonValue] => {
    const slot = typeof member === 'object' ? slotWithin(at.slot, key) : null;
    const mapped =
      slot === null ? member : mapTree(member, { slot, pointer: at.pointer + pointerStep(key) }, change);
    changed ||= mapped !== member;
    return [key, mapped];
  });
  const whole = changed ? Object.fromEntries(entries) : value;
  return at.slot.shape === 'one' ? change(whole, at.slot, at.pointer) : whole;
}

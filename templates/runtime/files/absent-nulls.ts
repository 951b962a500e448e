/** Reads null as absent: a check notes null where the document does not allow it, and a valid value then loses the key. */
import type { Check, Context, NotedNulls } from './validation.js';

/** Makes a check that removes the noted members of a valid value, unless the value is parsed exactly. */
export function withoutNulls(check: Check): Check {
  return (out, key, value) => {
    if (out.exact || out.complete) return check(out, key, value);
    const nulls: NotedNulls = { members: [], matched: [] };
    out.nulls = nulls;
    check(out, key, value);
    if (out.issues === null) remove(nulls);
  };
}

/** Returns true if the member is null and reads as absent. */
export function isAbsentNull({ nulls }: Context, holder: object, name: string): boolean {
  if (nulls === undefined || Reflect.get(holder, name) !== null) return false;
  nulls.members.push([holder, name]);
  return true;
}

/** Makes the check of members without a declaration: one that is null reads as absent. */
export function orAbsentNull(holder: unknown, check: Check): Check {
  return (out, key, member) => {
    const isHeld = typeof holder === 'object' && holder !== null;
    if (!isHeld || !isAbsentNull(out, holder, String(key))) check(out, key, member);
  };
}

/** An alternative may match several times, and is visited once. */
function remove(nulls: NotedNulls): void {
  const all = new Set([nulls]);
  for (const { members, matched } of all) {
    for (const [holder, name] of members) Reflect.deleteProperty(holder, name);
    for (const one of matched) all.add(one);
  }
}

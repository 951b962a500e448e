/** Two schemas that cannot be made into one → both of them, side by side. */
import { noDocs } from '../../api/docs.ts';
import { shapeText } from '../../api/hash.ts';
import type { Place } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';

/** Members that are the same count once. */
export function keepBoth(left: Schema, right: Schema, place: Place): Schema {
  const members = [left, right].flatMap((side) => (side.kind === 'intersection' ? side.members : [side]));
  const byShape = new Map(members.map((member) => [shapeText(member), member]));
  const [first, ...others] = byShape.values();
  if (first !== undefined && others.length === 0) return first;
  return { kind: 'intersection', members: [...byShape.values()], docs: noDocs, place };
}

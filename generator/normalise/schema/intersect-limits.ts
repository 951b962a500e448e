/** Joins two numbers, strings or lists: the stricter of each limit. */
import { refinedBy } from '../../api/assertions.ts';
import type { Place } from '../../api/place.ts';
import type {
  ArrayLimits,
  ArraySchema,
  NumberLimits,
  NumberSchema,
  Property,
  Schema,
  StringLimits,
  StringSchema,
  TupleSchema,
} from '../../api/schema.ts';
import { mergeDocs } from '../docs.ts';

/** An integer where either side is one. */
export function intersectNumbers(left: NumberSchema, right: NumberSchema): Schema {
  const joined: NumberSchema = {
    ...left,
    integer: left.integer || right.integer,
    format: left.format ?? right.format,
    limits: stricter<NumberLimits>(left.limits, right.limits),
    docs: mergeDocs(left.docs, right.docs),
  };
  return isComparable(left, right) ? joined : besides(joined, right);
}

/** Of two formats the left one stays, and the other is asserted besides. */
export function intersectStrings(left: StringSchema, right: StringSchema): Schema {
  const joined: StringSchema = {
    ...left,
    format: left.format ?? right.format,
    limits: stricter<StringLimits>(left.limits, right.limits),
    docs: mergeDocs(left.docs, right.docs),
  };
  return isComparable(left, right) ? joined : besides(joined, right);
}

/** Returns the rest of `other` that the joined schema cannot express. It becomes an additional assertion. */
function besides(joined: Schema, other: Schema): Schema {
  return refinedBy(joined, [{ kind: 'matches', schema: other }]);
}

/** Returns a tuple if either side is one; `null` if the right side is not a list. */
export function intersectLists(left: ArraySchema | TupleSchema, right: Schema, how: Within): Schema | null {
  if (right.kind !== 'array' && right.kind !== 'tuple') return null;
  const limits = stricter<ArrayLimits>(left.limits, right.limits);
  const docs = mergeDocs(left.docs, right.docs);
  if (left.kind === 'array' && right.kind === 'array') {
    return { ...left, items: how.intersect(left.items, right.items), limits, docs };
  }
  const length = Math.max(lengthOf(left), lengthOf(right));
  const items = Array.from({ length }, (_, index) =>
    how.intersect(itemAt(left, index), itemAt(right, index)),
  );
  const rest = how.intersect(itemAt(left, length), itemAt(right, length));
  const required = Math.max(requiredOf(left), requiredOf(right));
  return { kind: 'tuple', items, rest, required, limits, docs, place: how.place };
}

/** Returns true if the limits of both are one set of limits: of a pattern, a factor or a format there can be only one. */
function isComparable<Limited extends NumberSchema | StringSchema>(left: Limited, right: Limited): boolean {
  if (left.format !== null && right.format !== null && left.format !== right.format) return false;
  const own = new Map<string, unknown>(Object.entries(left.limits));
  return Object.entries(right.limits).every(
    ([key, value]) => /min|max/i.test(key) || !own.has(key) || own.get(key) === value,
  );
}

function lengthOf(list: ArraySchema | TupleSchema): number {
  return list.kind === 'tuple' ? list.items.length : 0;
}

function requiredOf(list: ArraySchema | TupleSchema): number {
  return list.kind === 'tuple' ? list.required : 0;
}

function itemAt(list: ArraySchema | TupleSchema, index: number): Schema {
  return list.kind === 'array' ? list.items : (list.items[index] ?? list.rest);
}

/** Lower bounds rise, upper bounds fall; of what cannot be compared (a pattern) the left one stays. */
export function stricter<Limits extends object>(left: Limits, right: Limits): Limits {
  const own = new Map<string, unknown>(Object.entries(left));
  const compared = Object.entries(right).flatMap(([key, value]: [string, unknown]) => {
    const other = own.get(key);
    if (typeof other !== 'number' || typeof value !== 'number' || !/min|max/i.test(key)) return [];
    return [[key, /min/i.test(key) ? Math.max(other, value) : Math.min(other, value)] as const];
  });
  return { ...right, ...left, ...Object.fromEntries(compared) };
}

/** Functions of the general join that the join of two objects or lists needs. */
export interface Within {
  readonly place: Place;
  readonly intersect: (left: Schema, right: Schema) => Schema;
  readonly inOrder: (properties: readonly Property[]) => readonly Property[];
}

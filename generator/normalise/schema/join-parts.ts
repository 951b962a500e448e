/** The parts of a schema that hold at once → one schema; a part that only implies its type gives way to one that has a type. */
import { unrefined } from '../../api/assertions.ts';
import type { TypeFamily } from '../../api/keywords.ts';
import type { Schema } from '../../api/schema.ts';
import type { Intersection } from './intersect.ts';
import { intersect } from './intersect.ts';
import type { JsonType, Limits } from './limited-by.ts';
import { limitedBy, typesOfSchema } from './limited-by.ts';
import { unionOf } from './union.ts';
import { unknownAt } from './unknown.ts';

export interface Part {
  readonly schema: Schema;
  /**
   * `no`: its type is written. `beside`: implied by keywords beside a reference or combination, which leave
   * other types alone, null too. `member`: the same in a member of `allOf`, which authors write without null in mind.
   */
  readonly implied: 'no' | 'beside' | 'member';
}

export function joinParts(parts: readonly Part[], how: Intersection): Schema {
  const types = typesOfAll(parts, how);
  const fitting = parts.flatMap((part): readonly Part[] => {
    if (part.implied === 'no' || types === null) return [part];
    const schema = ofTypes(part.schema, types);
    return schema === null ? [] : [{ ...part, schema }];
  });
  const isLimit = (part: Part): boolean => types !== null && !coversAll(part, types);
  const whole = fitting.filter((part) => !isLimit(part)).map(({ schema }) => schema);
  const [first = unknownAt(how.place), ...others] = whole;
  const joined = others.reduce((left, right) => intersect(left, right, how), first);
  return fitting.filter(isLimit).reduce((left, { schema }) => limitedBy(left, byType(schema), how), joined);
}

/** The types that the parts with a written type leave; `null`: any, or not known. */
function typesOfAll(parts: readonly Part[], { expand }: Intersection): ReadonlySet<JsonType> | null {
  if (parts.every(({ implied }) => implied === 'no')) return null;
  const known = parts
    .filter(({ implied }) => implied === 'no')
    .map(({ schema }) => typesOfSchema(schema, expand))
    .filter((types) => types !== null);
  const [first, ...others] = known;
  if (first === undefined) return null;
  return new Set([...first].filter((type) => others.every((types) => types.has(type))));
}

/** The alternatives of an implied schema that are of these types; `null`: none, so that it asks nothing. */
function ofTypes(schema: Schema, types: ReadonlySet<JsonType>): Schema | null {
  const kept = alternativesOf(schema).filter((one) => {
    const type = familyOf(one);
    return type !== null && types.has(type);
  });
  if (kept.length === 0) return null;
  return kept.length === alternativesOf(schema).length
    ? schema
    : unionOf(kept, { place: schema.place, exclusive: false });
}

/** Whether values of every type are of one that the part implies. */
function coversAll({ schema, implied }: Part, types: ReadonlySet<JsonType>): boolean {
  if (implied === 'no') return true;
  const own = new Set<JsonType | null>(alternativesOf(schema).map(familyOf));
  return [...types].every((type) => own.has(type) || (type === 'null' && implied === 'member'));
}

function byType(schema: Schema): Limits {
  const entries = alternativesOf(schema).flatMap((one): readonly (readonly [TypeFamily, Schema])[] => {
    const type = familyOf(one);
    return type === null ? [] : [[type, one]];
  });
  return new Map(entries);
}

/** Implied types come one by one: see `impliedTypes`. */
function alternativesOf(schema: Schema): readonly Schema[] {
  return schema.kind === 'union' ? schema.members : [schema];
}

function familyOf(schema: Schema): TypeFamily | null {
  const [type] = typesOfSchema(unrefined(schema), () => null) ?? [];
  return type === undefined || type === 'boolean' || type === 'null' ? null : type;
}

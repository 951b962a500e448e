/** Rewrites the parts of a schema, such as members of `allOf`, of which some write no type: see docs/json-schema.md. */
import { unrefined } from '../../../api/assertions.ts';
import type { TypeFamily } from '../../../api/keywords.ts';
import type { Schema } from '../../../api/schema.ts';
import type { Intersection } from '../intersect.ts';
import type { Limits, Parts } from '../join-parts.ts';
import { type JsonType, typesOfSchema } from '../types-of-schema.ts';
import { unionOf } from '../union.ts';

export interface Part {
  readonly schema: Schema;
  /**
   * `no`: its type is written. `beside`: implied by keywords beside a reference or combination, which leave
   * other types alone, null too. `member`: the same in a member of `allOf`, which authors write without null in mind.
   */
  readonly implied: 'no' | 'beside' | 'member';
}

/** An implied type gives way to the types that the other parts write: its keywords only limit values of these types. */
export function yieldImpliedTypes(parts: readonly Part[], expand: Intersection['expand']): Parts {
  const types = typesOfAll(parts, expand);
  const fitting = parts.flatMap((part): readonly Part[] => {
    if (part.implied === 'no' || types === null) return [part];
    const schema = ofTypes(part.schema, types);
    return schema === null ? [] : [{ ...part, schema }];
  });
  const isLimit = (part: Part): boolean => types !== null && !coversAll(part, types);
  return {
    schemas: fitting.filter((part) => !isLimit(part)).map(({ schema }) => schema),
    limits: fitting.filter(isLimit).map(({ schema }) => byType(schema)),
  };
}

/** Returns the types that all parts with a written type allow; `null`: any, or unknown. */
function typesOfAll(parts: readonly Part[], expand: Intersection['expand']): ReadonlySet<JsonType> | null {
  if (parts.every(({ implied }) => implied === 'no')) return null;
  const known = parts
    .filter(({ implied }) => implied === 'no')
    .map(({ schema }) => typesOfSchema(schema, expand))
    .filter((types) => types !== null);
  const [first, ...others] = known;
  if (first === undefined) return null;
  return new Set([...first].filter((type) => others.every((types) => types.has(type))));
}

/** Returns the alternatives of an implied schema that have these types; `null`: none, so that it has no effect. */
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

/** Returns true if the part implies all of the types. */
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

/** Each implied type is an alternative: see `impliedTypes`. */
function alternativesOf(schema: Schema): readonly Schema[] {
  return schema.kind === 'union' ? schema.members : [schema];
}

function familyOf(schema: Schema): TypeFamily | null {
  const [type] = typesOfSchema(unrefined(schema), () => null) ?? [];
  return type === undefined || type === 'boolean' || type === 'null' ? null : type;
}

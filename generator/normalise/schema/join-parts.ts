/** Joins the parts of a schema, and limits the result by keywords of single types. */
import { refinedBy, withBody } from '../../api/assertions.ts';
import { noDocs } from '../../api/place.ts';
import type { TypeFamily } from '../../api/keywords.ts';
import type { Schema, TypedAssertion } from '../../api/schema.ts';
import { intersect, type Intersection } from './intersect.ts';
import { typesOfSchema } from './types-of-schema.ts';
import { unionOf, unknownAt } from './union.ts';

/** Everything that applies to the values of a schema. */
export interface Parts {
  readonly schemas: readonly Schema[];
  /** Keywords that leave values of other types alone. */
  readonly limits: readonly Limits[];
}

/** Schemas by type: the keywords that apply to values of that type. */
export type Limits = ReadonlyMap<TypeFamily, Schema>;

export function joinParts({ schemas, limits }: Parts, how: Intersection): Schema {
  const [first = unknownAt(how.place), ...others] = schemas;
  const joined = others.reduce((left, right) => intersect(left, right, how), first);
  return limits.reduce((schema, some) => limitedBy(schema, some, { how, models: DEEPEST_MODEL }), joined);
}

/** Limit of models that lead to one another: a model may be a union with itself. */
const DEEPEST_MODEL = 20;

interface Within {
  readonly how: Intersection;
  /** How many more models are looked into. */
  readonly models: number;
}

/** Applies the limits of each type to the schema's values of that type. Values of other types stay valid. */
function limitedBy(schema: Schema, limits: Limits, within: Within): Schema {
  switch (schema.kind) {
    case 'never':
    case 'null':
    case 'boolean':
      return schema;
    case 'literal':
    case 'enum':
      return limitedConstants(schema, limits, within);
    case 'number':
    case 'string':
    case 'array':
    case 'object':
      return limitedAs(schema.kind, { schema, limits, within });
    case 'tuple':
      return limitedAs('array', { schema, limits, within });
    case 'record':
      return limitedAs('object', { schema, limits, within });
    case 'refined':
      return withBody(schema, limitedBy(schema.schema, limits, within));
    case 'union': {
      const members = schema.members.map((member) => limitedBy(member, limits, within));
      if (members.every((member, index) => member === schema.members[index])) return schema;
      return { ...unionOf(members, schema), docs: schema.docs };
    }
    case 'model': {
      const wide = within.models === 0 ? null : within.how.expand(schema.model);
      if (wide === null) return asserted(schema, limits);
      const limited = limitedBy(wide, limits, { ...within, models: within.models - 1 });
      return limited === wide ? schema : { ...limited, docs: noDocs };
    }
    case 'unknown':
    case 'intersection':
      return asserted(schema, limits);
  }
}

interface Limited {
  readonly schema: Schema;
  readonly limits: Limits;
  readonly within: Within;
}

/** Constants of several types are limited besides. */
function limitedConstants(schema: Schema, limits: Limits, within: Within): Schema {
  const types = [...(typesOfSchema(schema, () => null) ?? [])];
  const some = new Map([...limits].filter(([type]) => types.includes(type)));
  const [only] = some.keys();
  if (only === undefined) return schema;
  return types.length === 1 ? limitedAs(only, { schema, limits, within }) : asserted(schema, some);
}

function limitedAs(type: TypeFamily, { schema, limits, within: { how } }: Limited): Schema {
  const limit = limits.get(type);
  return limit === undefined ? schema : intersect(schema, limit, how);
}

function asserted(schema: Schema, limits: Limits): Schema {
  const assertions = [...limits].map(([type, limit]): TypedAssertion => ({
    kind: 'typed',
    type,
    schema: limit,
  }));
  return refinedBy(schema, assertions);
}

/** Finds numbers and strings that callers get as another type, such as `bigint` or `Date`. */
import type { NumberSchema, Schema, StringSchema } from './schema.ts';
import { unrefined } from './assertions.ts';
import type { ModelSource } from './unions.ts';
import { childrenOf } from './walk.ts';

/** Type that callers get in place of the JSON number or string. */
export type Representation = 'text' | 'bigint' | 'date' | 'instant';

/** A schema whose values are converted for callers. */
export type Represented = (NumberSchema | StringSchema) & { readonly representation: Representation };

/** Returns true if values of this schema itself are converted for callers. */
export function isRepresented(schema: Schema): schema is Represented {
  if (schema.kind !== 'number' && schema.kind !== 'string') return false;
  return schema.representation !== undefined && schema.representation !== 'rounded';
}

/** Returns true if the schema or a nested one is converted. Models are not searched. */
export function holdsRepresented(schema: Schema): boolean {
  const body = unrefined(schema);
  return isRepresented(body) || childrenOf(schema).some((child) => holdsRepresented(child.schema));
}

/** Returns true if a value may contain one of the wanted representations at any depth, also in models. */
export function reaches(schema: Schema, wanted: readonly Representation[], source: ModelSource): boolean {
  return someSchema(schema, (each) => isRepresented(each) && wanted.includes(each.representation), source);
}

/** Returns true if the schema, or one at any depth in it, also in models, passes the test. */
export function someSchema(schema: Schema, test: (schema: Schema) => boolean, source: ModelSource): boolean {
  return someBeyond(schema, { test, source, seen: new Set() });
}

interface Search {
  readonly test: (schema: Schema) => boolean;
  readonly source: ModelSource;
  readonly seen: Set<string>;
}

function someBeyond(schema: Schema, search: Search): boolean {
  const body = unrefined(schema);
  if (search.test(body)) return true;
  if (body.kind === 'model') {
    if (search.seen.has(body.model)) return false;
    search.seen.add(body.model);
    return someBeyond(search.source.model(body.model).schema, search);
  }
  return childrenOf(body).some((child) => someBeyond(child.schema, search));
}

/** Returns true if no value is an array or object. Such values cannot change in place. */
export function isScalar(schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return isScalar(source.model(body.model).schema, source);
    case 'union':
    case 'intersection':
      return body.members.every((member) => isScalar(member, source));
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'unknown':
      return false;
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return true;
  }
}

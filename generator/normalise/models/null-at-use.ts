/**
 * Takes null out of models and says it where they are used.
 *
 * A component that is an object or null is the object; a use of it is the object, or null. So the model keeps
 * its name for the thing itself, and says the same as its inline twin.
 */
import type { Schema } from '../../api/schema.ts';
import { mapAsserted, mapBody } from '../../api/assertions.ts';
import { mapChildren } from '../../api/walk.ts';
import { hasNull, orNull, unionOf, withoutNull } from '../schema/union.ts';
import type { ModelSchemas } from './components.ts';
import type { IsPromoted } from './shapes.ts';

export interface NullAtUse {
  readonly models: ModelSchemas;
  /** The schema with null said at each use of a model that had it. */
  readonly apply: (schema: Schema) => Schema;
}

export function moveNullToUse(models: ModelSchemas, isPromoted: IsPromoted): NullAtUse {
  const bare = new Map([...models].map(([id, schema]) => [id, bareModel(schema, isPromoted)] as const));
  const nullable = new Set([...models.keys()].filter((id) => bare.get(id) !== models.get(id)));
  const apply = applier(nullable);
  const moved = new Map([...bare].map(([id, schema]) => [id, apply(schema)] as const));
  return { models: moved, apply };
}

/** Without null where what is left has a name of its own kind; a nullable text or list stays what it is. */
function bareModel(schema: Schema, isPromoted: IsPromoted): Schema {
  if (schema.kind !== 'union' || !hasNull(schema)) return schema;
  const bare = withoutNull(schema);
  return isPromoted(bare) ? { ...bare, docs: schema.docs, place: schema.place } : schema;
}

function applier(nullable: ReadonlySet<string>): (schema: Schema) => Schema {
  const known = new Map<Schema, Schema>();
  const apply = (schema: Schema): Schema => {
    const found = known.get(schema);
    if (found !== undefined) return found;
    const inner = mapChildren(mapAsserted(schema, apply), apply);
    const applied = mapBody(inner, (body) => applyHere(body, inner !== schema));
    known.set(schema, applied);
    return applied;
  };
  const applyHere = (schema: Schema, isChanged: boolean): Schema => {
    if (schema.kind === 'model') return nullable.has(schema.model) ? orNull(schema, schema.place) : schema;
    if (schema.kind !== 'union' || !isChanged) return schema;
    return { ...unionOf(schema.members, schema), docs: schema.docs };
  };
  return nullable.size === 0 ? (schema) => schema : apply;
}

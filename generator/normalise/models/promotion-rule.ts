/**
 * Decides which schemas become models: objects with properties, enums, and unions of objects.
 *
 * A model excludes null. A component that is an object or null becomes the object, and each use of it becomes
 * the object or null. So it keeps its name for the object, and equals its inline twin.
 */
import type { Schema } from '../../api/schema.ts';
import { mapAsserted, mapBody } from '../../api/assertions.ts';
import { mapChildren } from '../../api/walk.ts';
import { hasNull, orNull, unionOf, withoutNull } from '../schema/union.ts';
import type { ModelSchemas } from './components.ts';
import type { IsPromoted } from './shapes.ts';

/** Aliases that are looked through to see whether a model is an object. */
const MOST_ALIASES = 8;

/** Returns the rule. It needs the models: a union of references is promoted only if all refer to objects. */
export function promotionRule(models: ModelSchemas): IsPromoted {
  const rule: IsPromoted = (schema) => {
    switch (schema.kind) {
      case 'object':
        return schema.properties.length > 0;
      case 'enum':
        return true;
      case 'union':
        return (
          schema.members.length > 1 &&
          schema.members.every((member) => isObject(member, models, MOST_ALIASES))
        );
      case 'refined':
        return rule(schema.schema);
      case 'unknown':
      case 'never':
      case 'null':
      case 'boolean':
      case 'number':
      case 'string':
      case 'literal':
      case 'array':
      case 'tuple':
      case 'record':
      case 'intersection':
      case 'model':
        return false;
    }
  };
  return rule;
}

/** Moves null out of a union of objects, so that the union can become a model and null stays at its use. */
export function separateNull(schema: Schema, isPromoted: IsPromoted): Schema {
  const known = new Map<Schema, Schema>();
  const within = (child: Schema): Schema => {
    const found = known.get(child);
    if (found !== undefined) return found;
    const inner = mapChildren(child, within);
    const separated = mapBody(inner, (body) => (body.kind === 'union' ? separate(body, isPromoted) : body));
    known.set(child, separated);
    return separated;
  };
  return within(schema);
}

/** Does the same for the schemas inside a model; the model's own union keeps its null. */
export function separateNullInside(schema: Schema, isPromoted: IsPromoted): Schema {
  return mapChildren(schema, (child) => separateNull(child, isPromoted));
}

function separate(union: Extract<Schema, { kind: 'union' }>, isPromoted: IsPromoted): Schema {
  const nulls = union.members.filter(({ kind }) => kind === 'null');
  const others = union.members.filter(({ kind }) => kind !== 'null');
  if (nulls.length === 0 || others.length < 2) return union;
  const { place, exclusive, discriminator } = union;
  const named = unionOf(others, { place, exclusive, discriminator });
  if (named.kind !== 'union' || !isPromoted(named)) return union;
  return { ...union, members: [named, ...nulls], exclusive: false, discriminator: null };
}

function isObject(schema: Schema, models: ModelSchemas, aliases: number): boolean {
  if (aliases === 0) return false;
  switch (schema.kind) {
    case 'object':
      return true;
    case 'union':
    case 'intersection':
      return schema.members.every((member) => isObject(member, models, aliases - 1));
    case 'refined':
      return isObject(schema.schema, models, aliases - 1);
    case 'model': {
      const model = models.get(schema.model);
      return model !== undefined && isObject(model, models, aliases - 1);
    }
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'record':
      return false;
  }
}

export interface NullAtUse {
  readonly models: ModelSchemas;
  /** Adds null at each use of a model that had it. */
  readonly apply: (schema: Schema) => Schema;
}

/** Removes null from models; `apply` adds it where they are used. */
export function moveNullToUse(models: ModelSchemas, isPromoted: IsPromoted): NullAtUse {
  const bare = new Map([...models].map(([id, schema]) => [id, bareModel(schema, isPromoted)] as const));
  const nullable = new Set([...models.keys()].filter((id) => bare.get(id) !== models.get(id)));
  const apply = applier(nullable);
  const moved = new Map([...bare].map(([id, schema]) => [id, apply(schema)] as const));
  return { models: moved, apply };
}

/** Removes null where the rest becomes a model; a nullable text or list keeps it. */
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

/** Decides which inline schemas get a name: objects with properties, enums, and unions of objects. */
import type { Schema } from '../../api/schema.ts';
import { mapBody } from '../../api/assertions.ts';
import { mapChildren } from '../../api/walk.ts';
import { unionOf } from '../schema/union.ts';
import type { ModelSchemas } from './components.ts';
import type { IsPromoted } from './shapes.ts';

/** Aliases that are looked through to see whether a model is an object. */
const MOST_ALIASES = 8;

/** The rule needs the models, as a union of references is one of objects only if they are. */
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

/**
 * Whether equal shapes are more than a coincidence, so that they are one model wherever they stand.
 *
 * An object of one property or a constant alone is often equal to another by chance.
 */
export function isTelling(schema: Schema): boolean {
  if (schema.kind === 'refined') return isTelling(schema.schema);
  if (schema.kind === 'object') return schema.properties.length >= 2;
  return schema.kind === 'enum' || schema.kind === 'union';
}

/** Whether a shape is so large that even under unlike names it is the same thing. */
export function isLarge(schema: Schema): boolean {
  if (schema.kind === 'refined') return isLarge(schema.schema);
  if (schema.kind === 'object') return schema.properties.length >= 4;
  if (schema.kind === 'enum') return schema.members.length >= 8;
  return schema.kind === 'union';
}

/** Sets null apart from a union of objects, so that the union can have a name and null stays where it is said. */
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

/** The same for the schemas inside a model, whose own union keeps its null. */
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

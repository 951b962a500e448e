/** Turns a schema into what stands behind its names and beside its null. */
import { unrefined, withoutNull, type RenderContext, type Schema } from '../../generator/index.ts';

/** No name leads back to itself: normalising has broken such circles. */
export function plainSchema(schema: Schema, context: RenderContext): Schema {
  const bare = unrefined(withoutNull(unrefined(schema)).schema);
  return bare.kind === 'model' ? plainSchema(context.model(bare.model).schema, context) : bare;
}

/** Returns true if a value arrives as plain text. A value without a description does. */
export function isText(schema: Schema): boolean {
  if (schema.kind === 'literal') return typeof schema.value === 'string';
  if (schema.kind === 'enum') return schema.members.every(({ value }) => typeof value === 'string');
  return schema.kind === 'string' || schema.kind === 'unknown';
}

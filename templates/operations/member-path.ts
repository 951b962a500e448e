/** Code that reads the member at a path of keys, with `?.` after members that may be absent. */
import {
  code,
  identifier,
  isIdentifier,
  isInherited,
  literal,
  ownMember,
  unrefined,
  withoutNull,
  type Code,
  type Property,
  type RenderContext,
  type Schema,
} from '../../generator/index.ts';
import { plainSchema } from './plain-schema.ts';

/** Variable that the path starts at, and the schema of its value if known. */
export interface Start {
  readonly name: 'result' | 'page' | 'item';
  readonly schema: Schema | undefined;
}

/** `result.job?.status` */
export function memberPath({ name, schema }: Start, keys: readonly string[], context: RenderContext): Code {
  let path = identifier(name);
  let isSure = true;
  let holder = schema;
  for (const step of keys) {
    path = isSure || isInherited(step) ? ownMember(path, step, context) : optionalMember(path, step);
    const property = holder === undefined ? undefined : propertyOf(holder, step, context);
    isSure = property !== undefined && isAlwaysThere(property, context);
    holder = property?.schema;
  }
  return path;
}

/** Schema at the end of the path; `undefined`: a key names no property. */
export function schemaAt(
  schema: Schema,
  keys: readonly string[],
  context: RenderContext,
): Schema | undefined {
  return keys.reduce<Schema | undefined>(
    (holder, step) => (holder === undefined ? undefined : propertyOf(holder, step, context)?.schema),
    schema,
  );
}

function propertyOf(schema: Schema, name: string, context: RenderContext): Property | undefined {
  const object = plainSchema(schema, context);
  return object.kind === 'object' ? object.properties.find((one) => one.name === name) : undefined;
}

function optionalMember(object: Code, name: string): Code {
  return isIdentifier(name) ? code`${object}?.${identifier(name)}` : code`${object}?.[${literal(name)}]`;
}

function isAlwaysThere(property: Property, context: RenderContext): boolean {
  return (property.required || property.default !== undefined) && !mayBeNull(property.schema, context);
}

/** Also behind names: no name leads back to itself. */
function mayBeNull(schema: Schema, context: RenderContext): boolean {
  const bare = unrefined(schema);
  if (bare.kind === 'null' || withoutNull(bare).isNullable) return true;
  return bare.kind === 'model' && mayBeNull(context.model(bare.model).schema, context);
}

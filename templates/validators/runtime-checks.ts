/** Chooses the check of the runtime for a schema, and tells which schemas need code of their own. */
import {
  isOpenEnum,
  isTagged,
  runtimeValue,
  type ArraySchema,
  type Code,
  type EnumSchema,
  type ModelSource,
  type NumberSchema,
  type RecordSchema,
  type RenderContext,
  type RuntimeValueName,
  type Schema,
} from '../../generator/index.ts';
import { hasLimits, stringCheck, type FormatSet } from './limits.ts';

/** Returns true if a model has a check function. Scalars are checked where they are used. */
export function hasOwnCheck(schema: Schema): boolean {
  switch (schema.kind) {
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return false;
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'union':
    case 'intersection':
    case 'refined':
    case 'model':
      return true;
  }
}

/** Returns true if the check of an unnamed schema takes more than one line. */
export function needsFunction(schema: Schema): boolean {
  return schema.kind === 'object' || (schema.kind === 'union' && isTagged(schema));
}

/** Name of the check of a number, by its representation. */
export function numberCheck({ integer, representation }: NumberSchema): RuntimeValueName {
  if (representation === undefined) return integer ? 'integer' : 'number';
  switch (representation) {
    case 'bigint':
      return 'bigInteger';
    case 'text':
      return 'integerText';
    case 'rounded':
      return 'anyNumber';
  }
}

/** Name of the check that covers the whole schema; `null`: there is none. */
export function plainCheck(schema: Schema, formats: FormatSet = 'usual'): RuntimeValueName | null {
  switch (schema.kind) {
    case 'unknown':
      return 'anything';
    case 'never':
      return 'never';
    case 'null':
      return 'nullValue';
    case 'boolean':
      return 'boolean';
    case 'number':
      if (hasLimits(schema)) return null;
      return numberCheck(schema);
    case 'string':
      return hasLimits(schema) ? null : stringCheck(schema, formats);
    case 'array':
      return isAnyArray(schema) && !hasLimits(schema) ? 'anyArray' : null;
    case 'record':
      return isAnyRecord(schema) && !hasLimits(schema) ? 'anyRecord' : null;
    case 'literal':
    case 'enum':
    case 'tuple':
    case 'object':
    case 'union':
    case 'intersection':
    case 'refined':
    case 'model':
      return null;
  }
}

/** Returns true if any items are valid, so that no loop is needed. */
export function isAnyArray({ items }: ArraySchema): boolean {
  return items.kind === 'unknown';
}

/** Returns true if any keys and values are valid, so that no loop is needed. */
export function isAnyRecord({ keys, values }: RecordSchema): boolean {
  return values.kind === 'unknown' && (keys.kind === 'unknown' || plainCheck(keys) === 'string');
}

/** `member`, or `knownMember` where a later version of the API adds none. */
export function enumCheck(schema: EnumSchema, context: RenderContext): Code {
  return runtimeValue(isOpenEnum(schema, context) ? 'member' : 'knownMember', context);
}

/** Returns true if null is a value of the schema. */
export function acceptsNull(schema: Schema, source: ModelSource, visited: readonly string[] = []): boolean {
  switch (schema.kind) {
    case 'unknown':
    case 'null':
      return true;
    case 'literal':
      return schema.value === null;
    case 'refined':
      return acceptsNull(schema.schema, source, visited);
    case 'union':
      return schema.members.some((member) => acceptsNull(member, source, visited));
    case 'intersection':
      return schema.members.every((member) => acceptsNull(member, source, visited));
    case 'model':
      // A circle of names alone has no values, so null is none of them.
      return (
        !visited.includes(schema.model) &&
        acceptsNull(source.model(schema.model).schema, source, [...visited, schema.model])
      );
    case 'never':
    case 'boolean':
    case 'number':
    case 'string':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
      return false;
  }
}

/** Returns true if the check of the schema accepts `undefined`, so that a required property needs one for its presence. */
export function acceptsMissing(schema: Schema, source: ModelSource): boolean {
  return accepts(schema, source, new Set());
}

function accepts(schema: Schema, source: ModelSource, visited: ReadonlySet<string>): boolean {
  switch (schema.kind) {
    case 'unknown':
    case 'never':
      return true;
    case 'refined':
      return accepts(schema.schema, source, visited);
    case 'union':
      return schema.members.some((member) => accepts(member, source, visited));
    case 'intersection':
      return schema.members.every((member) => accepts(member, source, visited));
    case 'model':
      return (
        !visited.has(schema.model) &&
        accepts(source.model(schema.model).schema, source, new Set([...visited, schema.model]))
      );
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
      return false;
  }
}

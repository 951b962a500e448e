/** Tells the schemas that a check of the runtime says all of from those that need code of their own. */
import {
  isTagged,
  type ArraySchema,
  type NumberSchema,
  type RecordSchema,
  type RuntimeValueName,
  type Schema,
} from '../../generator/index.ts';
import { hasLimits, stringCheck, type FormatSet } from './limits.ts';

/** Small things are checked where they stand; a model that has parts has a function of its own. */
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

/** Whether a schema that is no model cannot be checked by a line in the function around it. */
export function needsFunction(schema: Schema): boolean {
  return schema.kind === 'object' || (schema.kind === 'union' && isTagged(schema));
}

/** The check of a number, whatever callers have for it. */
export function numberCheck({ integer, representation }: NumberSchema): RuntimeValueName {
  switch (representation) {
    case 'bigint':
      return 'bigInteger';
    case 'text':
      return 'integerText';
    case 'rounded':
      return 'anyNumber';
    default:
      return integer ? 'integer' : 'number';
  }
}

/** A check of the runtime that says all that the schema does; `null`: there is none. */
export function plainCheck(schema: Schema, formats: FormatSet = 'usual'): RuntimeValueName | null {
  switch (schema.kind) {
    case 'unknown':
      return 'anything';
    case 'never':
      return 'never';
    case 'null':
      return 'nothing';
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
    default:
      return null;
  }
}

/** Nothing is asked of its items, which are then not gone through. */
export function isAnyArray({ items }: ArraySchema): boolean {
  return items.kind === 'unknown';
}

/** Nothing is asked of its keys and values, which are then not gone through. */
export function isAnyRecord({ keys, values }: RecordSchema): boolean {
  return values.kind === 'unknown' && (keys.kind === 'unknown' || plainCheck(keys) === 'string');
}

/** Which JSON type a value has, and whether a `type` of a schema allows it. */
import { isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonValue } from '../../api/json.ts';

/** Values deeper than this are no default and no enum member of a real document. */
const DEEPEST_VALUE = 64;

/** 1.0 is an integer (JSON Schema Validation, section 6.1.1); an unknown type allows everything. */
export function typeAllows(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'array':
      return isJsonArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return true;
  }
}

/** Guards every recursion over a value of the document. */
export function nestsTooDeep(value: JsonValue, allowed = DEEPEST_VALUE): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (allowed === 0) return true;
  return Object.values(value).some((child: JsonValue) => nestsTooDeep(child, allowed - 1));
}

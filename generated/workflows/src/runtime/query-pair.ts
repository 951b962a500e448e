/** Turns a query parameter that has a single value into its piece of a query string. */
import { encode, textOf } from './primitive.js';
import type { QueryPart } from './query.js';

/** What `form` makes of a single value, without what makes pieces of lists and objects. */
export function pair(name: string, value: unknown): QueryPart {
  if (value === undefined || value === null) return '';
  return `${encode(name, name)}=${encode(name, textOf(name, value))}`;
}

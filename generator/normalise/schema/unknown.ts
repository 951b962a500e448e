/** A place of which nothing is known → the schema that every value satisfies. */
import { noDocs } from '../../api/docs.ts';
import type { Place } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';

/** Without docs: whoever has some adds them. */
export function unknownAt(place: Place): Schema {
  return { kind: 'unknown', docs: noDocs, place };
}

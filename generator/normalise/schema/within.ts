/** How joining two schemas has the schemas inside them joined. */
import type { Place } from '../../api/place.ts';
import type { Property, Schema } from '../../api/schema.ts';

/** What the join of two objects or lists needs from the join of schemas in general. */
export interface Within {
  readonly place: Place;
  readonly intersect: (left: Schema, right: Schema) => Schema;
  readonly extendsClosed: () => void;
  readonly inOrder: (properties: readonly Property[]) => readonly Property[];
}

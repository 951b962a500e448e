/** A loaded document: one JSON tree in the OpenAPI 3.1 shape, whatever version and however many files it came from. */
import type { JsonObject } from '../api/json.ts';
import type { Place } from '../api/place.ts';

export interface Document {
  /** Every `$ref` in it is local (`#/…`); targets from other files were brought under `components`. */
  readonly root: JsonObject;
  /** As written: `2.0`, `3.0.3`, `3.1.1`. */
  readonly version: string;
  /** Where the author wrote what now stands at `pointer` of `root`. */
  readonly placeOf: (pointer: string) => Place;
}

/** A loaded document: one JSON tree in the OpenAPI 3.1 shape, whatever version and however many files it came from. */
import type { JsonObject } from '../api/json.ts';
import type { Place } from '../api/place.ts';
import type { Sources } from '../diagnostics/source.ts';

export interface Document {
  /** Every `$ref` that names something is local (`#/…`); targets from other files were brought under `components`. */
  readonly root: JsonObject;
  /** The version as written: `2.0`, `3.0.3`, `3.1.1`. */
  readonly version: string;
  /** Where the author wrote what now stands at `pointer` of `root`. */
  readonly placeOf: (pointer: string) => Place;
  /** True if loading has reported the reference at this place: it names nothing. */
  readonly isDangling: (place: Place) => boolean;
  /** The same document in its own version: what its own schema is checked against. */
  readonly written: WrittenDocument;
  /** Every file that was read, by the name that places have. */
  readonly sources: Sources;
}

/** A document with its references made local and its overlays applied, before it was brought into the 3.1 shape. */
export interface WrittenDocument {
  readonly root: JsonObject;
  readonly version: string;
  readonly placeOf: (pointer: string) => Place;
}

/** A loaded document: one JSON tree in the OpenAPI 3.1 shape, and where the author wrote each part of it. */
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

export type PlaceOf = (pointer: string) => Place;

/** A pointer of the tree before the change, or a place in another file. */
export type Origin = string | Place;

/** By the pointer after the change; whatever lies below an entry came along with it. */
export type Origins = ReadonlyMap<string, Origin>;

/** One change after the other: `before` knows the places of the tree that was changed. */
export function through(origins: Origins, before: PlaceOf): PlaceOf {
  if (origins.size === 0) return before;
  const nearest = nearestEntry(origins);
  return (pointer) => {
    const entry = nearest(pointer);
    if (entry === null) return before(pointer);
    const rest = pointer.slice(entry.pointer.length);
    if (typeof entry.origin === 'string') return before(entry.origin + rest);
    return { file: entry.origin.file, pointer: entry.origin.pointer + rest };
  };
}

interface Entry {
  readonly pointer: string;
  readonly origin: Origin;
}

/** Remembers what it found: a place is asked for each schema, and most have the same few around them. */
function nearestEntry(origins: Origins): (pointer: string) => Entry | null {
  const known = new Map<string, Entry | null>();
  return (pointer) => {
    const passed: string[] = [];
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const origin = origins.get(at);
      const entry = origin === undefined ? known.get(at) : { pointer: at, origin };
      if (entry !== undefined || at === '') {
        for (const one of passed) known.set(one, entry ?? null);
        return entry ?? null;
      }
      if (at !== pointer) passed.push(at);
    }
  };
}

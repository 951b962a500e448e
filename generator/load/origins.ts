/** Where a change took things from → where the author wrote what now stands at a pointer. */
import type { Place } from '../api/place.ts';

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

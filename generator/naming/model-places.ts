/** Keys of places that stay the same while other parts of the document are added, for the ledger. */
import type { Api, Model } from '../api/api.ts';
import type { Place } from '../api/place.ts';
import { pointerStep } from '../api/place.ts';

/** Key of a place: its pointer, where a parameter counts by its name and not by its position. */
export type PlaceKeys = (place: Place) => string;

/** Returns the function that makes the keys of one document. */
export function placeKeysOf(api: Pick<Api, 'operations' | 'place'>): PlaceKeys {
  const parameters = new Map<string, string>();
  for (const { place, name, location } of api.operations.flatMap((operation) => operation.parameters)) {
    const list = /^(.*\/parameters)\/\d+$/.exec(place.pointer)?.[1];
    if (list === undefined) continue;
    parameters.set(`${place.file} ${place.pointer}`, list + pointerStep(`${location}:${name}`));
  }
  return ({ file, pointer }) => {
    const parameter = /^.*\/parameters\/\d+(?=\/)/.exec(pointer)?.[0];
    const named = parameter === undefined ? undefined : parameters.get(`${file} ${parameter}`);
    const stable = named === undefined ? pointer : named + pointer.slice(parameter?.length);
    // The name of the main file may change; other files are told apart by their path from it.
    return file === api.place.file ? stable : `${withoutFolder(file, api.place.file)}#${stable}`;
  };
}

/** The name without the folder that it shares with the main file, as that may be read from anywhere. */
function withoutFolder(file: string, main: string): string {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  return file.startsWith(folder) ? file.slice(folder.length) : file;
}

/** The key without the positions of members: they move if a member is added before them. */
export function withoutPositions(key: string): string {
  return key.replaceAll(/\/(anyOf|oneOf|allOf)\/\d+/g, '/$1/*');
}

/** Keys of all places where the model is written, each once. */
export function placesOfModel({ place, otherPlaces }: Model, keyOf: PlaceKeys): readonly string[] {
  return [...new Set([place, ...otherPlaces].map(keyOf))];
}

/** The places of all models, as keys of one map: where several models are written, the key of each has a number. */
export function numberedPlaces(
  entries: readonly (readonly [place: string, id: string])[],
): readonly (readonly [string, string])[] {
  const byPlace = Map.groupBy(entries, ([place]) => place);
  return [...byPlace.values()].flatMap((each) =>
    each
      .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
      .map(([place, id], index) => [index === 0 ? place : `${place}~2${index}`, id] as const),
  );
}

/** The inverse of `numberedPlaces` for a key. In a pointer, only 0 or 1 follows `~` (RFC 6901, section 3). */
export function withoutNumber(key: string): string {
  return key.replace(/~2\d+$/, '');
}

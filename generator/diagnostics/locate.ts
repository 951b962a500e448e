/** Adds lines and columns to diagnostics, from the JSON pointers of their places. */
import { pointerKeys } from '../api/place.ts';
import type { Place, Position } from '../api/place.ts';
import type { Diagnostic, RelatedPlace } from './diagnostic.ts';
import { positionAt } from './source.ts';
import type { Sources, SourceText } from './source.ts';

/** A diagnostic with its position, which is `null` where the file or the pointer is unknown. */
export interface LocatedDiagnostic extends Diagnostic {
  readonly position: Position | null;
  readonly related: readonly LocatedPlace[];
}

export interface LocatedPlace extends RelatedPlace {
  readonly position: Position | null;
}

/** Keeps the order of the diagnostics. */
export type LocateDiagnostics = (diagnostics: readonly Diagnostic[]) => Promise<readonly LocatedDiagnostic[]>;

/** Parses each source once, for all calls: a large document takes seconds. */
export function diagnosticLocator(sources: Sources): LocateDiagnostics {
  const locators = new Map<string, Locator>();
  return async (diagnostics) => {
    const createLocator = await loadCreateLocator(diagnostics);
    const positionOf = positionFinder(locators, (file) => locatorFor(sources.get(file), createLocator));
    return diagnostics.map((diagnostic) => ({
      ...diagnostic,
      position: diagnostic.place === null ? null : positionOf(diagnostic.place),
      related: diagnostic.related.map((related) => ({ ...related, position: positionOf(related.place) })),
    }));
  };
}

/** Adds the positions of errors and warnings to their places. An info is located only when it is printed. */
export async function withPositions(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): Promise<readonly Diagnostic[]> {
  const locate = diagnosticLocator(sources);
  const located = diagnostics.map(async (diagnostic): Promise<Diagnostic> => {
    const [found] = diagnostic.severity === 'info' ? [] : await locate([diagnostic]);
    return found === undefined ? diagnostic : positioned(found);
  });
  return Promise.all(located);
}

function positioned({ position, place, related, ...diagnostic }: LocatedDiagnostic): Diagnostic {
  return {
    ...diagnostic,
    place: place === null ? null : placeAt(place, position),
    related: related.map((other) => ({
      message: other.message,
      place: placeAt(other.place, other.position),
    })),
  };
}

function placeAt(place: Place, position: Position | null): Place {
  return position === null ? place : { ...place, position };
}

type Locator = (pointer: string) => Position | null;

type CreateLocator = (source: SourceText) => Locator;

/** Loads the locators, which import a YAML parser, only where a place needs one. */
async function loadCreateLocator(diagnostics: readonly Diagnostic[]): Promise<CreateLocator> {
  const places = diagnostics.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]);
  const isNeeded = places.some((place) => place !== null && place.position === undefined);
  return isNeeded ? (await import('./locate-document.ts')).createLocator : () => () => null;
}

function positionFinder(
  locators: Map<string, Locator>,
  createLocator: (file: string) => Locator,
): (place: Place) => Position | null {
  return (place) => {
    if (place.position !== undefined) return place.position;
    const locator = locators.get(place.file) ?? remembered(createLocator(place.file));
    locators.set(place.file, locator);
    return locator(place.pointer);
  };
}

function locatorFor(source: SourceText | undefined, createLocator: CreateLocator): Locator {
  if (source === undefined) return () => null;
  return source.format === 'code' ? (pointer) => locateInCode(source.text, pointer) : createLocator(source);
}

/** Finds each pointer once: several diagnostics often share a place, and a search reads the whole file. */
function remembered(locator: Locator): Locator {
  const found = new Map<string, Position | null>();
  return (pointer) => {
    const known = found.get(pointer);
    if (known !== undefined) return known;
    const position = locator(pointer);
    found.set(pointer, position);
    return position;
  };
}

/**
 * Returns the position of the last key of `pointer` in the code of a configuration file. Returns `null` where the
 * key appears more than once: two APIs both have a `spec`, and a guess would mislead.
 */
export function locateInCode(text: string, pointer: string): Position | null {
  const key = pointerKeys(pointer).at(-1);
  if (key === undefined || key === '') return null;
  const escaped = key.replaceAll(
    /[^A-Za-z0-9_]/g,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  const written = [...text.matchAll(new RegExp(`(?<![\\w$.])(['"]?)${escaped}\\1\\s*[:,}]`, 'gu'))];
  return written[0] === undefined || written.length > 1 ? null : positionAt(text, written[0].index);
}

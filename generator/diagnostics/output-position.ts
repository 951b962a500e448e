/** Pointers of diagnostics → lines and columns of the files that were read. */
import type { Place, Position } from '../api/place.ts';
import type { Diagnostic } from './diagnostic.ts';
import { locateInCode } from './output-code.ts';
import type { Sources, SourceText } from './output-source.ts';
import type { LocatedDiagnostic } from './sort.ts';

/** Adds positions where the file is known and its place still exists. */
export async function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): Promise<readonly LocatedDiagnostic[]> {
  const positionOf = positionFinder(sources, await loadCreateLocator(diagnostics));
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    position: diagnostic.place === null ? null : positionOf(diagnostic.place),
    related: diagnostic.related.map((related) => ({ ...related, position: positionOf(related.place) })),
  }));
}

type Locator = (pointer: string) => Position | null;

type CreateLocator = (source: SourceText) => Locator;

/** The locators bring a YAML parser along, which a run without such places does not load. */
async function loadCreateLocator(diagnostics: readonly Diagnostic[]): Promise<CreateLocator> {
  const places = diagnostics.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]);
  const isNeeded = places.some((place) => place !== null && place.position === undefined);
  return isNeeded ? (await import('./locate.ts')).createLocator : () => () => null;
}

function positionFinder(sources: Sources, createLocator: CreateLocator): (place: Place) => Position | null {
  const locators = new Map<string, Locator>();
  return (place) => {
    if (place.position !== undefined) return place.position;
    const locator =
      locators.get(place.file) ?? remembered(locatorFor(sources.get(place.file), createLocator));
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

/** A bundled tree → diagnostics on the local references in it that name nothing, or only each other. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject } from '../../api/json.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { documentSlot } from '../grammar.ts';
import type { PlaceOf } from '../origins.ts';
import { referenceIn, resolveReference, valueAt, visitReferences } from '../references.ts';
import type { ReferenceSite } from '../references.ts';
import { leadsBack, leadsNowhere, missing } from './unresolved.ts';

/** The places of those that name nothing. The tree stays as it is: what they stand for is unknown. */
export function checkReferences(
  root: JsonObject,
  placeOf: PlaceOf,
  diagnostics: DiagnosticCollector,
): readonly Place[] {
  const sites = new Map<string, ReferenceSite[]>();
  const onReference = (site: ReferenceSite) => {
    if (site.reference.startsWith('#'))
      sites.set(site.reference, [...(sites.get(site.reference) ?? []), site]);
  };
  visitReferences({ value: root, slot: documentSlot, pointer: '', onReference });
  const checking: Checking = { root, placeOf, diagnostics, followed: new Set() };
  return [...sites].flatMap(([reference, found]) => checkReference(checking, reference, found));
}

interface Checking {
  readonly root: JsonObject;
  readonly placeOf: PlaceOf;
  readonly diagnostics: DiagnosticCollector;
  /** Pointers whose references were followed: each is followed once, however many lead to it. */
  readonly followed: Set<string>;
}

function checkReference(
  checking: Checking,
  reference: string,
  sites: readonly ReferenceSite[],
): readonly Place[] {
  const { root, placeOf, diagnostics } = checking;
  const pointer = localPointer(reference);
  if (pointer === null || valueAt(root, pointer) === undefined) {
    const places = sites.map((site) => placeOf(site.pointer));
    diagnostics.report(missing(leadsNowhere(reference), places));
    return places;
  }
  const circle = circleFrom(checking, pointer);
  if (circle !== null) {
    diagnostics.report({ ...leadsBack(`#${circle}`), severity: 'warning', place: placeOf(circle) });
  }
  return [];
}

/** The first pointer, by code points, of a circle that is met for the first time on the way from `start`. */
function circleFrom({ root, followed }: Checking, start: string): string | null {
  const path: string[] = [];
  const onPath = new Set<string>();
  let at: string | null = start;
  while (at !== null && !followed.has(at)) {
    followed.add(at);
    onPath.add(at);
    path.push(at);
    at = nextPointer(root, at);
  }
  if (at === null || !onPath.has(at)) return null;
  return path.slice(path.indexOf(at)).sort()[0] ?? null;
}

function nextPointer(root: JsonObject, pointer: string): string | null {
  const value = valueAt(root, pointer);
  const reference = isJsonObject(value) ? referenceIn(value) : null;
  return reference?.startsWith('#') === true ? localPointer(reference) : null;
}

function localPointer(reference: string): string | null {
  return resolveReference(reference, 'file:///')?.pointer ?? null;
}

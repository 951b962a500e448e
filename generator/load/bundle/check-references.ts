/** A bundled tree → diagnostics on the local references in it that name nothing, or only each other. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonObject } from '../../api/json.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import { documentSlot } from '../grammar.ts';
import type { PlaceOf } from '../origins.ts';
import { referenceIn, resolveReference, valueAt, visitReferences } from '../references.ts';
import type { ReferenceSite } from '../references.ts';
import { leadsBack, leadsNowhere, missing } from './unresolved.ts';

/** The tree stays as it is: what a dangling reference stands for is unknown. */
export function checkReferences(root: JsonObject, placeOf: PlaceOf, diagnostics: DiagnosticCollector): void {
  const sites = new Map<string, ReferenceSite[]>();
  const onReference = (site: ReferenceSite) => {
    if (site.reference.startsWith('#'))
      sites.set(site.reference, [...(sites.get(site.reference) ?? []), site]);
  };
  visitReferences({ value: root, slot: documentSlot, pointer: '', onReference });
  const checking: Checking = { root, placeOf, diagnostics, circles: new Set() };
  for (const [reference, found] of sites) checkReference(checking, reference, found);
}

interface Checking {
  readonly root: JsonObject;
  readonly placeOf: PlaceOf;
  readonly diagnostics: DiagnosticCollector;
  /** Those that were reported, by their first pointer. */
  readonly circles: Set<string>;
}

function checkReference(checking: Checking, reference: string, sites: readonly ReferenceSite[]): void {
  const { root, placeOf, diagnostics, circles } = checking;
  const pointer = localPointer(reference);
  if (pointer === null || valueAt(root, pointer) === undefined) {
    diagnostics.report(
      missing(
        leadsNowhere(reference),
        sites.map((site) => placeOf(site.pointer)),
      ),
    );
    return;
  }
  const circle = circleThrough(root, pointer);
  if (circle === null || circles.has(circle)) return;
  circles.add(circle);
  diagnostics.report({ ...leadsBack(reference), place: placeOf(circle) });
}

/** The first pointer, by code points, of a circle that `start` lies on. */
function circleThrough(root: JsonObject, start: string): string | null {
  const met = new Set<string>();
  for (let at: string | null = start; at !== null && !met.has(at); at = nextPointer(root, at)) met.add(at);
  const last = [...met].at(-1);
  const closes = last !== undefined && nextPointer(root, last) === start;
  return closes ? ([...met].sort()[0] ?? null) : null;
}

function nextPointer(root: JsonObject, pointer: string): string | null {
  const value = valueAt(root, pointer);
  const reference = isJsonObject(value) ? referenceIn(value) : null;
  return reference?.startsWith('#') === true ? localPointer(reference) : null;
}

function localPointer(reference: string): string | null {
  return resolveReference(reference, 'file:///')?.pointer ?? null;
}

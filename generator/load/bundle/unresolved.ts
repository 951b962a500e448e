/** Reports references that name nothing, only each other, or an object of another kind than their place allows. */
import { isJsonObject, type JsonObject } from '../../api/json.ts';
import { type Place, pointerKeys } from '../../api/place.ts';
import type { DiagnosticCollector, Report } from '../../diagnostics/diagnostic.ts';
import { documentSlot, type ObjectKind, settle, type Slot, slotWithin } from '../grammar.ts';
import type { PlaceOf } from '../document.ts';
import {
  memberOf,
  referenceIn,
  type ReferenceSite,
  resolveReference,
  valueAt,
  visitReferences,
} from '../references.ts';
import type { BundleFiles } from './bundle-discover.ts';

export interface Unresolved {
  readonly add: (place: Place, reference: string, base: string) => void;
  /** A reference that would be put in place of itself. */
  readonly endless: (place: Place, reference: string) => void;
  /** Reported once: where the limit is met says little. */
  readonly tooLarge: (place: Place) => void;
  /** Returns every place of what it reports. */
  readonly report: (diagnostics: DiagnosticCollector) => readonly Place[];
}

interface Missing {
  readonly report: Report;
  readonly places: Place[];
}

/** Hundreds of references to one file that is missing are one fault. */
export function createUnresolved(files: BundleFiles): Unresolved {
  const found = new Map<string, Missing>();
  const collect = (key: string, report: Report, place: Place) => {
    const known = found.get(key) ?? { report, places: [] };
    known.places.push(place);
    found.set(key, known);
  };
  return {
    add: (place, reference, base) => {
      const url = resolveReference(reference, base)?.url ?? reference;
      const refusal = files.refusals.get(url);
      if (refusal !== undefined) collect(url, refusal, place);
      else if (!isBroken(files, url)) collect(`${url} ${reference}`, leadsNowhere(reference), place);
    },
    tooLarge: (place) => {
      const message = 'The references multiply the document beyond the limit.';
      collect('too large', { code: 'CW1006', message }, place);
    },
    endless: (place, reference) => {
      collect(
        reference,
        { code: 'CW1024', message: `The reference "${reference}" refers to itself.` },
        place,
      );
    },
    report: (diagnostics) => {
      found.forEach(({ report, places }) => diagnostics.report(missing(report, places)));
      return [...found.values()].flatMap(({ places }) => places);
    },
  };
}

/** A file that could not be parsed has been reported already. */
function isBroken({ loaded }: BundleFiles, url: string): boolean {
  return loaded.has(url) && loaded.get(url)?.value === undefined;
}

/** The report of a reference whose file or pointer does not exist. */
function leadsNowhere(reference: string): Report {
  return {
    code: 'CW1023',
    message: `The reference "${reference}" leads nowhere: its value has an unknown type.`,
  };
}

/** The report of a `$ref` that ends where it began. */
function leadsBack(reference: string): Report {
  return { code: 'CW1024', message: `The reference "${reference}" refers to itself.` };
}

/** At the first place by file and pointer; the others are counted. */
function missing(report: Report, places: readonly Place[]): Report {
  const [first] = [...places].sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1));
  const others = places.length - 1;
  const count = others === 1 ? 'one more place' : `${others} more places`;
  const message = others === 0 ? report.message : `${report.message} It is referred to from ${count}.`;
  return { ...report, message, place: first ?? null };
}

/** The same for two places only where they are the same. */
export function placeKey({ file, pointer }: Place): string {
  return `${file}#${pointer}`;
}

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
  for (const site of sites) checkKind(checking, site);
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

interface KindCheck {
  readonly root: JsonObject;
  readonly placeOf: PlaceOf;
  readonly diagnostics: DiagnosticCollector;
}

/** Targets at positions that OpenAPI does not define, such as extensions, may be of any kind. */
function checkKind({ root, placeOf, diagnostics }: KindCheck, site: ReferenceSite): void {
  const pointer = resolveReference(site.reference, 'file:///')?.pointer ?? '';
  const target = slotAt(root, pointer);
  if (target === null || target.kind === 'document') return;
  if (site.slot.kind === 'plain') return;
  if (target.kind === site.slot.kind && target.shape === 'one') return;
  const found = target.shape === 'one' ? `is ${names[target.kind]}` : `contains several objects`;
  const message = `The reference "${site.reference}" ${found}; its place allows ${names[site.slot.kind]}.`;
  diagnostics.report({ code: 'CW1026', message, place: placeOf(site.pointer) });
}

function slotAt(root: JsonObject, pointer: string): Slot | null {
  let value = memberOf({ root }, 'root');
  let slot: Slot | null = documentSlot;
  for (const key of pointerKeys(pointer)) {
    if (slot === null) return null;
    slot = slotWithin(slot, key);
    value = memberOf(value, key);
    if (slot !== null) slot = settle(slot, value);
  }
  return slot;
}

const names: Readonly<Record<ObjectKind, string>> = {
  document: 'a document',
  components: 'a group of components',
  paths: 'a list of paths',
  pathItem: 'a path item',
  operation: 'an operation',
  parameter: 'a parameter',
  requestBody: 'a request body',
  responses: 'a list of responses',
  response: 'a response',
  header: 'a header',
  mediaType: 'a media type',
  encoding: 'an encoding',
  schema: 'a schema',
  discriminator: 'a discriminator',
  securityScheme: 'a security scheme',
  link: 'a link',
  callback: 'a callback',
  plain: 'another object',
};

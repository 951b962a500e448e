/** References that name nothing, collected while bundling → one diagnostic for each thing that is missing. */
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/collector.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { BundleFiles } from './bundle-files.ts';
import { resolveReference } from '../references.ts';

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
export function leadsNowhere(reference: string): Report {
  return {
    code: 'CW1023',
    message: `The reference "${reference}" leads nowhere: its value has an unknown type.`,
  };
}

/** The report of a `$ref` that ends where it began. */
export function leadsBack(reference: string): Report {
  return { code: 'CW1024', message: `The reference "${reference}" refers to itself.` };
}

/** At the first place by file and pointer; the others are counted. */
export function missing(report: Report, places: readonly Place[]): Report {
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

/** What the schema of the specification finds → what no other stage has said of the document, in better words. */
import type { Place } from '../../api/place.ts';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts';

/** One fault is told once: by the stage that knows what becomes of it. */
export function untold(findings: readonly Report[], told: readonly Diagnostic[]): readonly Report[] {
  if (findings.length === 0) return findings;
  const known = new Set(told.filter(({ code }) => sameFaults.has(code)).map(({ place }) => keyOf(place)));
  const leftOut = new Set(told.filter(({ code }) => code === 'CW2002').map(({ place }) => keyOf(place)));
  return findings.filter(
    ({ place = null }) =>
      !known.has(keyOf(place)) && !ancestorsOf(place).some((ancestor) => leftOut.has(keyOf(ancestor))),
  );
}

/** What they say of a place is what a schema may say of it too: that its value is not what it has to be. */
const sameFaults: ReadonlySet<DiagnosticCode> = new Set([
  'CW1025',
  'CW2002',
  'CW2005',
  'CW2006',
  'CW2007',
  'CW2010',
]);

/** Not the whole document: what is said of that is no fault of its parts. */
function ancestorsOf(place: Place | null): readonly Place[] {
  if (place === null) return [];
  const steps = place.pointer.split('/').slice(1);
  return steps.slice(1).map((_, index) => ({
    ...place,
    pointer: `/${steps.slice(0, index + 1).join('/')}`,
  }));
}

function keyOf(place: Place | null): string {
  return place === null ? '' : `${place.file}#${place.pointer}`;
}

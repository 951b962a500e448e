/** Findings of the schema to those that no other stage has reported. */
import type { Place } from '../../api/place.ts';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts';

/** A fault is reported once: by the stage that knows its consequence. */
export function unreportedFindings(
  findings: readonly Report[],
  reported: readonly Diagnostic[],
): readonly Report[] {
  if (findings.length === 0) return findings;
  const known = new Set(reported.filter(({ code }) => sameFaults.has(code)).map(({ place }) => keyOf(place)));
  const leftOut = new Set(reported.filter(({ code }) => code === 'CW2002').map(({ place }) => keyOf(place)));
  return findings.filter(
    ({ place = null }) =>
      !known.has(keyOf(place)) && !ancestorsOf(place).some((ancestor) => leftOut.has(keyOf(ancestor))),
  );
}

/** Codes that repeat a schema finding at the same place: the value is not what it has to be. */
const sameFaults: ReadonlySet<DiagnosticCode> = new Set([
  'CW1025',
  'CW2002',
  'CW2005',
  'CW2006',
  'CW2007',
  'CW2010',
]);

/** Without the whole document: a finding about that is no fault of its parts. */
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

/** A report as the JSON that `docs/report.schema.json` describes. */
import type { Change } from '../change.ts';
import type { DiffReport } from '../report.ts';

/** Keys of places are pointers, so that programs find values without lines. */
export function reportAsJson(report: DiffReport): object {
  return { schemaVersion: 1, ...report, changes: report.changes.map(changeAsJson) };
}

function changeAsJson({ places, document, output, ...change }: Change): object {
  const pointer = (place: Change['places']['before']): object | null =>
    place === null ? null : { file: place.file, pointer: place.pointer };
  return {
    ...change,
    places: { before: pointer(places.before), after: pointer(places.after), document, output },
  };
}

/** The output folders of a configuration → an error for any two of which one holds the other. */
import { posix } from 'node:path';
import type { Place } from '../api/place.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { ApiSettings } from './settings.ts';

/** Stale files of one API would be files of the other: neither manifest could be trusted. */
export function reportOverlaps(
  apis: readonly ApiSettings[],
  place: Place,
  diagnostics: DiagnosticCollector,
): void {
  for (const [index, later] of apis.entries()) {
    const earlier = apis.slice(0, index).find((other) => overlap(other.out, later.out));
    if (earlier === undefined) continue;
    const message = `"${earlier.api}" and "${later.api}" both write to "${later.out}" or below it.`;
    diagnostics.report({ code: 'CW6008', message, place });
  }
}

/** Folds case: on many file systems `Orders` and `orders` are one folder. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [folderKey(one), folderKey(other)];
  return a.startsWith(b) || b.startsWith(a);
}

function folderKey(folder: string): string {
  const path = posix.normalize(`${folder.replaceAll('\\', '/').toLowerCase()}/`);
  return path === './' ? '' : path;
}

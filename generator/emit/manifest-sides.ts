/** The manifests of the two branches of a merge to one, whose entry of a file is that of the branch it comes from. */
import { conflictSides } from './conflict-sides.ts';
import { type Manifest, type ManifestEntry, parseManifest } from './manifest.ts';

/** One, or those of both branches where the file holds the conflict of a merge. */
export type ManifestSides = readonly [Manifest, ...Manifest[]];

export type SidesReading =
  { readonly ok: true; readonly sides: ManifestSides } | { readonly ok: false; readonly problem: string };

/** As `parseManifest`, also of a text with conflict markers: both branches have written a manifest that is true. */
export function readManifest(text: string): SidesReading {
  const { ours, theirs } = conflictSides(text) ?? { ours: text, theirs: null };
  const first = parseManifest(ours);
  if (!first.ok) return first;
  if (theirs === null) return { ok: true, sides: [first.manifest] };
  const second = parseManifest(theirs);
  return second.ok ? { ok: true, sides: [first.manifest, second.manifest] } : second;
}

/** The paths of all sides, sorted. */
export function pathsOf(sides: ManifestSides): readonly string[] {
  return [...new Set(sides.flatMap(({ files }) => [...files.keys()]))].sort();
}

/** With the files that no side has written so, although each has written them. */
export function joinSides(
  sides: ManifestSides,
  onDisk: ReadonlyMap<string, { readonly sha256: string }>,
): { readonly manifest: Manifest; readonly merged: ReadonlySet<string> } {
  const files = new Map<string, ManifestEntry>();
  const merged = new Set<string>();
  for (const path of pathsOf(sides)) {
    const entries = sides.flatMap((side) => side.files.get(path) ?? []);
    const actual = onDisk.get(path)?.sha256;
    const written = entries.find(({ sha256 }) => sha256 === actual);
    if (written === undefined && new Set(entries.map(({ sha256 }) => sha256)).size > 1) merged.add(path);
    const entry = written ?? entries[0];
    if (entry !== undefined) files.set(path, entry);
  }
  return { manifest: { ...sides[0], toolHash: sharedToolHash(sides), files }, merged };
}

/** Text of other tools is never taken over, so that of two tools it is that of neither. */
function sharedToolHash([first, ...others]: ManifestSides): string {
  return others.every(({ toolHash }) => toolHash === first.toolHash) ? first.toolHash : '';
}

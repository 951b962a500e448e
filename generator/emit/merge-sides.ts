/** The two branches of a `git merge` in a text with conflict markers, in manifests, and in ledgers. */
import type { Ledger } from '../naming/ledger.ts';
import { type Manifest, type ManifestEntry, parseManifest } from './manifest.ts';
import { ledgerPath } from './output-path.ts';

/** The text on each branch. Lines without a conflict are in both. */
export interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
}

/** Owner of lines; `base` is the common ancestor, which some styles of markers show. */
type Part = 'both' | 'ours' | 'base' | 'theirs';

/** `null` if the text has no conflict, or its markers do not match. */
export function conflictSides(text: string): ConflictSides | null {
  const sides = { ours: '', theirs: '' };
  let part: Part = 'both';
  let hasMarkers = false;
  for (const line of text.split(/(?<=\n)/)) {
    const next = partAfter(line, part);
    if (next !== null) [part, hasMarkers] = [next, true];
    else {
      if (part === 'both' || part === 'ours') sides.ours += line;
      if (part === 'both' || part === 'theirs') sides.theirs += line;
    }
  }
  return hasMarkers && part === 'both' ? sides : null;
}

/** The part that a marker starts; `null` if the line is text, or a marker out of place. */
function partAfter(line: string, part: Part): Part | null {
  const marker = /^([<|=>])\1{6}(?:\s|$)/.exec(line)?.[1];
  switch (part) {
    case 'both':
      return marker === '<' ? 'ours' : null;
    case 'ours':
      if (marker === '|') return 'base';
      return marker === '=' ? 'theirs' : null;
    case 'base':
      return marker === '=' ? 'theirs' : null;
    case 'theirs':
      return marker === '>' ? 'both' : null;
  }
}

/** One manifest; those of both branches if the file has a conflict. */
export type ManifestSides = readonly [Manifest, ...Manifest[]];

export type SidesReading =
  { readonly ok: true; readonly sides: ManifestSides } | { readonly ok: false; readonly problem: string };

/** Parses a manifest, or the two of a text with conflict markers: each is a valid record of its branch. */
export function readManifest(text: string): SidesReading {
  const { ours, theirs } = conflictSides(text) ?? { ours: text, theirs: null };
  const first = parseManifest(ours);
  if (!first.ok) return first;
  if (theirs === null) return { ok: true, sides: [first.manifest] };
  const second = parseManifest(theirs);
  return second.ok ? { ok: true, sides: [first.manifest, second.manifest] } : second;
}

/** Sorted paths of all sides. */
export function pathsOf(sides: ManifestSides): readonly string[] {
  return [...new Set(sides.flatMap(({ files }) => [...files.keys()]))].sort();
}

/** One manifest of both sides, and the `merged` files: each side wrote them, and neither wrote them as they are. */
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
  return {
    manifest: { ...sides[0], toolHash: sharedToolHash(sides), dist: sharedDist(sides), files },
    merged,
  };
}

/** Empty if the sides differ: text of other tools is never reused. */
function sharedToolHash([first, ...others]: ManifestSides): string {
  return others.every(({ toolHash }) => toolHash === first.toolHash) ? first.toolHash : '';
}

/** `null` if the sides differ: each was built from other sources. */
function sharedDist([first, ...others]: ManifestSides): string | null {
  return others.every(({ dist }) => dist === first.dist) ? first.dist : null;
}

export interface JoinedLedger {
  readonly ledger: Ledger;
  /** One sentence for each contradiction that a person has to resolve. */
  readonly problems: readonly string[];
}

/** Joins two ledgers. The result does not depend on which branch is merged into which. */
export function joinLedgers(ours: Ledger, theirs: Ledger): JoinedLedger {
  const ledger = {
    models: join(ours.models, theirs.models),
    names: join(ours.names, theirs.names),
    operations: join(ours.operations, theirs.operations),
    shapes: join(ours.shapes, theirs.shapes),
    directions: join(ours.directions, theirs.directions),
    mediaTypes:
      ours.mediaTypes && theirs.mediaTypes
        ? join(ours.mediaTypes, theirs.mediaTypes)
        : (ours.mediaTypes ?? theirs.mediaTypes),
    aliases: join(ours.aliases, theirs.aliases),
  };
  const problems = [
    ...contradictions(ours.names, theirs.names, 'two names'),
    ...contradictions(ours.mediaTypes ?? new Map(), theirs.mediaTypes ?? new Map(), 'two media types'),
  ];
  return { ledger, problems };
}

/** Of two values, the lower one is kept: outside `names`, values only help to find a name. */
function join(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const joined = new Map(ours);
  for (const [key, value] of theirs) {
    const other = joined.get(key);
    if (other === undefined || value < other) joined.set(key, value);
  }
  return joined;
}

/** Callers on each branch use its name, so a person decides which of them change. */
function contradictions(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
  what: string,
): readonly string[] {
  return [...ours].flatMap(([identity, name]) => {
    const other = theirs.get(identity) ?? name;
    if (other === name) return [];
    const names = [name, other].sort().map((one) => JSON.stringify(one));
    return `${ledgerPath} has ${what} for ${JSON.stringify(identity)}, ${names.join(' and ')}: remove the line of one.`;
  });
}

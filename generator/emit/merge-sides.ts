/** A text with the conflict markers of `git merge` to the text as each of the two branches would have it. */
import type { Ledger } from '../naming/ledger.ts';
import { type Manifest, type ManifestEntry, parseManifest } from './manifest.ts';
import { ledgerPath } from './output-path.ts';

/** What was merged without a conflict is in both. */
export interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
}

/** Whose lines these are; those of the common ancestor, which some styles show as well, are nobody's. */
type Part = 'both' | 'ours' | 'base' | 'theirs';

/** `null`: the text holds no conflict, or markers that do not belong together. */
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

/** The part that a marker begins, where it may stand; `null`: the line is text of its part. */
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

export interface JoinedLedger {
  readonly ledger: Ledger;
  /** What a person has to decide, a sentence for each. */
  readonly problems: readonly string[];
}

/** The same whichever branch is merged into which. */
export function joinLedgers(ours: Ledger, theirs: Ledger): JoinedLedger {
  const ledger = {
    models: join(ours.models, theirs.models),
    names: join(ours.names, theirs.names),
    operations: join(ours.operations, theirs.operations),
  };
  return { ledger, problems: contradictions(ours.names, theirs.names) };
}

/** What else is kept than names only helps to find them: of two, the first by its text will do. */
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

/** Callers of either branch write its name: which of them have to change is for a person to say. */
function contradictions(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): readonly string[] {
  return [...ours].flatMap(([identity, name]) => {
    const other = theirs.get(identity) ?? name;
    if (other === name) return [];
    const names = [name, other].sort().map((one) => JSON.stringify(one));
    return `${ledgerPath} has two names for ${JSON.stringify(identity)}, ${names.join(' and ')}: remove the line of one.`;
  });
}

/** The files of a document → every object outside the entry file that has to be brought into it under a name. */
import type { JsonObject, JsonValue } from '../../api/json.ts';
import { pointerKeys } from '../../api/place.ts';
import { documentSlot, sectionOf } from '../grammar.ts';
import type { Slot } from '../grammar.ts';
import { maximumPlaced } from '../read/measure.ts';
import { visitReferences } from '../references.ts';
import type { ReferenceSite } from '../references.ts';
import { findTarget, referenceToEntry } from './bundle-files.ts';
import type { BundleFiles, Found } from './bundle-files.ts';

export interface Target extends Found {
  readonly slot: Slot;
  readonly section: readonly string[];
}

export interface Discovered {
  readonly targets: ReadonlyMap<string, Target>;
  /** Components of the entry file that are only a reference to the target of this id: the target takes their place. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

export interface DiscoverRequest {
  readonly files: BundleFiles;
  readonly root: JsonObject;
  readonly swagger: boolean;
}

interface Discovery extends DiscoverRequest {
  readonly targets: Map<string, Target>;
  readonly aliases: Map<string, string[]>;
  readonly seen: Set<string>;
  readonly open: Scan[];
  /** References put in place so far: what is put in place of itself would be scanned for ever. */
  placed: number;
}

interface Scan {
  readonly url: string;
  readonly value: JsonValue;
  readonly slot: Slot;
  /** Where it comes to stand in the bundled tree; `null` below a target that has no name yet. */
  readonly out: string | null;
}

/** One object used in two roles, say as schema and as header, is two targets. */
export function targetId(found: Found, slot: Slot): string {
  return `${slot.kind} ${found.url}#${found.pointer}`;
}

/** The section that a reference's target is brought under; `null` where it is put in place of the reference. */
export function homeSection(
  site: Pick<ReferenceSite, 'slot' | 'holder'>,
  swagger: boolean,
): readonly string[] | null {
  if (site.slot.shape !== 'one' || site.slot.inPlace === true) return null;
  return sectionOf(site.slot.kind, swagger);
}

/** Each target is scanned once, whatever the number of references to it. */
export function discoverTargets(request: DiscoverRequest): Discovered {
  const { files, root } = request;
  const discovery: Discovery = {
    ...request,
    targets: new Map(),
    aliases: new Map(),
    seen: new Set(),
    open: [],
    placed: 0,
  };
  discovery.open.push({ url: files.rootUrl, value: root, slot: documentSlot, out: '' });
  for (let scan = discovery.open.pop(); scan !== undefined; scan = discovery.open.pop())
    scanFor(discovery, scan);
  return discovery;
}

function scanFor(discovery: Discovery, { url, value, slot, out }: Scan): void {
  const prefix = out ?? '';
  const onReference = (site: ReferenceSite) => {
    if (referenceToEntry(discovery.files, site.reference, url) !== null) return;
    const found = findTarget(discovery.files, site.reference, url);
    if (found !== null) meet(discovery, { site, found, out: out === null ? null : site.pointer });
  };
  visitReferences({ value, slot, pointer: prefix, onReference });
}

interface Meeting {
  readonly site: ReferenceSite;
  readonly found: Found;
  readonly out: string | null;
}

function meet(discovery: Discovery, { site, found, out }: Meeting): void {
  const section = homeSection(site, discovery.swagger);
  const id = targetId(found, site.slot);
  if (section === null) {
    // The same file put in place at two paths has to be seen at both: components may be among what it brings.
    discovery.placed += 1;
    scanOnce(discovery, `${id} ${site.slot.shape} ${out}`, { ...found, slot: site.slot, out });
    return;
  }
  discovery.targets.set(id, { ...found, slot: site.slot, section });
  const alias = out === null ? null : aliasName(site, out, section);
  if (alias !== null) discovery.aliases.set(id, [...(discovery.aliases.get(id) ?? []), alias]);
  scanOnce(discovery, id, { ...found, slot: site.slot, out: null });
}

function scanOnce(discovery: Discovery, key: string, scan: Scan): void {
  if (discovery.seen.has(key) || discovery.placed > maximumPlaced) return;
  discovery.seen.add(key);
  discovery.open.push(scan);
}

/** `components/schemas/Pet: { $ref: ./Pet.yaml }` is how authors name what lies in another file. */
function aliasName({ holder }: ReferenceSite, out: string, section: readonly string[]): string | null {
  const keys = pointerKeys(out);
  const name = keys.at(-1);
  const inSection = keys.length === section.length + 1 && section.every((key, index) => keys[index] === key);
  return inSection && name !== undefined && holder !== null && Object.keys(holder).length === 1 ? name : null;
}

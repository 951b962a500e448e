/** The files of a document → every object outside the entry file that has to be brought into it under a name. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import { type Place, pointerKeys, pointerStep } from '../../api/place.ts';
import { documentSlot, sectionOf, type Slot } from '../grammar.ts';
import type { LoadedFile, Refusal } from '../read/file-access.ts';
import { maximumPlaced } from '../read/measure.ts';
import {
  memberOf,
  referenceIn,
  type ReferenceSite,
  resolveReference,
  visitReferences,
} from '../references.ts';

export interface Target extends Found {
  readonly slot: Slot;
  readonly section: readonly string[];
}

export interface Discovered {
  readonly targets: ReadonlyMap<string, Target>;
  /** Components of the entry file that are only a reference to the target of this id: the target takes their place. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

interface DiscoverRequest {
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

export interface BundleFiles {
  /** URL of the entry file. */
  readonly rootUrl: string;
  /** URL of the folder that references may reach. It ends with `/`. */
  readonly reachUrl: string;
  readonly loaded: ReadonlyMap<string, LoadedFile>;
  readonly refusals: ReadonlyMap<string, Refusal>;
}

export interface Found {
  readonly url: string;
  readonly pointer: string;
  readonly value: JsonValue;
}

/** Resolves `reference`, written in the file at `base`. Returns `null` if it names nothing. */
export function findTarget(files: BundleFiles, reference: string, base: string): Found | null {
  return lookUp({ files, hops: mostHops }, reference, base);
}

/**
 * A reference into the entry file as it has to read there, `null` for one into another file. What it names
 * may have come from yet another file: it is found all the same, as that part is put in its place.
 */
export function referenceToEntry(files: BundleFiles, reference: string, base: string): string | null {
  const target = resolveReference(reference, base);
  if (target?.url !== files.rootUrl) return null;
  const hash = reference.indexOf('#');
  return hash === -1 ? '#' : reference.slice(hash);
}

/** A pointer may lead through an object that is itself a reference; circles of those end here. */
const mostHops = 20;

interface Search {
  readonly files: BundleFiles;
  /** How many more references may be gone through. */
  readonly hops: number;
}

function lookUp(search: Search, reference: string, base: string): Found | null {
  const target = resolveReference(reference, base);
  const root = target === null ? undefined : search.files.loaded.get(target.url)?.value;
  if (target === null || root === undefined || target.pointer === null) return null;
  let found: Found | null = { url: target.url, pointer: '', value: root };
  for (const key of pointerKeys(target.pointer)) {
    found = stepInto(search, found, key);
    if (found === null) return null;
  }
  return found;
}

function stepInto(search: Search, at: Found, key: string): Found | null {
  const value = memberOf(at.value, key);
  if (value !== undefined) return { url: at.url, pointer: at.pointer + pointerStep(key), value };
  const reference = isJsonObject(at.value) ? referenceIn(at.value) : null;
  if (reference === null || search.hops === 0) return null;
  const further = { ...search, hops: search.hops - 1 };
  const through = lookUp(further, reference, at.url);
  return through === null ? null : stepInto(further, through, key);
}

/** The place of a pointer into the file at `url`. */
export function placeIn(files: BundleFiles, url: string, pointer: string): Place {
  return { file: files.loaded.get(url)?.file ?? url, pointer };
}

/** Reads the file at an absolute URL and answers the absolute URLs that it refers to; never throws. */
type ReadReferences = (url: string) => Promise<readonly string[]>;

/**
 * Follows references from file to file.
 *
 * swagger-parser sees an index of references and nothing else of any document: given whole documents it
 * refuses OpenAPI 3.2, follows `$ref` in examples, and does not return from an alias bomb (all measured
 * with 13.1). It is imported here and now because the import takes 120 ms, which most documents can do without.
 */
export async function crawlReferences(urls: readonly string[], read: ReadReferences): Promise<void> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const reader = {
    order: 1,
    canRead: true,
    read: async ({ reference = '' }: { reference?: string }) => JSON.stringify(await read(reference)),
  };
  const parser = {
    order: 1,
    canParse: true,
    parse: ({ data }: { data: unknown }) => ({ references: asReferences(JSON.parse(String(data))) }),
  };
  await new SwaggerParser().resolve('index', documentOf(urls), {
    resolve: { file: reader, http: false },
    parse: { json: false, yaml: false, text: false, binary: false, index: parser },
  });
}

function asReferences(urls: readonly string[]): readonly { readonly $ref: string }[] {
  return urls.map(($ref) => ({ $ref }));
}

/** The least that swagger-parser accepts as a document. */
function documentOf(urls: readonly string[]) {
  return {
    openapi: '3.1.0',
    info: { title: 'index', version: '1' },
    paths: {},
    'x-references': asReferences(urls),
  };
}

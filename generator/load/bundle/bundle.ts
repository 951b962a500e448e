/** A document of several files → one tree whose references are local, and where each part of it was written. */
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isContainer, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../api/json.ts';
import type { Place } from '../../api/place.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import { documentSlot, nameMaps } from '../grammar.ts';
import { selfOf, withoutSelf } from '../identifiers/plain-references.ts';
import type { Origins } from '../document.ts';
import { type FileAccess, type LoadedFile, readReferenced, type Refusal } from '../read/file-access.ts';
import { mappingEntries, resolveReference, visitReferences } from '../references.ts';
import {
  type BundleFiles,
  crawlReferences,
  type Discovered,
  discoverTargets,
  type Target,
} from './bundle-discover.ts';
import { type ComponentPointers, nameTargets } from './bundle-names.ts';
import { rewrite, rewriteTarget, type Rewriting } from './bundle-rewrite.ts';
import { createUnresolved } from './unresolved.ts';

export interface BundleRequest {
  readonly files: BundleFiles;
  readonly root: JsonObject;
  readonly swagger: boolean;
  readonly diagnostics: DiagnosticCollector;
}

export interface Bundled {
  readonly root: JsonObject;
  readonly origins: Origins;
  /** Where references stand that name nothing: each was reported. */
  readonly dangling: readonly Place[];
}

/** Builds a new tree; of what it was given nothing changes. */
export function bundle(request: BundleRequest): Bundled {
  const { files, root, swagger, diagnostics } = request;
  const discovered = discoverTargets({ files, root, swagger });
  const componentPointers = nameTargets({ files, root, discovered });
  const origins = new Map<string, Place>();
  const unresolved = createUnresolved(files);
  const rewriting: Rewriting = {
    files,
    swagger,
    componentPointers,
    origins,
    unresolved,
    count: 0,
    placed: 0,
  };
  const start = { rewriting, url: files.rootUrl, source: '', out: '', slot: documentSlot, inlined: [] };
  let tree = rewrite(root, start);
  for (const [section, ids] of bySection(discovered, componentPointers)) {
    const members = ids.map(({ target, componentPointer }) => [
      stepsOf(componentPointer).at(-1) ?? componentPointer,
      rewriteTarget(rewriting, target, componentPointer),
    ]);
    tree = withMembers(tree, stepsOf(section), Object.fromEntries(members));
  }
  const dangling = unresolved.report(diagnostics);
  return { root: isJsonObject(tree) ? tree : root, origins, dangling };
}

interface Placed {
  readonly target: Target;
  readonly componentPointer: string;
}

/** Returns the additions to each section, by name. Targets that a component stands for are already in place. */
function bySection(
  { targets, aliases }: Discovered,
  componentPointers: ComponentPointers,
): ReadonlyMap<string, readonly Placed[]> {
  const sections = new Map<string, Placed[]>();
  for (const [id, componentPointer] of [...componentPointers].sort(([, a], [, b]) => (a < b ? -1 : 1))) {
    const target = targets.get(id);
    if (target === undefined || aliases.has(id)) continue;
    const section = componentPointer.slice(0, componentPointer.lastIndexOf('/'));
    const placed = sections.get(section);
    if (placed === undefined) sections.set(section, [{ target, componentPointer }]);
    else placed.push({ target, componentPointer });
  }
  return sections;
}

function stepsOf(componentPointer: string): readonly string[] {
  return componentPointer.slice(1).split('/');
}

/** A copy with `added` in the object at the end of `keys`; objects on the way are made where there are none. */
function withMembers(tree: JsonValue | undefined, keys: readonly string[], added: JsonObject): JsonObject {
  const [key, ...rest] = keys;
  const members = isJsonObject(tree) ? tree : {};
  if (key === undefined) return { ...members, ...added };
  const inner = Object.hasOwn(members, key) ? members[key] : undefined;
  return { ...members, [key]: withMembers(inner, rest, added) };
}

interface EntryFile {
  /** Name shown to people. */
  readonly file: string;
  readonly value: JsonValue;
}

/** `null`: all references are local, so that the document is complete, and nothing had to be imported or read. */
export async function readFiles(entry: EntryFile, access: FileAccess): Promise<BundleFiles | null> {
  const rootUrl = pathToFileURL(access.entry).href;
  const loaded = new Map<string, LoadedFile>([[rootUrl, entry]]);
  const refusals = new Map<string, Refusal>();
  const references = foreignReferences(entry.value);
  if (references.length === 0) return null;
  const urls = references.map((reference) => resolveReference(reference, rootUrl)?.url ?? rootUrl);
  await crawlReferences([...new Set(urls)].sort(), async (url) => {
    if (url === rootUrl) return [];
    const outcome = await readReferenced(url, access);
    if ('refusal' in outcome) {
      refusals.set(url, outcome.refusal);
      return [];
    }
    const value = withPlainAddresses(outcome.loaded.value, { url, entry, rootUrl });
    loaded.set(url, { ...outcome.loaded, value });
    return value === undefined ? [] : filesReferredTo(value, url);
  });
  return { rootUrl, reachUrl: pathToFileURL(join(access.root, sep)).href, loaded, refusals };
}

interface FileOfEntry {
  readonly url: string;
  readonly entry: EntryFile;
  readonly rootUrl: string;
}

/** Another document may have an address of its own, and know the entry by the address that it gives itself. */
function withPlainAddresses(
  value: JsonValue | undefined,
  { url, entry, rootUrl }: FileOfEntry,
): JsonValue | undefined {
  if (!isJsonObject(value) || value['openapi'] === undefined) return value;
  const self = isJsonObject(entry.value) ? selfOf(entry.value, rootUrl) : null;
  return withoutSelf(value, url, new Map(self === null ? [] : [[self, rootUrl]]));
}

function foreignReferences(value: JsonValue): readonly string[] {
  const found = new Set<string>();
  const onReference = ({ reference }: { reference: string }) => {
    if (!reference.startsWith('#')) found.add(reference);
  };
  visitReferences({ value, slot: documentSlot, pointer: '', onReference });
  return [...found];
}

interface Open {
  readonly value: JsonValue;
  /** Its keys are names that an author chose, so that `default` or `example` among them is no keyword. */
  readonly named: boolean;
}

/** Too many do no harm: a file below the document's folder is read and left unused. */
function filesReferredTo(root: JsonValue, url: string): readonly string[] {
  const found = new Set<string>();
  const open: Open[] = [{ value: root, named: true }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const reference of referencesOf(next.value)) found.add(resolveReference(reference, url)?.url ?? url);
    open.push(...childrenOf(next));
  }
  found.delete(url);
  return [...found].sort();
}

function referencesOf(value: JsonValue): readonly string[] {
  if (!isJsonObject(value)) return [];
  const { $ref } = value;
  const mapped = Object.hasOwn(value, 'mapping') ? mappingEntries(value).map(([, target]) => target) : [];
  return typeof $ref === 'string' ? [$ref, ...mapped] : mapped;
}

function childrenOf({ value, named }: Open): readonly Open[] {
  if (isJsonArray(value)) return value.filter(isContainer).map((item) => ({ value: item, named: false }));
  if (!isJsonObject(value)) return [];
  return Object.entries<JsonValue>(value)
    .filter(([key, member]) => isContainer(member) && (named || !isDataKey(key)))
    .map(([key, member]) => ({ value: member, named: nameMaps.has(key) }));
}

function isDataKey(key: string): boolean {
  return dataKeys.has(key) || key.startsWith('x-');
}

const dataKeys = new Set(['example', 'examples', 'default', 'enum', 'const']);

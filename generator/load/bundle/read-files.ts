/** Reads every file that a document refers to, directly or through others, each once. */
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isContainer, isJsonArray, isJsonObject } from '../../api/json.ts';
import type { JsonValue } from '../../api/json.ts';
import { documentSlot, nameMaps } from '../grammar.ts';
import { selfOf, withoutSelf } from '../identifiers/self.ts';
import { readReferenced } from '../read/file-access.ts';
import type { FileAccess, LoadedFile, Refusal } from '../read/file-access.ts';
import { mappingEntries, resolveReference, visitReferences } from '../references.ts';
import { crawlReferences } from './bundle-files.ts';
import type { BundleFiles } from './bundle-files.ts';

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

/** The entry file of a document → every file that it refers to, directly or through others, each read once. */
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonValue } from '../../api/json.ts';
import type { BundleFiles } from './bundle-files.ts';
import { readReferenced } from '../read/file-access.ts';
import type { FileAccess, LoadedFile, Refusal } from '../read/file-access.ts';
import { documentSlot } from '../grammar.ts';
import { filesReferredTo } from './reference-index.ts';
import { crawlReferences } from './reference-parser.ts';
import { resolveReference, visitReferences } from '../references.ts';

export interface EntryFile {
  /** As it is shown to a person. */
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
    loaded.set(url, outcome.loaded);
    return outcome.loaded.value === undefined ? [] : filesReferredTo(outcome.loaded.value, url);
  });
  return { rootUrl, reachUrl: pathToFileURL(join(access.root, sep)).href, loaded, refusals };
}

function foreignReferences(value: JsonValue): readonly string[] {
  const found = new Set<string>();
  const onReference = ({ reference }: { reference: string }) => {
    if (!reference.startsWith('#')) found.add(reference);
  };
  visitReferences({ value, slot: documentSlot, pointer: '', onReference });
  return [...found];
}

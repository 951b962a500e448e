/** The files of a document, by URL: what a reference in one of them names, also through further references. */
import { isJsonObject } from '../api/json.ts';
import type { JsonValue } from '../api/json.ts';
import { pointerKeys, pointerStep } from '../api/place.ts';
import type { Place } from '../api/place.ts';
import type { LoadedFile, Refusal } from './file-access.ts';
import { memberOf, referenceIn, resolveReference } from './references.ts';
import type { ReferenceTarget } from './references.ts';

export interface BundleFiles {
  readonly rootUrl: string;
  readonly loaded: ReadonlyMap<string, LoadedFile>;
  readonly refusals: ReadonlyMap<string, Refusal>;
}

export interface Found {
  readonly url: string;
  readonly pointer: string;
  readonly value: JsonValue;
}

/** What `reference`, written in the file at `base`, names; `null` where that is nothing. */
export function findTarget(files: BundleFiles, reference: string, base: string): Found | null {
  const target = resolveReference(reference, base);
  return target === null ? null : lookUp(files, target, mostHops);
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

function lookUp(files: BundleFiles, { url, pointer }: ReferenceTarget, hops: number): Found | null {
  const root = files.loaded.get(url)?.value;
  if (root === undefined || pointer === null) return null;
  let found: Found = { url, pointer: '', value: root };
  for (const key of pointerKeys(pointer)) {
    const next = stepInto(files, found, key, hops);
    if (next === null) return null;
    found = next;
  }
  return found;
}

function stepInto(files: BundleFiles, at: Found, key: string, hops: number): Found | null {
  const value = memberOf(at.value, key);
  if (value !== undefined) return { url: at.url, pointer: at.pointer + pointerStep(key), value };
  const reference = isJsonObject(at.value) ? referenceIn(at.value) : null;
  if (reference === null || hops === 0) return null;
  const target = resolveReference(reference, at.url);
  const through = target === null ? null : lookUp(files, target, hops - 1);
  return through === null ? null : stepInto(files, through, key, hops - 1);
}

/** The place of a pointer into the file at `url`. */
export function placeIn(files: BundleFiles, url: string, pointer: string): Place {
  return { file: files.loaded.get(url)?.file ?? url, pointer };
}

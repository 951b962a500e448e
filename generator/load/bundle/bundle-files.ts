/** The files of a document by URL: following references from file to file, and finding the target of one. */
import { isJsonObject } from '../../api/json.ts';
import type { JsonValue } from '../../api/json.ts';
import { pointerKeys, pointerStep } from '../../api/place.ts';
import type { Place } from '../../api/place.ts';
import type { LoadedFile, Refusal } from '../read/file-access.ts';
import { memberOf, referenceIn, resolveReference } from '../references.ts';

export interface BundleFiles {
  /** Of the entry file. */
  readonly rootUrl: string;
  /** Of the folder that references may reach, with `/` at its end. */
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

/** Creates, prints and parses `.clientwright/manifest.json`: the files that were written, and their sources. */
import { basename } from 'node:path';
import type { Api } from '../api/api.ts';
import { isJsonArray, isJsonObject } from '../api/json.ts';
import { encodeJson } from '../naming/encode.ts';
import { ownVersion } from '../own-file.ts';
import { isSha256, type OutputFile, sha256 } from './files.ts';
import { distHash } from './dist-sources.ts';
import { toolHash } from './format-text.ts';
import { problemOfOutputPath } from './output-path.ts';

/** The only record of provenance: headers of files hold nothing that changes from run to run. */
export interface Manifest extends ManifestHead {
  /** Hash of the sources and tools of `dist/`; `null` if the run did not build it. */
  readonly dist: string | null;
  /** Entries by path, sorted by code points. */
  readonly files: ReadonlyMap<string, ManifestEntry>;
}

export interface ManifestHead {
  /** `clientwright@1.2.3`. */
  readonly generator: string;
  readonly spec: SpecSource;
  /** Hash of the tools and their options: a new hash formats every file again. */
  readonly toolHash: string;
}

export interface SpecSource {
  /** File name of the document. */
  readonly file: string;
  readonly sha256: string;
}

export interface ManifestEntry {
  readonly sourceHash: string;
  /** Hash of the text as it was written. */
  readonly sha256: string;
}

/** A file with the hash of its text. */
export interface HashedFile extends OutputFile {
  readonly sha256: string;
}

const version = 2;

export type ManifestReading =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly problem: string };

export function hashed(files: readonly OutputFile[]): readonly HashedFile[] {
  return files.map((file) => ({ ...file, sha256: sha256(file.text) }));
}

export function createManifest(head: ManifestHead, files: readonly HashedFile[]): Manifest {
  const entries = files.map(({ path, sourceHash, sha256 }) => [path, { sourceHash, sha256 }] as const);
  const dist = files.some(({ isBuilt }) => isBuilt) ? distHash(files) : null;
  return { ...head, dist, files: new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Prints the hashes of each file on one line, below its path: a changed file is one changed line.
 *
 * The paths between the hashes separate the changes of two branches, so that Git merges each file alone.
 * A list keeps this form when prettier formats it; an object would move the hashes beside the path.
 */
export function printManifest({ generator, spec, toolHash, dist, files }: Manifest): string {
  const source = { file: spec.file, sha256: spec.sha256 };
  const head = { version, generator, spec: source, toolHash, ...(dist === null ? {} : { dist }) };
  const lines = [...files].map(
    ([path, entry]) => `    ${encodeJson(path)},\n    "${entry.sourceHash} ${entry.sha256}"`,
  );
  const entries = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `${encodeJson(head).slice(0, -'\n}'.length)},\n  "files": ${entries}\n}\n`;
}

/** Parses a manifest that anybody may have edited. Refuses a path that leads out of the folder. */
export function parseManifest(text: string): ManifestReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'it is not JSON' };
  }
  if (!isJsonObject(value)) return { ok: false, problem: 'it is not an object' };
  if (value['version'] !== version && value['version'] !== 1)
    return { ok: false, problem: 'it has a version that this generator does not know' };
  const head = readHead(value);
  if (head === null) return { ok: false, problem: 'its head is incomplete' };
  const files = readFiles(value['files']);
  if (typeof files === 'string') return { ok: false, problem: files };
  const { dist } = value;
  return { ok: true, manifest: { ...head, dist: isSha256(dist) ? dist : null, files } };
}

function readHead(value: Readonly<Record<string, unknown>>): ManifestHead | null {
  const { generator, spec, toolHash } = value;
  if (typeof generator !== 'string' || typeof toolHash !== 'string' || !isJsonObject(spec)) return null;
  const { file, sha256: specHash } = spec;
  if (typeof file !== 'string' || typeof specHash !== 'string') return null;
  return { generator, spec: { file, sha256: specHash }, toolHash };
}

function readFiles(value: unknown): ReadonlyMap<string, ManifestEntry> | string {
  const entries = entriesOf(value);
  if (entries === null) return 'it lists no files';
  const files = new Map<string, ManifestEntry>();
  for (const [path, entry] of entries) {
    const problem = problemOfOutputPath(path);
    if (problem !== null) return `it lists a path that ${problem}`;
    const read = readEntry(entry);
    if (read === null) return `its entry of ${path} is incomplete`;
    files.set(path, read);
  }
  return files;
}

/** Reads a list of paths, each followed by its hashes, or the object by path that version 1 had. */
function entriesOf(value: unknown): readonly (readonly [path: string, entry: unknown])[] | null {
  if (isJsonObject(value)) return Object.entries(value);
  if (!isJsonArray(value) || value.length % 2 !== 0) return null;
  const paths = value.filter((_, index) => index % 2 === 0);
  return paths.map((path, index) => [String(path), value[2 * index + 1]]);
}

/** Reads `sourceHash sha256`, or the object with these two properties that version 1 had. */
function readEntry(entry: unknown): ManifestEntry | null {
  const [sourceHash, sha256] =
    typeof entry === 'string'
      ? entry.split(' ')
      : isJsonObject(entry)
        ? [entry['sourceHash'], entry['sha256']]
        : [];
  return typeof sourceHash === 'string' && isSha256(sha256) ? { sourceHash, sha256 } : null;
}

/**
 * Hashes the API and not the bytes of the document: another order of keys, or another file of the same
 * name, leaves the manifest unchanged.
 */
export function manifestHead(api: Api | null, spec: string): ManifestHead {
  const content = JSON.stringify(api, (key, value: unknown) =>
    key === 'place' || key === 'otherPlaces' ? undefined : value,
  );
  return {
    generator: `clientwright@${ownVersion()}`,
    spec: { file: basename(spec), sha256: sha256(content) },
    toolHash: toolHash(),
  };
}

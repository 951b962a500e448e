/** A record of the last run → whether the same run would change nothing, at the cost of hashes. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { version as nodeVersion } from 'node:process';
import { isJsonArray, isJsonObject } from './api/json.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Sources, SourceText } from './diagnostics/source.ts';
import { sha256 } from './emit/files.ts';
import { manifestHash, readIntact, readPrevious } from './emit/previous.ts';
import { cacheFolder, readSigned, writeSigned } from './memory/memory.ts';
import type { GenerateOptions } from './options.ts';
import { ownStamps, stampOf } from './own-file.ts';

/** A run, without its documents and its output. */
export interface RunIdentity {
  readonly options: GenerateOptions;
  /** Text by path of the modules that made the options: the configuration and its templates. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Result of the last run, which the same run would repeat. */
export interface UnchangedRun {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Number of files in the package, the manifest among them. */
  readonly files: number;
}

/** Returns the file name of the document that a package was generated from; `null`: the folder has no package. */
export async function lastDocument(out: string): Promise<string | null> {
  return (await readPrevious(out)).manifest?.spec.file ?? null;
}

interface RunRecord {
  readonly identity: string;
  /** Name of a source, as places have it; its format; hash of its text. */
  readonly sources: readonly (readonly [string, SourceText['format'], string])[];
  /** Hash of the manifest, which has the hashes of all files. */
  readonly output: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** `null`: something has changed, or the record cannot be read. */
export async function findUnchanged(file: string, identity: RunIdentity): Promise<UnchangedRun | null> {
  const record = readRecord(file);
  if (record === null || record.identity !== hashOfIdentity(identity)) return null;
  const { workingDirectory, out } = identity.options;
  const sources = new Map<string, SourceText>();
  for (const [name, format, hash] of record.sources) {
    const bytes = bytesOf(resolve(workingDirectory, name));
    if (bytes === null || sha256(bytes) !== hash) return null;
    sources.set(name, { text: bytes.toString('utf8'), format });
  }
  const output = readIntact(resolve(workingDirectory, out));
  if (output?.hash !== record.output) return null;
  return { diagnostics: record.diagnostics, sources, files: output.files };
}

/** Records a run that succeeded, so that its output is as it was written. Leaves no record where a document came from the web. */
export async function recordRun(
  file: string,
  identity: RunIdentity,
  { sources, diagnostics }: { readonly sources: Sources; readonly diagnostics: readonly Diagnostic[] },
): Promise<void> {
  const { workingDirectory, out, spec, overlays } = identity.options;
  const known = new Set([...sources.keys()].map((name) => resolve(workingDirectory, name)));
  const isKnown = [spec, ...overlays].every((name) => known.has(resolve(workingDirectory, name)));
  const isLocal = ![...sources.keys()].some((name) => /^https?:/i.test(name));
  const output = isKnown && isLocal ? manifestHash(resolve(workingDirectory, out)) : null;
  if (output === null) return;
  const record: RunRecord = {
    identity: hashOfIdentity(identity),
    sources: [...sources].map(([name, { format, text }]) => [name, format, sha256(text)]),
    output,
    diagnostics,
  };
  writeSigned(file, record);
}

function readRecord(file: string): RunRecord | null {
  const record = readSigned(file);
  return isRecord(record) ? record : null;
}

/** Only this module writes records, so their parts are not looked at. */
function isRecord(value: unknown): value is RunRecord {
  return isJsonObject(value) && isJsonArray(value['sources']) && isJsonArray(value['diagnostics']);
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function hashOfIdentity({ options, modules }: RunIdentity): string {
  // The modules say which templates there are.
  const { templates: _, ...plain } = options;
  const texts = [...modules].map(([module, text]) => [module, sha256(text)]);
  // A package of a workspace has the packages of its root.
  const cache = cacheFolder(options.workingDirectory);
  const installed = cache === null ? '' : stampOf(join(cache, '../../.package-lock.json'));
  return sha256(JSON.stringify([plain, texts, installed, nodeVersion, ownStamps()]));
}

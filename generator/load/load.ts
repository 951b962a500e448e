/** The path of a document → the one tree that everything after it works on: read, bundled, overlaid, upgraded. */
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonValue } from '../api/json.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source.ts';
import { bundle, type Bundled, readFiles } from './bundle/bundle.ts';
import { checkReferences, placeKey } from './bundle/unresolved.ts';
import { type Document, type PlaceOf, through, type WrittenDocument } from './document.ts';
import { withoutSelf, withPlainReferences } from './identifiers/plain-references.ts';
import { applyOverlay } from './overlay/apply-overlay.ts';
import { parseOverlay } from './overlay/parse-overlay.ts';
import { shownName } from './read/file-access.ts';
import { type Identified, identify, parseText } from './read/parse-text.ts';
import { findTooDeep, maximumDepth } from './read/measure.ts';
import { reachesEntry } from './read/reach.ts';
import { readText, reportEncoding } from './read/read-text.ts';
import { upgrade } from './upgrade/upgrade.ts';

export interface LoadRequest {
  /** Path of the entry file. */
  readonly spec: string;
  /** Path of the folder that references may reach, the entry file below it; `null`: the folder of the entry file. */
  readonly root: string | null;
  /** Paths of overlay documents, applied in this order. */
  readonly overlays: readonly string[];
  /** Origins that references may be fetched from. */
  readonly allowedOrigins: readonly string[];
  readonly workingDirectory: string;
  /** Filled with every file that is read, also when loading fails: what code frames are cut from. */
  readonly sources: Map<string, SourceText>;
}

/** `null` after an error was reported. */
export async function load(request: LoadRequest, diagnostics: DiagnosticCollector): Promise<Document | null> {
  const errors = countErrors(diagnostics);
  if (!(await checkRoot(request, diagnostics))) return null;
  const value = await readValue(request, request.spec, diagnostics);
  if (value === undefined) return null;
  const file = shownFile(request, request.spec);
  const identified = identify(value, file, diagnostics);
  if (identified === null) return null;
  const root = withoutSelf(identified.root, pathToFileURL(pathsOf(request).entry).href);
  const named = withoutNames(request, { ...identified, root, file });
  const bundled = await bundleFiles(request, named, diagnostics);
  const written = await overlay(request, bundled.document, diagnostics);
  // Not before: an overlay may mend a reference, or break it.
  const broken = checkReferences(written.root, written.placeOf, diagnostics);
  if (countErrors(diagnostics) > errors) return null;
  const upgraded = upgrade(written, identified.family, diagnostics);
  const dangling = new Set([...bundled.dangling, ...broken].map(placeKey));
  return {
    ...upgraded,
    version: identified.version,
    isDangling: (place) => dangling.has(placeKey(place)),
    written,
    sources: request.sources,
  };
}

function countErrors({ all }: DiagnosticCollector): number {
  return all.filter(({ severity }) => severity === 'error').length;
}

function shownFile({ workingDirectory }: LoadRequest, path: string): string {
  return shownName(resolve(workingDirectory, path), workingDirectory);
}

function pathsOf({ workingDirectory, spec, root }: LoadRequest): { entry: string; root: string } {
  const entry = resolve(workingDirectory, spec);
  return { entry, root: root === null ? dirname(entry) : resolve(workingDirectory, root) };
}

/** References from an entry file outside of the root could not even name what lies beside it. */
async function checkRoot(request: LoadRequest, diagnostics: DiagnosticCollector): Promise<boolean> {
  const { entry, root } = pathsOf(request);
  if (await reachesEntry(root, entry)) return true;
  const file = shownFile(request, request.spec);
  const message = `"${file}" is not below the root "${request.root}".`;
  diagnostics.report({ code: 'CW6013', message, place: { file, pointer: '' } });
  return false;
}

/** The parsed text of a file that the user named; `undefined` after an error was reported. */
async function readValue(
  request: LoadRequest,
  path: string,
  diagnostics: DiagnosticCollector,
): Promise<JsonValue | undefined> {
  const file = shownFile(request, path);
  const read = await readText(resolve(request.workingDirectory, path));
  if (!read.ok) {
    diagnostics.report({ code: read.code, message: `${file} ${read.reason}.`, place: { file, pointer: '' } });
    return undefined;
  }
  reportEncoding(file, read, diagnostics);
  const { source, value } = parseText(file, read.text, diagnostics);
  request.sources.set(file, source);
  return value;
}

interface Entry extends Identified {
  readonly file: string;
}

interface PlainEntry extends Entry {
  readonly placeOf: PlaceOf;
}

/** OpenAPI 3.1 brought the identifiers of JSON Schema; few documents have any, and their text tells. */
function withoutNames({ sources }: LoadRequest, entry: Entry): PlainEntry {
  const { file, family, root } = entry;
  const placeOf: PlaceOf = (pointer) => ({ file, pointer });
  const hasNames = /\$(?:id|anchor|dynamic)/i.test(sources.get(file)?.text ?? '');
  if (!hasNames || family === '2.0' || family === '3.0') return { ...entry, placeOf };
  const plain = withPlainReferences(root);
  return { ...entry, root: plain.root, placeOf: through(plain.origins, placeOf) };
}

interface OneTree extends Pick<Bundled, 'dangling'> {
  readonly document: WrittenDocument;
}

async function bundleFiles(
  request: LoadRequest,
  { root, version, family, file, placeOf }: PlainEntry,
  diagnostics: DiagnosticCollector,
): Promise<OneTree> {
  const access = { ...request, ...pathsOf(request), diagnostics };
  const files = await readFiles({ file, value: root }, access);
  if (files === null) return { document: { root, version, placeOf }, dangling: [] };
  const bundled = bundle({ files, root, swagger: family === '2.0', diagnostics });
  const document = { root: bundled.root, version, placeOf: through(bundled.origins, placeOf) };
  return { document, dangling: bundled.dangling };
}

async function overlay(
  request: LoadRequest,
  written: WrittenDocument,
  diagnostics: DiagnosticCollector,
): Promise<WrittenDocument> {
  let current = written;
  for (const path of request.overlays) {
    const value = await readValue(request, path, diagnostics);
    const file = shownFile(request, path);
    const actions = value === undefined ? null : parseOverlay(value, file, diagnostics);
    if (actions === null) continue;
    const { root, origins } = applyOverlay(current.root, actions, diagnostics);
    if (findTooDeep(root) !== null) {
      const message = `The overlay nests values deeper than ${maximumDepth} levels.`;
      diagnostics.report({ code: 'CW1005', message, place: { file, pointer: '/actions' } });
      continue;
    }
    current = { ...current, root, placeOf: through(origins, current.placeOf) };
  }
  return current;
}

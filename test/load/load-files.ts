/** Files written as text in a test → what loading them gives, from real files in a folder of its own. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Diagnostic, DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import type { SourceText } from '../../generator/diagnostics/source.ts';
import type { Document } from '../../generator/load/document.ts';
import { load } from '../../generator/load/load.ts';

export type Files = Readonly<Record<string, string | Uint8Array | object>>;

export interface Loaded {
  readonly document: Document | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly folder: string;
}

export interface LoadOptions {
  readonly spec?: string;
  readonly root?: string;
  readonly overlays?: readonly string[];
  readonly allowedOrigins?: readonly string[];
}

/** A folder that is gone when the test is over; objects are written as JSON. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'load-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, isText(content) ? content : JSON.stringify(content, null, 2));
  }
  return folder;
}

function isText(content: string | Uint8Array | object): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array;
}

/** Loads the first of the files unless told otherwise. */
export async function loadFiles(files: Files, options: LoadOptions = {}): Promise<Loaded> {
  const folder = await folderOf(files);
  return loadIn(folder, { spec: Object.keys(files)[0] ?? '', ...options });
}

/** Loads from a folder that is there already. */
export async function loadIn(
  folder: string,
  options: LoadOptions & { readonly spec: string },
): Promise<Loaded> {
  const diagnostics = new DiagnosticCollector();
  const sources = new Map<string, SourceText>();
  const { spec, root = null, overlays = [], allowedOrigins = [] } = options;
  const request = { spec, root, overlays, allowedOrigins, workingDirectory: folder, sources };
  const document = await load(request, diagnostics);
  return { document, diagnostics: diagnostics.all, sources, folder };
}

/** The least that is a document, with more in it. */
export function openapi(more: object, version = '3.1.0'): object {
  return { openapi: version, info: { title: 'Test', version: '1' }, paths: {}, ...more };
}

/** Code and place, which is what most tests are about. */
export function codes(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, place }) =>
    place === null ? code : `${code} ${place.file}#${place.pointer}`,
  );
}

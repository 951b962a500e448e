/** Makes `dist/` from the sources of a package: JavaScript in few files, and a declaration file for each source. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { declarationFiles } from './dist-declarations.ts';
import {
  type DistFile,
  distHash,
  distPrefix,
  modulesNamed,
  type NamedModules,
  sourcesOf,
} from './dist-sources.ts';
import type { OutputFile } from './files.ts';
import { sha256 } from './hash.ts';
import type { PreviousOutput } from './previous.ts';

/**
 * Returns no file if the `package.json` names none below `dist/`. Reports what cannot be built.
 *
 * A build whose sources and tools are unchanged is taken from disk, so that an unchanged run does not load the bundler.
 */
export async function distFiles(
  files: readonly OutputFile[],
  previous: PreviousOutput,
  diagnostics: DiagnosticCollector,
): Promise<readonly OutputFile[]> {
  const named = modulesNamed(files);
  for (const path of named.missing) {
    const message = `The package.json names ${JSON.stringify(path)}, and no source has that name.`;
    diagnostics.report({ code: 'CW5018', message });
  }
  if (named.modules.size === 0 || named.missing.length > 0) return [];
  const built = distOnDisk(files, previous) ?? (await build(files, named, diagnostics));
  return built.map(({ path, text }) => ({ path, text, sourceHash: sha256(text), isBuilt: true }));
}

/** `null` unless every file is as it was written, from the same sources. */
function distOnDisk(
  files: readonly OutputFile[],
  { manifest, files: onDisk }: PreviousOutput,
): readonly DistFile[] | null {
  if (manifest === null || manifest.dist === null || manifest.dist !== distHash(files)) return null;
  const found: DistFile[] = [];
  for (const [path, entry] of manifest.files) {
    if (!path.startsWith(distPrefix)) continue;
    const file = onDisk.get(path);
    if (file?.sha256 !== entry.sha256) return null;
    found.push({ path, text: file.text });
  }
  return found;
}

async function build(
  files: readonly OutputFile[],
  { modules }: NamedModules,
  diagnostics: DiagnosticCollector,
): Promise<readonly DistFile[]> {
  const sources = sourcesOf(files);
  const bundler = await import('./dist-bundle.ts').catch(() => null);
  if (bundler === null) {
    diagnostics.report({ code: 'CW5018', message: 'dist/ cannot be built: rolldown cannot be loaded.' });
    return [];
  }
  try {
    const declarations = await declarationFiles(sources, diagnostics);
    const built = [...declarations, ...(await bundler.bundle(sources, modules))];
    return built.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    diagnostics.report({ code: 'CW5018', message: `dist/ cannot be built: ${reasonOf(error)}.` });
    return [];
  }
}

/** The lines after the first quote the source. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Build failed'));
  return lines[0] ?? 'the bundler gives no reason';
}

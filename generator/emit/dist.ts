/** Makes `dist/` from the sources of a package: JavaScript in few files, and a declaration file for each source. */
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { declarationFiles, loaded } from './dist-declarations.ts';
import { bundleOnDisk, rememberBundle } from './dist-memory.ts';
import { type DistFile, distManifest, modulesNamed, type NamedModules, sourcesOf } from './dist-sources.ts';
import type { OutputFile } from './files.ts';
import type { EarlierRuns } from './format.ts';
import { sha256 } from './hash.ts';

/**
 * Returns no file if the `package.json` names none below `dist/`. Reports what cannot be built.
 *
 * What follows from unchanged sources is taken from disk, so that a run with few changes does not bundle.
 */
export async function distFiles(
  files: readonly OutputFile[],
  earlier: EarlierRuns,
  diagnostics: DiagnosticCollector,
): Promise<readonly OutputFile[]> {
  const named = modulesNamed(files);
  for (const path of named.missing) {
    const message = `The package.json names ${JSON.stringify(path)}, and no source has that name.`;
    diagnostics.report({ code: 'CW5018', message });
  }
  if (named.modules.size === 0 || named.missing.length > 0) return [];
  const built = await build({ files, named, earlier }, diagnostics);
  return built.map(({ path, text }) => ({ path, text, sourceHash: sha256(text), isBuilt: true }));
}

interface BuildRequest {
  readonly files: readonly OutputFile[];
  readonly named: NamedModules;
  readonly earlier: EarlierRuns;
}

async function build(
  { files, named: { modules }, earlier }: BuildRequest,
  diagnostics: DiagnosticCollector,
): Promise<readonly DistFile[]> {
  const sources = sourcesOf(files);
  try {
    const declarations = await declarationFiles(sources, earlier, diagnostics);
    const request = { sources, modules, manifest: distManifest(files), earlier };
    const known = await bundleOnDisk(request);
    const bundled = known ?? (await (await loaded(import('./dist-bundle.ts'))).bundle(request));
    rememberBundle(request, bundled);
    return [...declarations, ...bundled].toSorted((a, b) => (a.path < b.path ? -1 : 1));
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

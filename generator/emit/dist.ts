/** Makes `dist/` from the sources of a package: JavaScript in few files, and a declaration file for each source. */
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import {
  type BundleInput,
  bundleSettings,
  type DistFile,
  distManifest,
  distPrefix,
  modulesNamed,
  type NamedModules,
  type Sources,
  sourcesOf,
  toolVersions,
} from './dist-sources.ts';
import { type OutputFile, sha256 } from './files.ts';
import type { EarlierRuns } from './format.ts';
import { type CodeParser, loadCodeParser } from './verify-found.ts';

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

interface BundleRequest extends BundleInput {
  readonly earlier: EarlierRuns;
}

/** `null`: the sources have to be bundled. */
async function bundleOnDisk(request: BundleRequest): Promise<readonly DistFile[] | null> {
  const { previous, memory } = request.earlier;
  const made = memory.recall(bundleKey(request));
  if (made === null) return null;
  const paths = [...previous.files.keys()].filter(
    (path) => path.startsWith(distPrefix) && !isDeclaration(path),
  );
  const found = paths.map((path) => ({ path, text: previous.files.get(path)?.text ?? '' }));
  if (hashOfFiles(found) !== made) return null;
  return (await haveSameLayout(request)) ? found : null;
}

function rememberBundle(request: BundleRequest, files: readonly DistFile[]): void {
  const { memory } = request.earlier;
  memory.keep(bundleKey(request), hashOfFiles(files));
  for (const [path, text] of request.sources) memory.keep(sourceKey(path), sha256(text));
}

/** The bundle on disk was made of these sources, or of others with the same code at the same places. */
async function haveSameLayout({ sources, earlier: { previous, memory } }: BundleRequest): Promise<boolean> {
  const changed = [...sources].filter(([path, text]) => memory.recall(sourceKey(path)) !== sha256(text));
  if (changed.length === 0) return true;
  const parse = await loadCodeParser();
  return changed.every(([path, text]) => {
    const before = previous.files.get(path);
    // Only the source that was bundled can be compared with.
    if (before === undefined || before.sha256 !== memory.recall(sourceKey(path))) return false;
    const layout = layoutOf(path, text, parse);
    return layout !== null && layout === layoutOf(path, before.text, parse);
  });
}

/** Options, modules and the list of sources. Another list is another bundle. */
function bundleKey({ sources, modules, manifest }: BundleRequest): string {
  const settings = bundleSettings(manifest);
  return `bundle ${sha256(JSON.stringify([settings, [...modules], [...sources.keys()]]))}`;
}

function sourceKey(path: string): string {
  return `bundled ${path}`;
}

function hashOfFiles(files: readonly DistFile[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(JSON.stringify(sorted.map(({ path, text }) => [path, sha256(text)])));
}

function isDeclaration(path: string): boolean {
  return path.endsWith('.d.ts');
}

/**
 * The text with documentation blanked out, so that all code keeps its line and column. `null`: it does not parse.
 *
 * The bundler drops documentation. Sources of equal layout therefore have equal bundles.
 */
export function layoutOf(path: string, text: string, parse: CodeParser): string | null {
  const parsed = parse(path, text);
  if (!parsed.ok) return null;
  const parts: string[] = [];
  let end = 0;
  for (const comment of parsed.comments) {
    const written = text.slice(comment.start, comment.end);
    if (!isDocumentation(written)) continue;
    const isBeforeCode = text[comment.end] !== '\n';
    parts.push(text.slice(end, comment.start), blankOf(written, isBeforeCode));
    end = comment.end;
  }
  return [...parts, text.slice(end)].join('');
}

/** The lines of a comment without their text. The last one has its width where code follows on it. */
function blankOf(comment: string, isBeforeCode: boolean): string {
  const lines = comment.split('\n');
  const last = isBeforeCode ? ' '.repeat(lines.at(-1)?.length ?? 0) : '';
  return `${'\n'.repeat(lines.length - 1)}${last}`;
}

/** Other comments may mean something to the bundler: marks of purity, licences, directives. */
function isDocumentation(comment: string): boolean {
  return comment.startsWith('/**') && !/[@#]\s*__|@license|@preserve|@cc_on|[@#]\s*source/i.test(comment);
}

/** Reports a source that exports something without a type. */
async function declarationFiles(
  sources: Sources,
  { previous, memory }: EarlierRuns,
  diagnostics: DiagnosticCollector,
): Promise<readonly DistFile[]> {
  const tools = JSON.stringify(toolVersions());
  const files: DistFile[] = [];
  for (const [source, text] of sources) {
    if (!source.endsWith('.ts')) continue;
    const path = declarationPath(source);
    const key = `declaration ${sha256(JSON.stringify([tools, source, text]))}`;
    const made = memory.recall(key);
    const onDisk = previous.files.get(path);
    if (made !== null && onDisk?.sha256 === made) files.push({ path, text: onDisk.text });
    else {
      const declaration = await declarationOf(source, text, diagnostics);
      memory.keep(key, sha256(declaration));
      files.push({ path, text: declaration });
    }
  }
  return files;
}

function declarationPath(source: string): string {
  return `${distPrefix}${source.replace(/^src\//, '').replace(/\.ts$/, '.d.ts')}`;
}

/** Throws a message for users where the binary of the bundler is missing. */
async function loaded<Module>(module: Promise<Module>): Promise<Module> {
  try {
    return await module;
  } catch {
    throw new Error('rolldown cannot be loaded');
  }
}

/** Loads the bundler at first use, so that an unchanged run does not. */
async function declarationOf(path: string, text: string, diagnostics: DiagnosticCollector): Promise<string> {
  const { isolatedDeclarationSync } = await loaded(import('rolldown/experimental'));
  const { code, errors } = isolatedDeclarationSync(path, text, { stripInternal: false });
  const [first] = errors;
  if (first !== undefined) diagnostics.report({ code: 'CW5017', message: `${path}: ${first.message}` });
  return code;
}

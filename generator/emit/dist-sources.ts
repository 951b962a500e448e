/** The sources of `dist/`, the modules that the `package.json` names in it, and the hash of both. */
import type { OutputOptions } from 'rolldown';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../api/json.ts';
import { type OutputFile, sha256 } from './files.ts';
import { versionOf } from './format-text.ts';
import { ownVersion } from '../own-file.ts';

/** Folder of the build, in a package that `generate` builds. */
export const distPrefix = 'dist/';
const sourcePrefix = 'src/';
export const manifestFile = 'package.json';

/** Options of the bundler. Other ones outdate every `dist/`. */
export const bundleOptions = {
  format: 'esm',
  entryFileNames: '[name].js',
  // Without a hash: a change of the code is a change of the file, not a new file.
  chunkFileNames: 'chunks/[name].js',
  // Comments are in the declarations. Bundlers need those about purity.
  comments: { annotation: true, jsdoc: false, legal: false },
  minify: false,
  minifyInternalExports: false,
  sourcemap: true,
  sourcemapExcludeSources: true,
} as const satisfies OutputOptions;

/** A file of `dist/`. */
export interface DistFile {
  readonly path: string;
  readonly text: string;
}

/** Sources by path. */
export type Sources = ReadonlyMap<string, string>;

export interface BundleInput {
  readonly sources: Sources;
  /** Paths of sources, by path below `dist/` without extension. */
  readonly modules: ReadonlyMap<string, string>;
  readonly manifest: DistManifest | null;
}

export interface NamedModules {
  /** Path of the source, by path below `dist/` without its extension: `index` → `src/index.ts`. */
  readonly modules: ReadonlyMap<string, string>;
  /** Paths below `dist/` without a source. */
  readonly missing: readonly string[];
}

/** Modules that `exports`, `bin`, `main` or `module` of the `package.json` name below `dist/`. */
export function modulesNamed(files: readonly OutputFile[]): NamedModules {
  const sources = sourcesOf(files);
  const modules = new Map<string, string>();
  const missing: string[] = [];
  for (const path of new Set(pathsNamed(files))) {
    const name = path.slice(distPrefix.length, -'.js'.length);
    const source = `${sourcePrefix}${name}.ts`;
    if (sources.has(source)) modules.set(name, source);
    else missing.push(path);
  }
  return { modules: new Map([...modules].toSorted(([a], [b]) => (a < b ? -1 : 1))), missing };
}

function pathsNamed(files: readonly OutputFile[]): readonly string[] {
  const { exports, bin, main, module } = packageManifest(files);
  return [exports, bin, main, module]
    .flatMap((value) => (value === undefined ? [] : textsIn(value)))
    .map((text) => text.replace(/^\.\//, ''))
    .filter((path) => path.startsWith(distPrefix) && path.endsWith('.js'));
}

/** The `package.json` of `dist/`. */
export interface DistManifest {
  readonly text: string;
  /** The name of the package. Modules may import each other by it, where a `package.json` above them has this name. */
  readonly packageName: string | null;
}

/**
 * The `package.json` of `dist/` repeats what concerns modules. `null`: they need the one of the package.
 *
 * Node.js looks for the nearest `package.json` of each module, and parses its `exports`. This one is short.
 */
export function distManifest(files: readonly OutputFile[]): DistManifest | null {
  const { name, type, sideEffects, imports } = packageManifest(files);
  // Paths in `sideEffects` and `imports` are relative to the package.
  if (type !== 'module' || typeof sideEffects !== 'boolean' || imports !== undefined) return null;
  const text = `${JSON.stringify({ type, sideEffects }, null, 2)}\n`;
  return { text, packageName: typeof name === 'string' ? name : null };
}

/** Without properties if the package has none, or one that is not an object. */
function packageManifest(files: readonly OutputFile[]): JsonObject {
  const text = files.find(({ path }) => path === manifestFile)?.text;
  const manifest: JsonValue = text === undefined ? null : JSON.parse(text);
  return isJsonObject(manifest) ? manifest : {};
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isJsonArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

export function sourcesOf(files: readonly OutputFile[]): Sources {
  const sources = files.filter(({ path }) => path.startsWith(sourcePrefix));
  return new Map(sources.map(({ path, text }) => [path, text]));
}

/** Versions of the tools that make `dist/`. */
export function toolVersions(): readonly string[] {
  return [ownVersion(), versionOf('rolldown')];
}

/** Versions, options and the `package.json`: a bundle depends on them as it does on its sources. */
export function bundleSettings(manifest: DistManifest | null): JsonValue {
  // The last one counts changes of what is done to sources before they are bundled.
  return [...toolVersions(), bundleOptions, manifest?.text ?? null, 'functions 1'];
}

/** Equal hashes mean equal builds. `null` if nothing is built. */
export function distHash(files: readonly OutputFile[]): string | null {
  const { modules } = modulesNamed(files);
  if (modules.size === 0) return null;
  const settings = bundleSettings(distManifest(files));
  const sources = [...sourcesOf(files)].map(([path, text]) => [path, sha256(text)]);
  return sha256(JSON.stringify({ settings, modules: [...modules], sources }));
}

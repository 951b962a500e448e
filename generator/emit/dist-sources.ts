/** The sources of `dist/`, the modules that the `package.json` names in it, and the hash of both. */
import type { OutputOptions } from 'rolldown';
import { isJsonArray, isJsonObject, type JsonValue } from '../api/json.ts';
import type { OutputFile } from './files.ts';
import { versionOf } from './format-text.ts';
import { sha256 } from './hash.ts';
import { ownVersion } from '../version.ts';

/** Folder of the build, in a package that `generate` builds. */
export const distPrefix = 'dist/';
const sourcePrefix = 'src/';
const manifestFile = 'package.json';

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
  const text = files.find(({ path }) => path === manifestFile)?.text;
  const manifest: JsonValue = text === undefined ? null : JSON.parse(text);
  if (!isJsonObject(manifest)) return [];
  const { exports, bin, main, module } = manifest;
  return [exports, bin, main, module]
    .flatMap((value) => (value === undefined ? [] : textsIn(value)))
    .map((text) => text.replace(/^\.\//, ''))
    .filter((path) => path.startsWith(distPrefix) && path.endsWith('.js'));
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

/** Equal hashes mean equal builds. `null` if nothing is built. */
export function distHash(files: readonly OutputFile[]): string | null {
  const { modules } = modulesNamed(files);
  if (modules.size === 0) return null;
  const sources = [...sourcesOf(files)].map(([path, text]) => [path, sha256(text)]);
  return sha256(JSON.stringify({ versions: toolVersions(), bundleOptions, modules: [...modules], sources }));
}

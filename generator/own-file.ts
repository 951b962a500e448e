/** This package itself: its version, its identity, and its files that are read or run by their path. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the package: it names itself, as modules of the build do not lie where their sources do. */
const root = new URL('.', pathToFileURL(createRequire(import.meta.url).resolve('clientwright/package.json')));

const isSource = import.meta.url.endsWith('.ts');

/** A module that is run by itself, by its path without an extension: `generator/load/validate/schema-check-worker`. */
export function ownModule(path: string): URL {
  return isSource ? new URL(`${path}.ts`, root) : new URL(`dist/${path}.js`, root);
}

/** A module that only the build has; `null` in the sources. */
export function builtModule(path: string): URL | null {
  return isSource ? null : new URL(`dist/${path}.js`, root);
}

/** A file that is handed on as it is: `templates/runtime/files/send.ts`. */
export function ownFile(path: string): URL {
  return new URL(isSource ? path : `dist/${path}`, root);
}

/** A page of the package, which the build leaves where it is: `docs/ci/gitlab.yml`. */
export function ownPage(path: string): URL {
  return new URL(path, root);
}

/** A module that is handed on as it is, with the names that other modules may import from it. */
export interface OwnModule {
  /** Base name without its extension: `send`. */
  readonly name: string;
  readonly source: URL;
  readonly exports: readonly ExportedName[];
}

export interface ExportedName {
  readonly name: string;
  /** A class is a value, which is a type as well. */
  readonly meaning: 'type' | 'value';
}

/** The modules of a folder by name: `templates/runtime/files`. */
export function ownModules(folder: string): readonly OwnModule[] {
  return readdirSync(ownFile(folder))
    .filter((file) => file.endsWith('.ts'))
    .toSorted()
    .map((file) => {
      const source = ownFile(`${folder}/${file}`);
      const name = file.slice(0, -'.ts'.length);
      return { name, source, exports: exportsIn(readFileSync(source, 'utf8')) };
    });
}

/** A declaration with `export`. The modules of the runtime export in no other way. */
const exported = /^export (?:(type|interface|declare enum)|(?:async )?function\*?|class|const) (\w+)/gm;

/** Overloads of a function are one name. */
function exportsIn(text: string): readonly ExportedName[] {
  const found = [...text.matchAll(exported)].map(([, type, name = '']): ExportedName => ({
    name,
    meaning: type === undefined ? 'value' : 'type',
  }));
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** The sources change while their version does not. */
export function ownStamps(): readonly string[] {
  const root = dirname(createRequire(import.meta.url).resolve('clientwright/package.json'));
  const isBuilt = relative(root, import.meta.dirname).startsWith('dist');
  if (isBuilt) return [buildIdentity(root)];
  return ['generator', 'templates'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .sort()
      .map((path) => `${path} ${stampOf(join(root, folder, path))}`),
  );
}

function buildIdentity(root: string): string {
  try {
    return readFileSync(join(root, 'dist/identity.txt'), 'utf8');
  } catch {
    return '';
  }
}

/** Size and time of a file; empty where it is absent. */
export function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.size} ${found.mtimeMs}`;
}

/** Resolves the package by name, because its sources and its build have different depths. */
export function ownVersion(): string {
  const path = createRequire(import.meta.url).resolve('clientwright/package.json');
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}

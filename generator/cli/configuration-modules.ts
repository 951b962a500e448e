/** The configuration → the modules of the project that it consists of, and whether they are all that it depends on. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { configFileNames } from '../config/file-names.ts';
import type { RunFlags } from '../config/run-options.ts';

/** Text by absolute path, the configuration first, then the modules that it imports by relative paths. */
export function configurationModules(flags: RunFlags, cwd: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const names = flags.config === null ? configFileNames : [flags.config];
  const isConfigured = flags.spec === null || flags.out === null;
  for (const name of isConfigured ? names : []) addModule(resolve(cwd, name), texts);
  return texts;
}

/** A module and everything that it imports by a relative path. Packages change by an installation. */
function addModule(file: string, texts: Map<string, string>): void {
  const path = existing(file);
  if (path === null || texts.has(path)) return;
  const text = textOf(path);
  texts.set(path, text);
  for (const specifier of specifiersIn(text))
    if (specifier.startsWith('.')) addModule(resolve(dirname(path), specifier), texts);
}

function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    ([, specifier = '']) => specifier,
  );
}

/** An import of `./a.js` may mean `./a.ts`. */
function existing(file: string): string | null {
  for (const path of [file, file.replace(/\.([cm]?)js$/, '.$1ts')]) {
    if (isFile(path)) return path;
  }
  return null;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Packages that give the same answers in every run. */
const steady: ReadonlySet<string> = new Set(['node:path', 'node:url', 'node:util']);

/** Names behind which an answer may differ from run to run, and names that lead to them. */
const unsteady = new RegExp(
  String.raw`\b(?:${[
    'process|require|createRequire|fetch|Date|Temporal|Intl|performance|crypto|navigator|random',
    String.raw`\w*[lL]ocale\w*|localStorage|sessionStorage|WebSocket|EventSource`,
    // Globals by a computed name.
    String.raw`global|globalThis|self|eval|Function|constructor|Reflect|import\s*\.\s*meta`,
    // An import of a computed name.
    String.raw`import\s*\(\s*[^'"\s]`,
  ].join('|')})|\\u`,
);

/** Returns true if the modules import nothing else, and read neither the environment nor files nor the web. */
export function dependOnThemselves(modules: ReadonlyMap<string, string>): boolean {
  return [...modules].every(([path, text]) => path.endsWith('.json') || dependsOnItself(text));
}

function dependsOnItself(text: string): boolean {
  const packages = specifiersIn(text).filter((specifier) => !specifier.startsWith('.'));
  const areSteady = packages.every((name) => steady.has(name) || /^clientwright(?:\/|$)/.test(name));
  return areSteady && !unsteady.test(text);
}

/** The configuration → the modules of the project that it consists of, and whether they are all that it depends on. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { configFileNames } from '../config/load-config.ts';
import type { RunFlags } from '../config/run-options.ts';

/** Text by absolute path, the configuration first, then the modules that it imports by relative paths. */
export async function configurationModules(
  flags: RunFlags,
  cwd: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const names = flags.config === null ? configFileNames : [flags.config];
  const isConfigured = flags.spec === null || flags.out === null;
  for (const name of isConfigured ? names : []) await addModule(resolve(cwd, name), texts);
  return texts;
}

/** A module and everything that it imports by a relative path. Packages change by an installation. */
async function addModule(file: string, texts: Map<string, string>): Promise<void> {
  const path = await existing(file);
  if (path === null || texts.has(path)) return;
  const text = await readFile(path, 'utf8').catch(() => '');
  texts.set(path, text);
  for (const specifier of specifiersIn(text))
    if (specifier.startsWith('.')) await addModule(resolve(dirname(path), specifier), texts);
}

function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    ([, specifier = '']) => specifier,
  );
}

/** An import of `./a.js` may mean `./a.ts`. */
async function existing(file: string): Promise<string | null> {
  for (const path of [file, file.replace(/\.([cm]?)js$/, '.$1ts')]) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) return path;
  }
  return null;
}

/** Packages that give the same answers in every run. */
const steady: ReadonlySet<string> = new Set(['node:path', 'node:url', 'node:util']);

/** Returns true if the modules import nothing else, and read neither the environment nor files nor the web. */
export function dependOnThemselves(modules: ReadonlyMap<string, string>): boolean {
  return [...modules.values()].every((text) => {
    const others = specifiersIn(text).filter(
      (specifier) => !specifier.startsWith('.') && !steady.has(specifier),
    );
    const isOwn = others.every((specifier) => /^clientwright(?:\/|$)/.test(specifier));
    return (
      isOwn &&
      !/\b(?:process|require|createRequire|fetch|Date|Math\.random)\b|\bimport\s*\(\s*[^'"\s]/.test(text)
    );
  });
}

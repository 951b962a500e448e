/** Files of this package that are read or run by their path, in the sources and in the build. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The folder of the package: it names itself, as modules of the build do not lie where their sources do. */
const root = new URL('.', pathToFileURL(createRequire(import.meta.url).resolve('clientwright/package.json')));

const isSource = import.meta.url.endsWith('.ts');

/** A module that is run by itself, by its path without an extension: `generator/emit/format-worker`. */
export function ownModule(path: string): URL {
  return isSource ? new URL(`${path}.ts`, root) : new URL(`dist/${path}.js`, root);
}

/** A file that is handed on as it is: `templates/runtime/files/send.ts`. */
export function ownFile(path: string): URL {
  return new URL(isSource ? path : `dist/${path}`, root);
}

/** A document → the exports of its generated package, as a program that imports it gets them. */
import { build, type Plugin } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  sharedPackage,
  type Files,
  type GeneratedPackage,
  type PackageRequest,
} from './generated-package.ts';

export interface ImportedPackage<Exports> extends GeneratedPackage {
  readonly exports: Exports;
}

/** Generates the package and imports its entry. The caller states the types of the exports that it uses. */
export async function importPackage<Exports>(request: PackageRequest): Promise<ImportedPackage<Exports>> {
  const generated = await sharedPackage(request);
  return { ...generated, exports: await importFiles<Exports>(generated.files) };
}

const imported = new WeakMap<Files, Map<string, Promise<unknown>>>();

/** The exports of one of the files; the caller states their types. Generated code has no state: it is loaded once. */
export function importFiles<Exports>(files: Files, entry = 'src/index.ts'): Promise<Exports> {
  const known = imported.get(files) ?? new Map<string, Promise<unknown>>();
  imported.set(files, known);
  const found = known.get(entry) ?? importBundle(files, entry);
  known.set(entry, found);
  return found as Promise<Exports>; // the caller knows what its document becomes
}

/** One module loads in a tenth of the time that a hundred take. */
async function importBundle(files: Files, entry: string): Promise<unknown> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'silent',
    plugins: [inMemory(files)],
  });
  const module = join(tmpdir(), `package-${randomUUID()}.mjs`);
  await writeFile(module, outputFiles[0]?.text ?? '');
  try {
    return await import(pathToFileURL(module).href);
  } finally {
    await rm(module);
  }
}

/** Lets a bundler read the files where they are. */
function inMemory(files: Files): Plugin {
  return {
    name: 'in-memory',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind !== 'entry-point' && !path.startsWith('.')) return { path, external: true };
        const file = posix.join(posix.dirname(importer), path).replace(/\.js$/, '.ts');
        return { path: kind === 'entry-point' ? path : file, namespace: 'package' };
      });
      bundler.onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => {
        const contents = files.get(path);
        return contents === undefined
          ? { errors: [{ text: `no file ${path} in the package` }] }
          : { contents, loader: 'ts' };
      });
    },
  };
}

/** A document → the exports of its generated package, as a program that imports it gets them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderWith } from '../cli/run-main.ts';
import { generatePackage, type GeneratedPackage, type PackageRequest } from './generated-package.ts';

export interface ImportedPackage<Exports> extends GeneratedPackage {
  readonly exports: Exports;
}

/** Generates the package and imports its entry. The caller states the types of the exports that it uses. */
export async function importPackage<Exports>(request: PackageRequest): Promise<ImportedPackage<Exports>> {
  const generated = await generatePackage(request);
  const folder = await folderWith(Object.fromEntries(generated.files));
  try {
    return { ...generated, exports: await import(pathToFileURL(join(folder, 'src/index.ts')).href) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

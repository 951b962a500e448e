/** Turns the documents of ARTU and of the pet hotel into their packages, and these with all cases into one module. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { generatePackage, root, withFolder, type Files } from '../support/generated-package.ts';
import type { Case, Packages } from './case.ts';
import type { runCase } from './run-case.ts';

/** What the module exports. */
export interface Suite {
  readonly cases: readonly Case[];
  readonly packages: Packages;
  readonly runCase: typeof runCase;
}

/** The text of the module; it imports nothing. */
export async function bundleSuite(): Promise<string> {
  const packages = new Map([
    ...under('artu', await artuFiles()),
    ...under('pet-hotel', await petHotelFiles()),
  ]);
  return withFolder(packages, async (folder) => {
    const { outputFiles } = await build({
      stdin: { contents: entryOf(join(root, 'test/checklist')), loader: 'ts', resolveDir: folder },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      target: 'es2022',
      write: false,
      logLevel: 'error',
      keepNames: true,
    });
    return outputFiles[0]?.text ?? '';
  });
}

function entryOf(checklist: string): string {
  return `
    import * as artu from './artu/src/index.ts';
    import * as executions from './artu/src/resources/workflows/executions.ts';
    import * as petHotel from './pet-hotel/src/index.ts';
    export { cases } from '${checklist}/cases/index.ts';
    export { runCase } from '${checklist}/run-case.ts';
    export const packages = { artu, executions, petHotel };
  `;
}

async function artuFiles(): Promise<Files> {
  const { files } = await generatePackage({
    spec: await readFile(join(root, 'specs/workflows.json'), 'utf8'),
    overlay: await readFile(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
    options: { packageName: '@artu/workflows' },
  });
  return files;
}

async function petHotelFiles(): Promise<Files> {
  const spec = await readFile(join(root, 'test/fixtures/pet-hotel/spec.yaml'), 'utf8');
  return (await generatePackage({ spec, specFile: 'spec.yaml' })).files;
}

function under(folder: string, files: Files): [string, string][] {
  return [...files].map(([path, text]) => [`${folder}/${path}`, text]);
}

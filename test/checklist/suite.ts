/** Turns the documents of ARTU and of the pet hotel into their packages, and these with all cases into one module. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  generatePackage,
  root,
  withFolder,
  type Files,
  type PackageRequest,
} from '../support/generated-package.ts';
import type { Case } from './case.ts';
import type { Packages } from './packages.ts';
import type { runCase } from './run-case.ts';

/** What the module exports. */
export interface Suite {
  readonly cases: readonly Case[];
  readonly packages: Packages;
  readonly runCase: typeof runCase;
}

/** The text of the module; it imports nothing. */
export async function bundleSuite(): Promise<string> {
  const [artu, petHotel, harbour] = await Promise.all([
    artuFiles(),
    filesOf('test/fixtures/pet-hotel/spec.yaml'),
    filesOf('test/checklist/harbour.yaml'),
  ]);
  const files = [
    under('artu', artu),
    under('copy', artu),
    under('hotel', petHotel),
    under('harbour', harbour),
  ];
  return withFolder(new Map(files.flat()), async (folder) => {
    const { outputFiles } = await build({
      stdin: { contents: entryOf({ petHotel, harbour }), loader: 'ts', resolveDir: folder },
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

/** The program of process-run.ts as one module, for versions of Node.js that know no types. */
export async function bundleProgram(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test/checklist/program.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

function entryOf({ petHotel, harbour }: Readonly<Record<'petHotel' | 'harbour', Files>>): string {
  const checklist = join(root, 'test/checklist');
  return `
    import * as artu from './artu/src/index.ts';
    import * as artuCopy from './copy/src/index.ts';
    import * as executions from './artu/src/resources/workflows/executions.ts';
    export { cases } from '${checklist}/cases/index.ts';
    export { runCase } from '${checklist}/run-case.ts';
    export { runAll } from '${checklist}/run-all.ts';
    ${packageOf('petHotel', 'hotel', petHotel)}
    ${packageOf('harbour', 'harbour', harbour)}
    export const packages = { artu, artuCopy, executions, petHotel, harbour };
  `;
}

/** A constant with the package: its index, and what makes a client of all its resources. */
function packageOf(name: string, folder: string, files: Files): string {
  const resources = [...files.keys()].flatMap(
    (path) => /^src\/resources\/([\w-]+)\.ts$/.exec(path)?.[1] ?? [],
  );
  const imports = resources.map(
    (resource) => `import * as ${name}_${camel(resource)} from './${folder}/src/resources/${resource}.ts';`,
  );
  const members = resources.map(
    (resource) => `${camel(resource)}: ${name}_${camel(resource)}.bind${pascal(resource)}(transport)`,
  );
  return `
    import * as ${name}Index from './${folder}/src/index.ts';
    ${imports.join('\n')}
    const ${name} = { index: ${name}Index, bind: (transport) => ({ ${members.join(', ')} }) };
  `;
}

function camel(words: string): string {
  return words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pascal(words: string): string {
  return camel(`-${words}`);
}

async function artuFiles(): Promise<Files> {
  return generated({
    spec: await readFile(join(root, 'specs/workflows.json'), 'utf8'),
    overlay: await readFile(join(root, 'specs/workflows.overlay.yaml'), 'utf8'),
    options: { packageName: '@artu/workflows' },
  });
}

async function filesOf(path: string): Promise<Files> {
  const spec = await readFile(join(root, path), 'utf8');
  return generated({ spec, specFile: 'spec.yaml' });
}

/** The files of a package. @throws where the generator refuses its document. */
async function generated(request: PackageRequest): Promise<Files> {
  const { files, result } = await generatePackage(request);
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return files;
}

function under(folder: string, files: Files): [string, string][] {
  return [...files].map(([path, text]) => [`${folder}/${path}`, text]);
}

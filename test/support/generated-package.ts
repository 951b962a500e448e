/** A document, given as text → the files of its package, as a run of the generator leaves them on the disk. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '../../generator/generate.ts';
import type { GenerateOptions, GenerateResult } from '../../generator/options.ts';

/** Path in the package, with `/`, to text. */
export type Files = ReadonlyMap<string, string>;

export interface PackageRequest {
  /** The text of the document. */
  readonly spec: string;
  readonly overlay?: string;
  /** Where the document lies, from the folder that the generator runs in. */
  readonly specFile?: string;
  /** What was committed before: the ledger keeps its names. */
  readonly previous?: Files;
  readonly options?: Partial<GenerateOptions>;
}

export interface GeneratedPackage {
  readonly files: Files;
  readonly result: GenerateResult;
}

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the generator in a folder that is gone afterwards. */
export async function generatePackage(request: PackageRequest): Promise<GeneratedPackage> {
  const { spec, overlay, specFile = 'spec.json', previous = new Map(), options } = request;
  return withFolder(new Map([...previous].map(([path, text]) => [`out/${path}`, text])), async (folder) => {
    await writeAll(folder, new Map([[specFile, spec]]));
    if (overlay !== undefined) await writeAll(folder, new Map([['overlay.yaml', overlay]]));
    const overlays = overlay === undefined ? [] : ['overlay.yaml'];
    const result = await generate({
      ...defaults,
      spec: specFile,
      overlays,
      workingDirectory: folder,
      ...options,
    });
    return { files: await readAll(join(folder, 'out')), result };
  });
}

const shared = new Map<string, Promise<GeneratedPackage>>();

/** The package of a request as the first test of this process got it, for tests that only read it. */
export function sharedPackage(request: PackageRequest): Promise<GeneratedPackage> {
  // The text of a request does not show what its templates do.
  if (request.options?.templates !== undefined) return generatePackage(request);
  const previous = [...(request.previous ?? [])];
  const key = createHash('sha256')
    .update(JSON.stringify({ ...request, previous }))
    .digest('hex');
  const found = shared.get(key) ?? generatePackage(request);
  shared.set(key, found);
  return found;
}

/** The options of a run that nothing was said about. */
export const defaults: Omit<GenerateOptions, 'spec' | 'workingDirectory'> = {
  root: null,
  out: 'out',
  overlays: [],
  packageName: '@example/client',
  strict: false,
  force: false,
  allowedOrigins: [],
  propertyOrder: 'name',
  schemas: 'lenient',
  importExtension: 'js',
  templates: [],
};

/** Gives a folder with these files to the work, and removes it. */
export async function withFolder<Result>(
  files: Files,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  await using folder = await folderOf(files);
  return await work(folder.path);
}

/** A folder that is removed when it is disposed of. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** Writes these files into a new folder. */
export async function folderOf(files: Files): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'clientwright-package-'));
  await writeAll(path, files);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Every file below a folder; none where there is no folder. */
export async function readAll(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return new Map(paths.map((path, index) => [path.replaceAll('\\', '/'), texts[index] ?? '']));
}

async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

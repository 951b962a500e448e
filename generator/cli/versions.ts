/** Finds the two documents that `diff` compares: in the working tree, a file, a folder or a Git revision. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../diagnostics/diagnostic.ts';
import { lastDocument } from '../last-run.ts';
import type { GenerateOptions } from '../options.ts';

/** One version of a document, with the options that read it. */
export interface Version {
  readonly options: GenerateOptions;
  /** Name in reports. */
  readonly name: string;
  /** Removes temporary files. */
  readonly close: () => Promise<void>;
}

export type VersionReading =
  { readonly ok: true; readonly version: Version } | { readonly ok: false; readonly report: Report };

const nothingToClose = async (): Promise<void> => undefined;

/** The document as the configuration names it. */
export function workingTree(options: GenerateOptions): Version {
  return { options, name: options.spec, close: nothingToClose };
}

/**
 * `argument`: a file, a folder, `git:REV` or `git:REV:FILE`. `others`: more files and folders to read from the
 * revision; the document and its ledger are always read.
 */
export async function readVersion(
  argument: string,
  options: GenerateOptions,
  others: readonly string[] = [],
): Promise<VersionReading> {
  if (argument.startsWith('git:')) return readFromGit(argument, options, others);
  const path = resolve(options.workingDirectory, argument);
  const found = await stat(path).catch(() => null);
  if (found === null) return refused(`"${argument}" does not exist.`);
  if (found.isDirectory()) return readFromFolder(argument, path, options);
  return opened({ ...options, spec: argument, root: rootFor(argument, options) }, argument);
}

function opened(options: GenerateOptions, name: string, close = nothingToClose): VersionReading {
  return { ok: true, version: { options, name, close } };
}

function refused(message: string): VersionReading {
  return { ok: false, report: { code: 'CW6014', message } };
}

/** A file outside of the configured root has its own folder as its root. */
function rootFor(spec: string, { root, workingDirectory }: GenerateOptions): string | null {
  if (root === null) return null;
  const path = relative(resolve(workingDirectory, root), resolve(workingDirectory, spec));
  return path.startsWith('..') ? null : root;
}

async function readFromGit(
  argument: string,
  options: GenerateOptions,
  others: readonly string[],
): Promise<VersionReading> {
  const [, revision = '', named] = /^git:([^:]*)(?::(.+))?$/.exec(argument) ?? [];
  const file = named ?? options.spec;
  if (revision === '') return refused(`"${argument}" names no revision.`);
  const cwd = options.workingDirectory;
  const ledger = join(options.out, '.clientwright');
  const paths = [options.root ?? dirname(file), ...options.overlays, ledger, ...others];
  const written = await writeRevision({ revision, cwd, paths });
  if (!written.ok) return refused(`Cannot read "${argument}": ${written.reason}.`);
  const { folder, remove } = written;
  const former = named === undefined ? await formerName(folder, options) : null;
  const spec = (await isThere(folder, file)) ? file : former;
  if (spec === null) {
    await remove();
    return refused(`"${argument}" has no file "${file}".`);
  }
  const found = await Promise.all(options.overlays.map((overlay) => isThere(folder, overlay)));
  // Overlays that came later did not apply.
  const overlays = options.overlays.filter((_overlay, index) => found[index] === true);
  return opened({ ...options, spec, overlays, workingDirectory: folder }, argument, remove);
}

async function isThere(folder: string, file: string): Promise<boolean> {
  return (await stat(join(folder, file)).catch(() => null)) !== null;
}

/** The document that the package was generated from, if it had another name in the same folder; `null`: it had not. */
async function formerName(folder: string, { spec, out }: GenerateOptions): Promise<string | null> {
  const file = await lastDocument(join(folder, out));
  const former = file === null ? null : join(dirname(spec), file);
  return former !== null && (await isThere(folder, former)) ? former : null;
}

/** Another checkout of the project, or a folder with one document. */
async function readFromFolder(
  argument: string,
  folder: string,
  options: GenerateOptions,
): Promise<VersionReading> {
  const isCheckout = (await stat(join(folder, options.spec)).catch(() => null)) !== null;
  if (isCheckout) return opened({ ...options, workingDirectory: folder }, join(argument, options.spec));
  const names = (await readdir(folder)).filter((name) => /\.(?:json|ya?ml)$/i.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  const documents = names.filter((_name, index) => isDocument(texts[index] ?? ''));
  const [only] = documents;
  if (only === undefined) return refused(`"${argument}" has no document "${options.spec}".`);
  if (documents.length > 1) return refused(`"${argument}" has several documents: ${documents.join(', ')}.`);
  const spec = join(argument, only);
  return opened({ ...options, spec, root: rootFor(spec, options) }, spec);
}

/** Has the key that every OpenAPI document has. */
function isDocument(text: string): boolean {
  return /^\s*['"]?(?:openapi|swagger)['"]?\s*:/m.test(text) || /^\s*\{\s*"(?:openapi|swagger)"/.test(text);
}

const run = promisify(execFile);

export type Revision =
  | {
      readonly ok: true;
      /** Folder that stands for the working directory. */
      readonly folder: string;
      readonly remove: () => Promise<void>;
    }
  | { readonly ok: false; readonly reason: string };

interface RevisionRequest {
  readonly revision: string;
  readonly cwd: string;
  /** Files and folders that are needed, relative to `cwd`. */
  readonly paths: readonly string[];
}

const largestListing = 256 * 1024 * 1024;

/** Reads objects of the repository only: neither the index nor the working tree changes. */
async function writeRevision({ revision, cwd, paths }: RevisionRequest): Promise<Revision> {
  const folder = await mkdtemp(join(tmpdir(), 'clientwright-revision-'));
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
  const git = async (...words: readonly string[]): Promise<string> =>
    (await run('git', [...words], { cwd, env, maxBuffer: largestListing })).stdout;
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const commit = (await git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`)).trim();
    const prefix = (await git('rev-parse', '--show-prefix')).trim();
    await git('read-tree', commit);
    const listed = await git('ls-files', '-z', '--', ...paths.map((path) => `:(literal)${path}`));
    const files = listed.split('\0').filter((path) => path !== '');
    const tree = join(folder, 'tree');
    // In portions, as a command line has a limit.
    for (let start = 0; start < files.length; start += 500) {
      await git('checkout-index', '--force', `--prefix=${tree}/`, '--', ...files.slice(start, start + 500));
    }
    return { ok: true, folder: join(tree, prefix), remove };
  } catch (error) {
    await remove();
    return { ok: false, reason: reasonOf(error) };
  }
}

/** The first line that Git prints. */
function reasonOf(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (output !== '') return output.split('\n', 1)[0] ?? output;
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? 'Git is not installed'
    : 'Git failed';
}

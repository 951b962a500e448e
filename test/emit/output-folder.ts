/** A temporary output folder for one test: what is in it, and what a run would put there. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DiagnosticCollector } from '../../generator/diagnostics/diagnostic.ts';
import type { FileSystem } from '../../generator/emit/file-system.ts';
import { type OutputFile, sha256 } from '../../generator/emit/files.ts';
import type { PreviousOutput } from '../../generator/emit/previous.ts';
import { writeOutput, type WriteReport } from '../../generator/emit/write.ts';

/** The output of no run. */
export const nothing: PreviousOutput = {
  manifest: null,
  manifestProblem: null,
  isMerge: false,
  merged: new Set(),
  files: new Map(),
  missing: [],
};

/** Removed when the test ends. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clientwright-emit-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Tree = Readonly<Record<string, string>>;

/** Files with their texts, and empty folders with `<empty folder>`. */
export function readTree(folder: string, prefix = ''): Tree {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.length === 0 && prefix !== '') return { [prefix]: '<empty folder>' };
  const parts = entries.map((entry): Tree => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return readTree(join(folder, entry.name), path);
    return { [path]: readFileSync(join(folder, entry.name), 'utf8') };
  });
  return Object.assign({}, ...parts) as Tree;
}

export function putTree(folder: string, tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Files as format hands them to write. */
export function outputFiles(tree: Tree): OutputFile[] {
  return Object.entries(tree).map(([path, text]) => ({
    path,
    text,
    sourceHash: sha256(`source of ${text}`),
  }));
}

export const head = {
  generator: 'clientwright@0.0.0',
  spec: { file: '../specs/pets.json', sha256: sha256('spec') },
  toolHash: sha256('tools'),
};

export interface WriteOutcome extends WriteReport {
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

export interface WriteSetting {
  readonly force?: boolean;
  readonly inputs?: readonly string[];
  readonly fileSystem?: FileSystem;
  /** The folder as the run has read it before. */
  readonly previous?: PreviousOutput;
}

/** One run of write, with the codes of what it reports. */
export async function write(out: string, tree: Tree, setting: WriteSetting = {}): Promise<WriteOutcome> {
  const diagnostics = new DiagnosticCollector();
  const { force = false, inputs = [], fileSystem, previous } = setting;
  const known = previous === undefined ? {} : { previous };
  const request = { out, files: outputFiles(tree), manifest: head, force, inputs, ...known };
  const report = await writeOutput(request, diagnostics, fileSystem);
  const codes = diagnostics.all.map(({ code }) => code);
  return { ...report, codes, messages: diagnostics.all.map(({ message }) => message) };
}

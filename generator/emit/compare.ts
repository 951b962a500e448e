/** Compares the output folder with the generated files. Writes nothing, not even a lock. */
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { Difference } from '../options.ts';
import { type FileSystem, nodeFileSystem, type OutputFolder, readInside } from './file-system.ts';
import { type OutputFile, sha256 } from './files.ts';
import { conflictSides } from './merge-sides.ts';
import { changesPath, ledgerPath, manifestPath } from './output-path.ts';
import { type PreviousOutput, readPreviousIn } from './previous.ts';
import { builtPaths, openOutputFolder } from './write-plan.ts';
import { wasInterrupted } from './write-recover.ts';
import { reportingFailures } from './write-session.ts';

/** Differences sorted by file. Reports an unusable folder and an interrupted write, and does not finish that write. */
export async function compareOutput(
  out: string,
  files: readonly OutputFile[],
  diagnostics: DiagnosticCollector,
): Promise<readonly Difference[]> {
  return compareFolder({ fileSystem: nodeFileSystem, folder: out, diagnostics }, files);
}

/** The same as `compareOutput`, on any file system. */
export async function compareFolder(
  session: OutputFolder,
  files: readonly OutputFile[],
): Promise<readonly Difference[]> {
  const content = reportingFailures(session, () => {
    const folder = openOutputFolder(session);
    return folder === null ? null : readFolder({ ...session, folder }, files);
  });
  if (content === null) return [];
  const { previous, pairs } = content;
  const changed = await Promise.all(pairs.map((pair) => differenceOf(pair, previous)));
  const all = [...changed.filter((one) => one !== null), ...staleFiles(files, previous)];
  const differences = withoutConsequences(all, files, previous);
  return [...differences, ...manifestDifference(files, previous, differences)].toSorted((a, b) =>
    a.file < b.file ? -1 : 1,
  );
}

/** A wrong source makes `dist/` wrong too. Its files are reported only where all sources are right. */
function withoutConsequences(
  differences: readonly Difference[],
  files: readonly OutputFile[],
  previous: PreviousOutput,
): readonly Difference[] {
  const built = builtPaths(previous, files, []);
  const sources = differences.filter(({ file }) => !built.has(file));
  return sources.length > 0 ? sources : differences;
}

interface FilePair {
  readonly file: OutputFile;
  /** `null`: not on disk. */
  readonly actual: string | null;
}

function readFolder(
  { fileSystem, folder, diagnostics }: OutputFolder,
  files: readonly OutputFile[],
): { readonly previous: PreviousOutput; readonly pairs: readonly FilePair[] } {
  const previous = readPreviousIn(folder, fileSystem);
  if (wasInterrupted(fileSystem, folder)) {
    diagnostics.report({ code: 'CW5013', message: 'The last write to the output folder is incomplete.' });
  }
  if (previous.manifestProblem !== null) {
    const message = `${manifestPath} cannot be read: ${previous.manifestProblem}.`;
    diagnostics.report({ code: 'CW5004', message });
  }
  const pairs = files.map((file) => ({ file, actual: textOnDisk(fileSystem, folder, file.path) }));
  return { previous, pairs };
}

function textOnDisk(fileSystem: FileSystem, folder: string, path: string): string | null {
  const bytes = readInside(fileSystem, folder, path);
  return bytes === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function differenceOf(
  { file, actual }: FilePair,
  previous: PreviousOutput,
): Promise<Difference | null> {
  if (actual === null) return { file: file.path, kind: 'missing', hunk: null };
  if (actual === file.text) return null;
  return {
    file: file.path,
    kind: kindOf(file.path, actual, previous),
    hunk: file.isBuilt === true ? null : await firstHunk(actual, file.text),
  };
}

function kindOf(path: string, actual: string, { manifest, merged }: PreviousOutput): Difference['kind'] {
  if (conflictSides(actual) !== null) return 'conflict';
  const isAsWritten = manifest?.files.get(path)?.sha256 === sha256(actual);
  return isAsWritten || merged.has(path) || path === ledgerPath || path === changesPath
    ? 'outdated'
    : 'edited';
}

function staleFiles(files: readonly OutputFile[], previous: PreviousOutput): readonly Difference[] {
  const wanted = new Set(files.map(({ path }) => path));
  const stale = [...previous.files.keys()].filter((path) => !wanted.has(path));
  return stale.map((file) => ({ file, kind: 'stale', hunk: null }));
}

/** Reports an outdated manifest only if all files are right, because each wrong file makes it outdated. A conflict is always reported. */
function manifestDifference(
  files: readonly OutputFile[],
  { manifest, isMerge }: PreviousOutput,
  others: readonly Difference[],
): readonly Difference[] {
  if (isMerge) return [{ file: manifestPath, kind: 'conflict', hunk: null }];
  if (others.length > 0) return [];
  if (manifest === null) return [{ file: manifestPath, kind: 'missing', hunk: null }];
  const fits = files.every(({ path, text }) => manifest.files.get(path)?.sha256 === sha256(text));
  if (fits && manifest.files.size === files.length) return [];
  return [{ file: manifestPath, kind: 'outdated', hunk: null }];
}

/** Lines around a difference that show its place. */
const contextLines = 3;
/** Most lines of a hunk that are shown. */
const longestHunk = 20;
/** Lines compared from the first difference on. Bounds the time; a hunk shows fewer. */
const linesCompared = 200;
/** Bounds the time for two files that have nothing in common. */
const mostEdits = 2000;

/** A unified diff up to the first difference: `-` marks committed lines, `+` expected ones. */
export async function firstHunk(committed: string, expected: string): Promise<string> {
  const [before, after] = [linesOf(committed), linesOf(expected)];
  const start = Math.max(0, firstDifference(before, after) - contextLines);
  const view = (lines: readonly string[]): string => lines.slice(start, start + linesCompared).join('');
  const [hunk] = (await patchOf(view(before), view(after), contextLines)) ?? [];
  return hunk === undefined ? '' : hunkText({ ...hunk, oldStart: start + 1, newStart: start + 1 });
}

/** Unified hunks of `before` and `after`; `null` stands for a missing file. */
export async function hunksOf(before: string | null, after: string | null): Promise<readonly string[]> {
  if (before === after) return [];
  const hunks = await patchOf(before ?? '', after ?? '', 1);
  return hunks === null ? [await firstHunk(before ?? '', after ?? '')] : hunks.map(hunkText);
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

/** `null`: the texts have almost nothing in common. */
async function patchOf(before: string, after: string, context: number): Promise<readonly Hunk[] | null> {
  const { structuredPatch } = await import('diff');
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: mostEdits });
  return patch?.hunks ?? null;
}

/** The header counts the lines that are shown, so that it is right for a shortened hunk too. */
function hunkText({ oldStart, newStart, lines }: Hunk): string {
  const shown = lines.slice(0, longestHunk);
  const rest = lines.length > shown.length ? [' and more lines'] : [];
  return [`@@ -${range(oldStart, shown, '+')} +${range(newStart, shown, '-')} @@`, ...shown, ...rest].join(
    '\n',
  );
}

/** Lines keep their line breaks, so that a missing one at the end is a difference too. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function firstDifference(before: readonly string[], after: readonly string[]): number {
  let line = 0;
  while (line < before.length && line < after.length && before[line] === after[line]) line += 1;
  return line;
}

function range(first: number, lines: readonly string[], otherSide: '+' | '-'): string {
  const count = lines.filter((line) => !line.startsWith(otherSide) && !line.startsWith('\\')).length;
  return `${first},${count}`;
}

/** Rules for paths of the output: valid on every file system, and never outside the folder. */
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';

/** Folder of the generator's records inside the output folder. */
export const recordsFolder = '.clientwright';
export const manifestPath = `${recordsFolder}/manifest.json`;
/** The ledger of names. People edit it on purpose, so edits of it are not protected. */
export const ledgerPath = `${recordsFolder}/names.json`;

/** Signatures of all public declarations, for reviewers. */
export const apiPagePath = 'API.md';
/** Entries about past runs. People may correct their wording, so edits of it are not protected. */
export const changesPath = 'CHANGES.md';

const longestPath = 200;
const allowedPath = /^[A-Za-z0-9._/-]+$/;
/** Names of devices on Windows, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** Problem of a template's output path, as the end of a sentence; `null` for a valid path. */
export function problemOfOutputPath(path: string): string | null {
  const isRecord = foldPath(path).split('/')[0] === recordsFolder && path !== ledgerPath;
  return isRecord ? 'belongs to the records of the generator' : problemOfPath(path);
}

/** The same as `problemOfOutputPath`, with the generator's records allowed. */
export function problemOfPath(path: string): string | null {
  if (!allowedPath.test(path)) return 'has other characters than letters, digits, ".", "_", "-" and "/"';
  if (path.length > longestPath) return `is longer than ${longestPath} bytes`;
  for (const segment of path.split('/')) {
    const problem = problemOfSegment(segment);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfSegment(segment: string): string | null {
  if (segment === '') return 'is absolute or has an empty segment';
  if (segment.endsWith('.')) return 'has a segment that ends in a dot';
  if (deviceName.test(segment)) return 'has a segment that names a device on Windows';
  if (segment.toLowerCase() === '.git') return 'lies in a folder of version control';
  return null;
}

/** Returns equal texts for paths that are equal on some file system. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Reports every invalid path, and every two paths that collide. */
export function checkOutputPaths(paths: readonly string[], diagnostics: DiagnosticCollector): void {
  for (const path of paths) {
    const problem = problemOfOutputPath(path);
    if (problem === null) continue;
    diagnostics.report({ code: 'CW5002', message: `The output path ${JSON.stringify(path)} ${problem}.` });
  }
  reportClashes(paths, diagnostics);
}

function reportClashes(paths: readonly string[], diagnostics: DiagnosticCollector): void {
  const taken = new Map<string, string>();
  const report = (path: string, other: string): void => {
    const message = `${JSON.stringify(path)} and ${JSON.stringify(other)} cannot both be files.`;
    diagnostics.report({ code: 'CW5003', message });
  };
  for (const path of paths) {
    const other = taken.get(foldPath(path));
    if (other !== undefined) report(path, other);
    taken.set(foldPath(path), path);
  }
  for (const path of paths) {
    const file = foldersOf(path).find((folder) => taken.has(foldPath(folder)));
    if (file !== undefined) report(path, file);
  }
}

/** The folders that lead to a path, outermost first: `a/b/c` gives `a` and `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

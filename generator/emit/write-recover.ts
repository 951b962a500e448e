/** Finishes or withdraws the write of a run that died, so that the whole old tree or the whole new one remains. */
import { join } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { existingFolder, type FileSystem, linkOnPath, nodeFileSystem, readInside } from './file-system.ts';
import { lockFiles } from './lock.ts';
import { recordsFolder } from './output-path.ts';
import {
  commit,
  dropStaging,
  type Journal,
  journalPath,
  type JournalRemoval,
  parseJournal,
  stagedPath,
  stagingFolder,
} from './write-commit.ts';
import { hashInside } from './write-plan.ts';
import { reportingFailures, underLock } from './write-session.ts';

/** Finishes a write that has its journal, and withdraws any other. Call it before anything reads the folder. */
export async function recover(
  out: string,
  diagnostics: DiagnosticCollector,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const outside = { fileSystem, folder: out, diagnostics };
  const folder = reportingFailures(outside, () => folderWithLeftovers(fileSystem, out));
  if (folder === null) return;
  await underLock({ fileSystem, folder, diagnostics }, () => recoverLocked(fileSystem, folder, diagnostics));
}

function folderWithLeftovers(fileSystem: FileSystem, out: string): string | null {
  const folder = existingFolder(fileSystem, out);
  if (folder === null) return null;
  return wasInterrupted(fileSystem, folder) || hasLeftLock(fileSystem, folder) ? folder : null;
}

/** `true` after a run that died at its start: it leaves a lock, or an empty folder of records. */
function hasLeftLock(fileSystem: FileSystem, folder: string): boolean {
  const records = join(folder, recordsFolder);
  if (fileSystem.kindOf(records) !== 'folder') return false;
  return lockFiles(fileSystem, folder).length > 0 || fileSystem.list(records).length === 0;
}

/** `true` if files of a run wait to be put in place or removed. Follows no symbolic link. */
export function wasInterrupted(fileSystem: FileSystem, folder: string): boolean {
  if (fileSystem.kindOf(join(folder, recordsFolder)) !== 'folder') return false;
  return [journalPath, stagingFolder].some((path) => fileSystem.kindOf(join(folder, path)) !== 'none');
}

/** The same as `recover`, for the owner of the lock. Returns `false` after a report, with nothing changed. */
export function recoverLocked(
  fileSystem: FileSystem,
  folder: string,
  diagnostics: DiagnosticCollector,
): boolean {
  if (fileSystem.kindOf(join(folder, journalPath)) === 'none') {
    dropStaging(fileSystem, folder);
    return true;
  }
  const refuse = (problem: string): false => {
    const message = `An interrupted write cannot be finished: ${problem}.`;
    diagnostics.report({ code: 'CW5014', message });
    return false;
  };
  const bytes = readInside(fileSystem, folder, journalPath);
  const journal = bytes === null ? null : parseJournal(new TextDecoder().decode(bytes));
  if (journal === null) return refuse(`${journalPath} cannot be read`);
  const problem = misfit(fileSystem, folder, journal);
  if (problem !== null) return refuse(problem);
  commit(fileSystem, folder, journal);
  return true;
}

/** The first file that is in neither the old nor the new state: then the journal is not followed. */
function misfit(fileSystem: FileSystem, folder: string, { writes, removals }: Journal): string | null {
  for (const [index, write] of writes.entries()) {
    // In place already. A file that it displaced is removed, or is the new file on a disk that ignores case.
    if (fileSystem.kindOf(join(folder, stagedPath(index))) === 'none') continue;
    if (hashInside(fileSystem, folder, stagedPath(index)) !== write.sha256) {
      return `the new text of ${write.path} is damaged`;
    }
    const target = { path: write.path, allowed: [write.before, write.sha256] };
    const problem = firstChange(fileSystem, folder, [target, ...write.displaces.map(toExpectation)]);
    if (problem !== null) return problem;
  }
  return firstChange(fileSystem, folder, removals.map(toExpectation));
}

interface Expectation {
  readonly path: string;
  readonly allowed: readonly (string | null)[];
}

function toExpectation({ path, before }: JournalRemoval): Expectation {
  return { path, allowed: [before] };
}

/** Missing files are fine: they cannot be lost. Files behind a link are not the generator's. */
function firstChange(fileSystem: FileSystem, folder: string, files: readonly Expectation[]): string | null {
  for (const { path, allowed } of files) {
    const link = linkOnPath(fileSystem, folder, path);
    if (link !== null) return `${link} is a symbolic link`;
    const hash = hashInside(fileSystem, folder, path);
    if (hash !== null && !allowed.includes(hash)) return `${path} was changed since`;
  }
  return null;
}

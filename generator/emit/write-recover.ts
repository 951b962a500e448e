/** Finishes or undoes the write of a run that died, so that the whole old tree or the whole new one remains. */
import { join } from 'node:path';
import {
  existingFolder,
  type FileSystem,
  linkOnPath,
  nodeFileSystem,
  type OutputFolder,
  readInside,
} from './file-system.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import {
  type Journal,
  journalPath,
  type JournalRemoval,
  parseJournal,
  rollbackPath,
  stagedPath,
  stagingFolder,
} from './journal.ts';
import { lockFiles } from './lock.ts';
import { recordsFolder } from './output-path.ts';
import { commit, dropStaging, rollBack } from './write-commit.ts';
import { hashInside } from './write-plan.ts';
import { reportingFailures, underLock } from './write-session.ts';

/** Finishes a write that has its journal, and undoes any other. Call it before anything reads the folder. */
export async function recover(
  out: string,
  diagnostics: DiagnosticCollector,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const outside = { fileSystem, folder: out, diagnostics };
  const folder = reportingFailures(outside, () => folderWithLeftovers(fileSystem, out));
  if (folder === null) return;
  const session = { fileSystem, folder, diagnostics };
  await underLock(session, () => recoverLocked(session));
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
  return [journalPath, rollbackPath, stagingFolder].some(
    (path) => fileSystem.kindOf(join(folder, path)) !== 'none',
  );
}

/** The same as `recover`, for the owner of the lock. Returns `false` after a report, with nothing changed. */
export function recoverLocked({ fileSystem, folder, diagnostics }: OutputFolder): boolean {
  const isThere = (path: string): boolean => fileSystem.kindOf(join(folder, path)) !== 'none';
  const path = [rollbackPath, journalPath].find(isThere);
  if (path === undefined) {
    dropStaging(fileSystem, folder);
    return true;
  }
  const refuse = (problem: string): false => {
    const message = `An interrupted write cannot be finished: ${problem}.`;
    diagnostics.report({ code: 'CW5014', message });
    return false;
  };
  const bytes = readInside(fileSystem, folder, path);
  const journal = bytes === null ? null : parseJournal(new TextDecoder().decode(bytes));
  if (journal === null) return refuse(`${path} cannot be read`);
  if (!isOwn(fileSystem, folder, journal)) return refuse(`${path} was not written in this folder`);
  const change = changeSince(fileSystem, folder, journal);
  if (change !== null) return refuse(change);
  if (path === journalPath) finish(fileSystem, folder, journal);
  else rollBack(fileSystem, folder, journal);
  return true;
}

function finish(fileSystem: FileSystem, folder: string, journal: Journal): void {
  try {
    commit(fileSystem, folder, journal);
  } catch (error) {
    rollBack(fileSystem, folder, journal);
    throw error;
  }
}

/** A journal that was committed, copied or unpacked names the staging folder of another place. */
function isOwn(fileSystem: FileSystem, folder: string, { staging }: Journal): boolean {
  const path = join(folder, stagingFolder);
  return fileSystem.kindOf(path) === 'folder' && fileSystem.identityOf(path) === staging;
}

/** The first file that is in neither the old nor the new state: then the journal is not followed. */
function changeSince(fileSystem: FileSystem, folder: string, journal: Journal): string | null {
  for (const [index, write] of journal.writes.entries()) {
    const staged = hashInside(fileSystem, folder, stagedPath(index));
    if (staged !== null && staged !== write.sha256) return `the new text of ${write.path} is damaged`;
    const target = { path: write.path, allowed: [write.before, write.sha256] };
    // A file that was displaced is moved, or is the new file on a disk that ignores case.
    const displaced = staged === null ? [] : write.displaces.map(toExpectation);
    const problem = firstChange(fileSystem, folder, [target, ...displaced]);
    if (problem !== null) return problem;
  }
  return firstChange(fileSystem, folder, journal.removals.map(toExpectation));
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

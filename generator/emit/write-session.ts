/** Runs work on an output folder under its lock, and reports failures of the disk. */
import { basename, dirname, join, sep } from 'node:path';
import {
  errorCode,
  type FileSystem,
  ignoringFailures,
  type OutputFolder,
  persistently,
  readInside,
} from './file-system.ts';
import { journalPath, rollbackPath, stagingFolder } from './journal.ts';
import { acquireLock, releaseLock, withSignalsHeld } from './lock.ts';
import { recordsFolder } from './output-path.ts';
import { removeEmptyFolder } from './write-commit.ts';

const ignoreFile = `${recordsFolder}/.gitignore`;

/** `null` after a report: another run holds the lock, or an operation of the disk failed. */
export async function underLock<Result>(session: OutputFolder, work: () => Result): Promise<Result | null> {
  return withSignalsHeld(() => reportingFailures(session, () => lockedWork(session, work)));
}

function lockedWork<Result>(output: OutputFolder, work: () => Result): Result | null {
  const { fileSystem, folder } = output;
  const added = missingFolders(fileSystem, folder);
  try {
    return ownedWork(output, work);
  } finally {
    // After a failure, no empty folder remains.
    const tidying = persistently(fileSystem);
    ignoringFailures(() => {
      if (!removeEmptyFolder(tidying, join(folder, recordsFolder))) return;
      for (const path of added) if (!removeEmptyFolder(tidying, path)) return;
    });
  }
}

/** The folder and its parents that do not exist yet, innermost first. */
function missingFolders(fileSystem: FileSystem, folder: string): readonly string[] {
  const parent = dirname(folder);
  if (fileSystem.kindOf(folder) !== 'none' || parent === folder) return [];
  return [folder, ...missingFolders(fileSystem, parent)];
}

function ownedWork<Result>(
  { fileSystem, folder, diagnostics }: OutputFolder,
  work: () => Result,
): Result | null {
  fileSystem.createFolder(join(folder, recordsFolder));
  if (!acquireLock(fileSystem, folder)) {
    diagnostics.report({ code: 'CW5011', message: 'Another run is writing this output folder.' });
    return null;
  }
  try {
    hideFromGit(fileSystem, folder);
    return work();
  } finally {
    const tidying = persistently(fileSystem);
    ignoringFailures(() => showToGit(tidying, folder));
    ignoringFailures(() => releaseLock(tidying, folder));
  }
}

/** Ignores what a run leaves if it dies, and itself. */
const ignoredByGit = '/.gitignore\n/lock*\n/journal.json\n/rollback.json\n/staging/\n';

/** Does nothing beside files of another run that git sees: those were committed or planted. */
function hideFromGit(fileSystem: FileSystem, folder: string): void {
  const path = join(folder, ignoreFile);
  if (fileSystem.kindOf(path) !== 'none' || hasLeftovers(fileSystem, folder)) return;
  fileSystem.write(path, ignoredByGit);
}

/** A dead run leaves the file, perhaps half of it. One with another text is not ours. */
function showToGit(fileSystem: FileSystem, folder: string): void {
  if (hasLeftovers(fileSystem, folder)) return;
  const bytes = readInside(fileSystem, folder, ignoreFile);
  if (bytes === null || !ignoredByGit.startsWith(new TextDecoder().decode(bytes))) return;
  fileSystem.remove(join(folder, ignoreFile));
}

function hasLeftovers(fileSystem: FileSystem, folder: string): boolean {
  const leftovers = [journalPath, rollbackPath, stagingFolder];
  return leftovers.some((path) => fileSystem.kindOf(join(folder, path)) !== 'none');
}

/** Reports a failed operation of the disk. Throws any other error, which is a bug. */
export function reportingFailures<Result>(session: OutputFolder, work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    reportFailure(session, { code, path: failedPath(error, session.folder) });
    return null;
  }
}

function reportFailure(
  { fileSystem, folder, diagnostics }: OutputFolder,
  failure: { readonly code: string; readonly path: string },
): void {
  const failed = `${explanations.get(failure.code) ?? 'An operation failed'} (${failure.code}) at ${failure.path}`;
  let isHalfDone = false;
  // If even this check fails, nothing was written.
  ignoringFailures(() => {
    isHalfDone = [journalPath, rollbackPath].some((path) => fileSystem.kindOf(join(folder, path)) !== 'none');
  });
  if (isHalfDone) diagnostics.report({ code: 'CW5013', message: `${failed}; the write is incomplete.` });
  else diagnostics.report({ code: 'CW5012', message: `${failed}; nothing was changed.` });
}

const explanations: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'Permission denied'],
  ['EDQUOT', 'Disk quota exceeded'],
  ['EFBIG', 'The file is too large'],
  ['EIO', 'The device failed'],
  ['EMFILE', 'Too many files are open'],
  ['ENOENT', 'No such file or folder'],
  ['ENOSPC', 'The disk is full'],
  ['ENOTDIR', 'Not a folder'],
  ['EPERM', 'Operation not permitted'],
  ['EROFS', 'The file system is read-only'],
]);

/** Path relative to the folder, or the last name of a path outside, so that messages are the same on every machine. */
function failedPath(error: unknown, folder: string): string {
  const path =
    error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : folder;
  const isInside = path.startsWith(`${folder}${sep}`);
  return isInside ? path.slice(folder.length + 1).replaceAll(sep, '/') : basename(path);
}

/** Runs work on an output folder under its lock, and reports failures of the disk. */
import { basename, join, sep } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { errorCode, type FileSystem, ignoringFailures } from './file-system.ts';
import { acquireLock, releaseLock, withSignalsHeld } from './lock.ts';
import { recordsFolder } from './output-path.ts';
import { journalPath, removeEmptyFolder } from './write-commit.ts';

export interface WriteSession {
  readonly fileSystem: FileSystem;
  /** Real path of the output folder. */
  readonly folder: string;
  readonly diagnostics: DiagnosticCollector;
}

/** `null` after a report: another run holds the lock, or an operation of the disk failed. */
export async function underLock<Result>(session: WriteSession, work: () => Result): Promise<Result | null> {
  return withSignalsHeld(() => reportingFailures(session, () => lockedWork(session, work)));
}

function lockedWork<Result>(
  { fileSystem, folder, diagnostics }: WriteSession,
  work: () => Result,
): Result | null {
  const isNew = fileSystem.kindOf(folder) === 'none';
  try {
    return ownedWork({ fileSystem, folder, diagnostics }, work);
  } finally {
    // After a failure, no empty folder remains.
    ignoringFailures(() => {
      const isGone = removeEmptyFolder(fileSystem, join(folder, recordsFolder));
      if (isGone && isNew) removeEmptyFolder(fileSystem, folder);
    });
  }
}

function ownedWork<Result>(
  { fileSystem, folder, diagnostics }: WriteSession,
  work: () => Result,
): Result | null {
  fileSystem.createFolder(join(folder, recordsFolder));
  if (!acquireLock(fileSystem, folder)) {
    diagnostics.report({ code: 'CW5011', message: 'Another run is writing this output folder.' });
    return null;
  }
  try {
    return work();
  } finally {
    ignoringFailures(() => releaseLock(fileSystem, folder));
  }
}

/** Reports a failed operation of the disk. Throws any other error, which is a bug. */
export function reportingFailures<Result>(session: WriteSession, work: () => Result): Result | null {
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
  { fileSystem, folder, diagnostics }: WriteSession,
  failure: { readonly code: string; readonly path: string },
): void {
  const failed = `${explanations.get(failure.code) ?? 'An operation failed'} (${failure.code}) at ${failure.path}`;
  let isHalfDone = false;
  // If even this check fails, nothing was written.
  ignoringFailures(() => {
    isHalfDone = fileSystem.kindOf(join(folder, journalPath)) !== 'none';
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

/** Writes the files of a package to the output folder: all or none, and never over files of others. */
import { dirname, join } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { errorCode, type FileSystem, nodeFileSystem, type OutputFolder, realFolder } from './file-system.ts';
import type { OutputFile } from './files.ts';
import type { ManifestHead } from './manifest.ts';
import { checkOutputPaths } from './output-path.ts';
import { type PreviousOutput, readPreviousIn } from './previous.ts';
import { writeAll } from './write-commit.ts';
import {
  checkOwnership,
  checkPlan,
  openOutputFolder,
  planWrite,
  type WantedOutput,
  wantedOutput,
  type WritePlan,
} from './write-plan.ts';
import { recover, recoverLocked, wasInterrupted } from './write-recover.ts';
import { reportingFailures, underLock } from './write-session.ts';

export interface WriteRequest {
  /** Folder of the package. Created if it is missing. */
  readonly out: string;
  readonly files: readonly OutputFile[];
  readonly manifest: ManifestHead;
  /** Write over files that were edited by hand. */
  readonly force: boolean;
  /** Absolute paths of all files that the run has read. They are never written. */
  readonly inputs: readonly string[];
  /** The folder as this run has read it before. Absent: it is read again. */
  readonly previous?: PreviousOutput;
}

/** Paths relative to the output folder, sorted; the manifest is one of them. */
export interface WriteReport {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** Writes nothing if the diagnostics have an error, from this stage or an earlier one. */
export async function writeOutput(
  request: WriteRequest,
  diagnostics: DiagnosticCollector,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<WriteReport> {
  checkOutputPaths(
    request.files.map(({ path }) => path),
    diagnostics,
  );
  await recover(request.out, diagnostics, fileSystem);
  const outside = { fileSystem, folder: request.out, diagnostics };
  const folder = reportingFailures(outside, () => openOutputFolder(outside));
  if (folder === null) return nothingWritten;
  const session = { fileSystem, folder, diagnostics };
  const work = { request, wanted: wantedOutput(request.files, request.manifest) };
  const report = reportingFailures(session, () => unlessMoving(() => refusalOrNoChange(session, work)));
  if (report !== null || diagnostics.hasErrors) return report ?? nothingWritten;
  return (await underLock(session, () => writeLocked(session, work))) ?? nothingWritten;
}

export const nothingWritten: WriteReport = { written: [], removed: [], unchanged: 0 };

interface WriteWork {
  readonly request: WriteRequest;
  readonly wanted: WantedOutput;
}

/**
 * Result without a lock, so that a run with nothing to write leaves no trace; `null` if there are writes.
 * Only the owner of the lock checks for edits, because files of a run in progress look edited.
 */
function refusalOrNoChange(session: OutputFolder, { request, wanted }: WriteWork): WriteReport | null {
  // Without a manifest, the folder may have been unreadable: then this read reports why.
  const isKnown = request.previous !== undefined && request.previous.manifest !== null;
  const plan = planWrite(session, wanted, isKnown ? request.previous : previousIn(session));
  checkOwnership(session, plan.previous);
  if (session.diagnostics.hasErrors) return nothingWritten;
  return isEmpty(plan) ? reportOf(plan) : null;
}

/** `null` if a file disappears meanwhile: another run removes it, and the owner of the lock checks again. */
function unlessMoving<Result>(look: () => Result): Result | null {
  try {
    return look();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function previousIn({ fileSystem, folder }: OutputFolder): PreviousOutput {
  return readPreviousIn(folder, fileSystem);
}

function isEmpty({ writes, removals }: WritePlan): boolean {
  return writes.length + removals.length === 0;
}

/** Reads the folder again, because only the owner of the lock sees a tree that no other run changes. */
function writeLocked(session: OutputFolder, { request, wanted }: WriteWork): WriteReport {
  const { fileSystem, folder, diagnostics } = session;
  const isWhole = !wasInterrupted(fileSystem, folder) || recoverLocked(session);
  if (!isWhole) return nothingWritten;
  const plan = planWrite(session, wanted, previousIn(session));
  const inputs = request.inputs.map((input) => realFolder(fileSystem, input));
  checkOwnership(session, plan.previous);
  checkPlan(session, plan, { inputs, force: request.force });
  if (diagnostics.hasErrors) return nothingWritten;
  if (isEmpty(plan)) return reportOf(plan);
  requireWritableFolders(session, plan);
  writeAll(fileSystem, folder, plan);
  return reportOf(plan);
}

/** Checks permissions before the point of no return, because renames come after it. */
function requireWritableFolders({ fileSystem, folder }: OutputFolder, { writes, removals }: WritePlan): void {
  const parents = [...writes, ...removals].map(({ path }) => dirname(join(folder, path)));
  const existing = [...new Set(parents)].map((parent) => nearestFolder(fileSystem, parent));
  for (const parent of new Set(existing)) fileSystem.requireWritable(parent);
}

function nearestFolder(fileSystem: FileSystem, path: string): string {
  let nearest = path;
  while (fileSystem.kindOf(nearest) !== 'folder' && dirname(nearest) !== nearest) nearest = dirname(nearest);
  return nearest;
}

function reportOf({ writes, removals, unchanged }: WritePlan): WriteReport {
  const removed = [...writes.flatMap(({ displaces }) => displaces), ...removals];
  return {
    written: writes.map(({ path }) => path).toSorted(byCodePoint),
    removed: removed.map(({ path }) => path).toSorted(byCodePoint),
    unchanged,
  };
}

function byCodePoint(first: string, second: string): number {
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

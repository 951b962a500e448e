/** File system operations of this stage, as an interface: a test can fail or stop at each of them. */
import fs from 'node:fs';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'other' | 'none';

/** Synchronous: no other code of the process runs between two operations, and each costs a third of its asynchronous twin. */
export interface FileSystem {
  /** Kind of the entry itself: links are not followed. */
  readonly kindOf: (path: string) => EntryKind;
  readonly realPath: (path: string) => string;
  readonly list: (folder: string) => readonly string[];
  readonly read: (path: string) => Uint8Array;
  /** Not atomic, and not on disk before `sync`. */
  readonly write: (path: string, text: string) => void;
  /** Flushes a file or the entries of a folder to the device. */
  readonly sync: (path: string) => void;
  /** Creates a second entry of the file at `to`. Throws EEXIST if `to` exists. */
  readonly claim: (from: string, to: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (file: string) => void;
  /** Creates missing parents too. Accepts an existing folder. */
  readonly createFolder: (path: string) => void;
  /** Throws ENOTEMPTY or EEXIST unless the folder is empty. */
  readonly removeFolder: (path: string) => void;
  /** Text that no other folder of the device has, and no copy of this one. */
  readonly identityOf: (folder: string) => string;
  /** Throws if entries of the folder may not be changed. */
  readonly requireWritable: (folder: string) => void;
}

/** An output folder that is checked or written. */
export interface OutputFolder {
  readonly fileSystem: FileSystem;
  /** Real path of the folder. */
  readonly folder: string;
  readonly diagnostics: DiagnosticCollector;
}

export const nodeFileSystem: FileSystem = {
  kindOf,
  realPath: (path) => fs.realpathSync.native(path),
  list: (folder) => fs.readdirSync(folder),
  read: (path) => fs.readFileSync(path),
  write: (path, text) => fs.writeFileSync(path, text),
  sync,
  claim,
  rename: (from, to) => fs.renameSync(from, to),
  remove: (file) => fs.unlinkSync(file),
  createFolder,
  removeFolder: (path) => fs.rmdirSync(path),
  identityOf: (folder) => String(fs.lstatSync(folder, { bigint: true }).ino),
  requireWritable: (folder) => fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK),
};

/** Level by level: recursive `mkdir` of Node.js never returns in a folder that takes no folders, such as `/proc`. */
function createFolder(path: string): void {
  if (kindOf(path) === 'folder') return;
  const parent = dirname(path);
  if (parent !== path && kindOf(parent) === 'none') createFolder(parent);
  try {
    fs.mkdirSync(path);
  } catch (error) {
    // Another run may have created it. A link to a folder is fine too.
    if (errorCode(error) !== 'EEXIST' || !fs.statSync(path).isDirectory()) throw error;
  }
}

function kindOf(path: string): EntryKind {
  const stats = statOrNone(path);
  if (stats === undefined) return 'none';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'other';
}

function statOrNone(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A parent of the path is a file.
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function sync(path: string): void {
  const isFolder = kindOf(path) === 'folder';
  // Windows cannot flush a folder.
  if (isFolder && platform() === 'win32') return;
  const handle = fs.openSync(path, isFolder ? 'r' : 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function claim(from: string, to: string): void {
  try {
    fs.linkSync(from, to);
  } catch (error) {
    // exFAT and some shared folders have no hard links; an exclusive copy replaces them.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errorCode(error) ?? '')) throw error;
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
  }
}

/** Code of a failed operation, such as `ENOSPC`; `null` for any other error. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && 'syscall' in error ? error.code : null;
}

/** Tidies up after a reported failure. A second failure is not reported, because the next run tidies up again. */
export function ignoringFailures(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (errorCode(error) === null) throw error;
  }
}

/** The same file system for restoring and tidying up: what fails is tried once more, as a device may fail for a moment. */
export function persistently(fileSystem: FileSystem): FileSystem {
  const twice =
    <Arguments extends readonly unknown[], Result>(operation: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      try {
        return operation(...given);
      } catch (error) {
        if (errorCode(error) === null) throw error;
        return operation(...given);
      }
    };
  return {
    ...fileSystem,
    read: twice(fileSystem.read),
    rename: twice(fileSystem.rename),
    remove: twice(fileSystem.remove),
    createFolder: twice(fileSystem.createFolder),
    removeFolder: twice(fileSystem.removeFolder),
  };
}

/** Relative path of the first symbolic link between the folder and a path inside it: a write would follow it. */
export function linkOnPath(fileSystem: FileSystem, folder: string, path: string): string | null {
  const segments = path.split('/');
  for (let length = 1; length <= segments.length; length += 1) {
    const part = segments.slice(0, length).join('/');
    const kind = fileSystem.kindOf(join(folder, part));
    if (kind === 'link') return part;
    if (kind === 'none') return null;
  }
  return null;
}

/** Bytes of a regular file; `null` if there is none, or only behind a symbolic link. */
export function readInside(fileSystem: FileSystem, folder: string, path: string): Uint8Array | null {
  if (linkOnPath(fileSystem, folder, path) !== null) return null;
  const whole = join(folder, path);
  return fileSystem.kindOf(whole) === 'file' ? fileSystem.read(whole) : null;
}

/** Real path of the output folder, so that a link to it stays a link. A missing folder keeps its path. */
export function realFolder(fileSystem: FileSystem, out: string): string {
  const absolute = resolve(out);
  return fileSystem.kindOf(absolute) === 'none' ? absolute : fileSystem.realPath(absolute);
}

/** Real path of a folder; `null` if the path is missing, no folder, or a broken link. */
export function existingFolder(fileSystem: FileSystem, out: string): string | null {
  try {
    const folder = realFolder(fileSystem, out);
    return fileSystem.kindOf(folder) === 'folder' ? folder : null;
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}

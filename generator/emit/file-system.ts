/** The few operations of a file system that emit needs, so that a test can fail or stop at each of them. */
import fs from 'node:fs';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export type EntryKind = 'file' | 'folder' | 'link' | 'other' | 'none';

/** Synchronous: nothing of this process can come between two operations, and each costs a third of its async twin. */
export interface FileSystem {
  /** Of the entry itself: a link is a link, whatever it points to. */
  readonly kindOf: (path: string) => EntryKind;
  readonly realPath: (path: string) => string;
  readonly list: (folder: string) => readonly string[];
  readonly read: (path: string) => Uint8Array;
  /** Not atomic, and not on disk before `sync`. */
  readonly write: (path: string, text: string) => void;
  /** Flushes a file or the entries of a folder to the device. */
  readonly sync: (path: string) => void;
  /** A whole second file at `to`; throws EEXIST where something is there. */
  readonly claim: (from: string, to: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (file: string) => void;
  /** With its parents; fine where it is there. */
  readonly createFolder: (path: string) => void;
  /** Throws ENOTEMPTY or EEXIST where it holds anything. */
  readonly removeFolder: (path: string) => void;
  /** Throws where entries of the folder may not be changed. */
  readonly requireWritable: (folder: string) => void;
}

/** The disk. */
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
  requireWritable: (folder) => fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK),
};

/** Level by level: Node's own way never ends where the parent is there and takes no folders, as `/proc`. */
function createFolder(path: string): void {
  if (kindOf(path) === 'folder') return;
  const parent = dirname(path);
  if (parent !== path && kindOf(parent) === 'none') createFolder(parent);
  try {
    fs.mkdirSync(path);
  } catch (error) {
    // Another run may have been faster; a link to a folder will do as well.
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
    // A file where a folder is needed: nothing can be at the path.
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function sync(path: string): void {
  const isFolder = kindOf(path) === 'folder';
  // Windows has no handle of a folder to flush.
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
    // exFAT and some shared folders have no hard links; an exclusive copy is the next best.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errorCode(error) ?? '')) throw error;
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
  }
}

/** The code of a failed operation (`ENOSPC`); `null` for what is no such failure. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && 'syscall' in error ? error.code : null;
}

/** For tidying up after a failure that is reported already: a second one adds nothing, and the next run tidies again. */
export function ignoringFailures(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (errorCode(error) === null) throw error;
  }
}

/** The first link on the way from the folder to a path inside it, as a relative path; a write would follow it. */
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

/** Bytes of a regular file that is reached through no link; `null`: there is none. */
export function readInside(fileSystem: FileSystem, folder: string, path: string): Uint8Array | null {
  if (linkOnPath(fileSystem, folder, path) !== null) return null;
  const whole = join(folder, path);
  return fileSystem.kindOf(whole) === 'file' ? fileSystem.read(whole) : null;
}

/** Follows a path once where it is a link, so that it stays one; what is still to come stays as named. */
export function realFolder(fileSystem: FileSystem, out: string): string {
  const absolute = resolve(out);
  return fileSystem.kindOf(absolute) === 'none' ? absolute : fileSystem.realPath(absolute);
}

/** The real path of a folder; `null`: nothing is there, or no folder, or a link that leads to none. */
export function existingFolder(fileSystem: FileSystem, out: string): string | null {
  try {
    const folder = realFolder(fileSystem, out);
    return fileSystem.kindOf(folder) === 'folder' ? folder : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ELOOP') return null;
    throw error;
  }
}

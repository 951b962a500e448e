/** Paths of a command line or a configuration → paths as the run and its messages have them. */
import { relative, resolve } from 'node:path';

/** Of any scheme; a drive letter of Windows is none, as it is one letter. */
export function isWebAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

/** A web address stays as it is, to be named in the error about it. */
export function resolvePath(folder: string, path: string): string {
  return isWebAddress(path) ? path : resolve(folder, path);
}

/** Relative and with `/`, as it goes into messages: the same on every machine. */
export function shownPath(workingDirectory: string, path: string): string {
  if (isWebAddress(path)) return path;
  return relative(workingDirectory, path).replaceAll('\\', '/') || '.';
}

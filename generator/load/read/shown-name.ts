/** An absolute path → the name under which places and messages show the file. */
import { relative, sep } from 'node:path';

/** Relative to the working directory and with `/` on every system, so that output is the same everywhere. */
export function shownName(path: string, workingDirectory: string): string {
  const shown = relative(workingDirectory, path);
  return (shown === '' ? path : shown).split(sep).join('/');
}

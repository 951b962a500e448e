/** A path → the text of the regular file that it names, or why there is none. */
import { readFile, stat } from 'node:fs/promises';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import { maximumBytes } from './limits.ts';

export type TextRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: DiagnosticCode; readonly reason: string };

/** The reason completes "… cannot be read: it …"; it never holds anything of the file. */
export async function readText(path: string): Promise<TextRead> {
  try {
    const status = await stat(path);
    // A device or a pipe would never end, so it is told apart before it is opened.
    if (!status.isFile()) return unreadable(status.isDirectory() ? 'is a folder' : 'is no regular file');
    if (status.size > maximumBytes) return unreadable(tooLarge);
    return decodeText(await readFile(path));
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

/** Bytes → text without byte order mark; anything but UTF-8 is refused, never replaced. */
export function decodeText(bytes: Uint8Array): TextRead {
  if (bytes.byteLength > maximumBytes) return unreadable(tooLarge);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, code: 'CW1002', reason: 'is not UTF-8 text' };
  }
}

const tooLarge = `is larger than ${maximumBytes / 1024 / 1024} MiB`;

function unreadable(reason: string): TextRead {
  return { ok: false, code: 'CW1001', reason };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user';
    default:
      return typeof code === 'string' ? `cannot be opened (${code})` : 'cannot be opened';
  }
}

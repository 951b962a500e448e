/** Reads the text of a file, or fetches that of a web address, within bounds of time and size. */
import { readFile, stat } from 'node:fs/promises';
import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { DiagnosticCollector } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source.ts';
import { maximumBytes } from './measure.ts';

/** A text with the name that diagnostics show for its file. */
export interface NamedText extends SourceText {
  readonly file: string;
}

export type TextRead =
  | { readonly ok: true; readonly text: string; readonly encoding: 'utf-8' | 'latin-1' }
  | { readonly ok: false; readonly code: DiagnosticCode; readonly reason: string };

/** The reason completes "… cannot be read: it …"; it never holds anything of the file. */
export async function readText(path: string): Promise<TextRead> {
  try {
    const status = await stat(path);
    // A device or a pipe would never end, so it is told apart before it is opened.
    if (!status.isFile()) return unreadable(status.isDirectory() ? 'is a folder' : 'is not a regular file');
    if (status.size > maximumBytes) return unreadable(tooLarge);
    return decodeText(await readFile(path));
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

/** Returns the text without a byte order mark. Bytes that are neither UTF-8 nor plausible Latin-1 are refused. */
function decodeText(bytes: Uint8Array): TextRead {
  if (bytes.byteLength > maximumBytes) return unreadable(tooLarge);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    if (!isLatin1(bytes)) return { ok: false, code: 'CW1002', reason: 'is not UTF-8 text' };
    // The label means windows-1252, the superset that editors write when they say Latin-1.
    return { ok: true, text: new TextDecoder('latin1').decode(bytes), encoding: 'latin-1' };
  }
}

/** Text has no control characters besides white space; UTF-16 and binary files have NUL or others. */
function isLatin1(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const whiteSpace = [0x09, 0x0a, 0x0c, 0x0d];
  return !isUtf16 && bytes.every((byte) => byte >= 0x20 || whiteSpace.includes(byte));
}

/** Reports a file that was decoded as Latin-1. */
export function reportEncoding(
  file: string,
  { encoding }: Extract<TextRead, { ok: true }>,
  diagnostics: DiagnosticCollector,
): void {
  if (encoding === 'utf-8') return;
  const message = `${file} is not UTF-8 and was read as Latin-1.`;
  diagnostics.report({ code: 'CW1009', message, place: { file, pointer: '' } });
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
      return 'is not readable by this user';
    default:
      return typeof code === 'string' ? `cannot be opened (${code})` : 'cannot be opened';
  }
}

const timeoutMs = 30_000;
const maximumRedirects = 5;

/** Redirects are followed by hand: each next origin has to be allowed as the first one was. */
export async function fetchText(url: string, allowedOrigins: readonly string[]): Promise<TextRead> {
  const signal = AbortSignal.timeout(timeoutMs);
  let at = url;
  try {
    for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
      const response = await fetch(at, { redirect: 'manual', signal });
      const next = redirectOf(response, at);
      if (next === null) return await textOf(response);
      await response.body?.cancel();
      if (!allowedOrigins.includes(new URL(next).origin))
        return failed('redirects to an origin that is not allowed');
      at = next;
    }
    return failed(`redirects more than ${maximumRedirects} times`);
  } catch {
    return failed(signal.aborted ? `did not answer within ${timeoutMs / 1000} seconds` : 'cannot be reached');
  }
}

function redirectOf({ status, headers }: Response, base: string): string | null {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null
    ? (URL.parse(location, base)?.href ?? null)
    : null;
}

async function textOf(response: Response): Promise<TextRead> {
  if (!response.ok || response.body === null) return failed(`answered with status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maximumBytes) return failed(`is larger than ${maximumBytes / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks));
}

function failed(reason: string): TextRead {
  return { ok: false, code: 'CW1022', reason };
}

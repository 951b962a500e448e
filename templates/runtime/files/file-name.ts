/** Reads the name of a download from the header `Content-Disposition` (RFC 6266). */

/**
 * Returns the name of the file that a response contains; `undefined` if the server does not name it.
 *
 * The name has no path and no control characters, so it is safe to join with a folder.
 */
export function fileName(headers: Headers): string | undefined {
  const header = headers.get('content-disposition') ?? '';
  const named = encodedName(header) ?? plainName(header);
  // Windows reads a backslash as a separator, and the part before a colon as a drive or a stream.
  const [last = ''] = named?.split(/[/\\:]/).slice(-1) ?? [];
  const safe = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return /^\.*$/.test(safe) ? undefined : safe;
}

/** Reads `filename*=UTF-8''na%C3%AFve.txt` (RFC 8187), which takes precedence. */
function encodedName(header: string): string | undefined {
  const [, charset = '', text = ''] =
    /;\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^\s;]+)/i.exec(withoutQuotes(header)) ?? [];
  try {
    if (charset.toLowerCase() !== 'iso-8859-1') return decodeURIComponent(text) || undefined;
    return text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  } catch {
    return undefined; // not percent-encoded UTF-8
  }
}

/** Reads `filename="report.pdf"` or `filename=report.pdf`. */
function plainName(header: string): string | undefined {
  const [, quoted, token] =
    /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(header) ?? [];
  const name = quoted?.replace(/\\(.)/g, '$1') ?? token;
  return name === undefined ? undefined : asText(name);
}

/** Quoted text may look like a parameter. */
function withoutQuotes(header: string): string {
  return header.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

/** `fetch` reads headers as Latin-1, and many servers send UTF-8. */
function asText(latin1: string): string {
  try {
    const bytes = Uint8Array.from(latin1, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latin1;
  }
}

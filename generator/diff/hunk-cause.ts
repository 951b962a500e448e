/** Ties a hunk of a generated file to the changes of the document that it comes from. */
import type { Change } from './change.ts';

/** Most changes that are named beside a hunk. */
const mostNamed = 3;

/** `null`: the document has not changed, so that nothing explains the hunk. */
export function explainHunk(hunk: string, file: string, changes: readonly Change[]): string | null {
  if (changes.length === 0) return null;
  const words = wordsOf(hunk);
  const inFile = changes.filter((change) => change.output?.file.endsWith(file) === true);
  const named = [...inFile, ...changes].filter((change) => namesOf(change).some((name) => words.has(name)));
  const found = [...new Set(named.length > 0 ? named : inFile)];
  if (found.length === 0)
    return changes.length === 1 ? 'follows from the only change' : `follows from ${changes.length} changes`;
  const shown = found.slice(0, mostNamed).map(describe);
  const more = found.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Words of the lines that differ. */
function wordsOf(hunk: string): ReadonlySet<string> {
  const lines = hunk.split('\n').filter((line) => /^[+-]/.test(line));
  return new Set(lines.join('\n').match(/[\w$-]+/g));
}

function namesOf({ subject, path, before, after }: Change): readonly string[] {
  const last = path.split(/[.→[\]\s]+/).findLast((step) => step !== '');
  const texts = [last ?? '', path === '' ? (subject.split('.').at(-1) ?? '') : '', before ?? '', after ?? ''];
  return texts.flatMap((text) => text.match(/[\w$-]{2,}/g) ?? []);
}

function describe({ subject, path, message, document }: Change): string {
  const where = path === '' ? subject : `${subject} ${path}`;
  const line = document === null || document.line === null ? '' : ` (${document.file}:${document.line})`;
  return `${where}: ${message}${line}`;
}

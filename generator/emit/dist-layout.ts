/** The part of a source that its JavaScript and source map depend on: everything but documentation. */
import type { CodeParser } from './verify-found.ts';

/**
 * The text with documentation blanked out, so that all code keeps its line and column. `null`: it does not parse.
 *
 * The bundler drops documentation. Sources of equal layout therefore have equal bundles.
 */
export function layoutOf(path: string, text: string, parse: CodeParser): string | null {
  const parsed = parse(path, text);
  if (!parsed.ok) return null;
  const parts: string[] = [];
  let end = 0;
  for (const comment of parsed.comments) {
    const written = text.slice(comment.start, comment.end);
    if (!isDocumentation(written)) continue;
    const isBeforeCode = text[comment.end] !== '\n';
    parts.push(text.slice(end, comment.start), blankOf(written, isBeforeCode));
    end = comment.end;
  }
  return [...parts, text.slice(end)].join('');
}

/** The lines of a comment without their text. The last one has its width where code follows on it. */
function blankOf(comment: string, isBeforeCode: boolean): string {
  const lines = comment.split('\n');
  const last = isBeforeCode ? ' '.repeat(lines.at(-1)?.length ?? 0) : '';
  return `${'\n'.repeat(lines.length - 1)}${last}`;
}

/** Other comments may mean something to the bundler: marks of purity, licences, directives. */
function isDocumentation(comment: string): boolean {
  return comment.startsWith('/**') && !/[@#]\s*__|@license|@preserve|@cc_on|[@#]\s*source/i.test(comment);
}

/** The differences that `check` found → lines that name each file, why it differs, and its first hunk. */
import type { Colours } from '../diagnostics/print-pretty.ts';
import { visibleLines, visibleText } from '../diagnostics/print-visible.ts';
import type { Difference } from '../options.ts';

/** The differences of one API. */
export interface DifferencesRequest {
  readonly out: string;
  readonly spec: string;
  readonly differences: readonly Difference[];
  readonly colours: Colours;
}

/** Ends with what to do, which depends on the kinds that were found. */
export function printDifferences({ out, spec, differences, colours }: DifferencesRequest): string {
  const count = `${differences.length} ${differences.length === 1 ? 'file differs' : 'files differ'}`;
  return [
    `${colours.bold(out)} is not what ${spec} gives: ${colours.red(count)}`,
    ...differences.slice(0, mostHunks).flatMap((difference) => printDifference(difference, colours)),
    ...differences.slice(mostHunks, mostNames).map((difference) => printName(difference, colours)),
    ...(differences.length > mostNames ? [`  and ${differences.length - mostNames} more`] : []),
    ...adviceOn(differences).map((line) => `${colours.green('help')} ${line}`),
    '',
  ].join('\n');
}

/** After a new release of the generator every file may differ: a few hunks then show what kind of change it is. */
const mostHunks = 20;
const mostNames = 200;

function printName({ file, kind }: Difference, colours: Colours): string {
  return `  ${colours.red(kind.padEnd(8))} ${visibleText(file)}`;
}

function printDifference(difference: Difference, colours: Colours): readonly string[] {
  const { hunk } = difference;
  const rows = hunk === null ? [] : visibleLines(hunk.trimEnd()).split('\n');
  return [printName(difference, colours), ...rows.map((row) => `    ${paintRow(row, colours)}`)];
}

function paintRow(row: string, colours: Colours): string {
  if (row.startsWith('-')) return colours.red(row);
  if (row.startsWith('+')) return colours.green(row);
  return row.startsWith('@') ? colours.cyan(row) : row;
}

function adviceOn(differences: readonly Difference[]): readonly string[] {
  const kinds = new Set(differences.map(({ kind }) => kind));
  const outdated = kinds.has('outdated') || kinds.has('missing') || kinds.has('stale');
  return [
    ...(kinds.has('conflict')
      ? [
          'Resolve the merge of the document and its overlays, run `clientwright generate`, which resolves the rest, and commit the result.',
        ]
      : []),
    ...(outdated && !kinds.has('conflict') ? ['Run `clientwright generate` and commit the result.'] : []),
    ...(kinds.has('edited')
      ? [
          'Move what was edited by hand to the document, an overlay or a template; `clientwright generate --force` drops it.',
        ]
      : []),
  ];
}

/** Prints a report as Markdown for the body or a comment of a pull request, and keeps within its limit. */
import { visibleText } from '../../diagnostics/visible-text.ts';
import type { ChangeSeverity } from '../change.ts';
import type { DiffReport } from '../report.ts';
import {
  countsText,
  countWords,
  namesText,
  rowsOf,
  severityWords,
  verdictsOf,
  versionText,
  type Row,
  type Verdict,
} from './rows.ts';

/** A body of more than 65,536 characters fails, and a workflow adds text of its own. */
const longestText = 60_000;
/** Kept free for the end of a report that was cut. */
const reserve = 1000;
const mostWorst = 5;

/** Several reports share the limit. The mildest changes are left out first, and counted. */
export function printMarkdown(reports: readonly DiffReport[]): string {
  const limit = Math.floor(longestText / Math.max(1, reports.length));
  return reports.map((report) => printOne(report, limit)).join('\n');
}

function printOne(report: DiffReport, limit: number): string {
  const all = rowsOf(report.changes);
  const rows = all.filter(({ severity }) => severity !== 'docs');
  const head = `${firstScreen(report, rows).join('\n')}\n`;
  const { text, left } = listing(rows, limit - head.length - reserve);
  const docs = all.length - rows.length;
  const end = [
    ...(left.length > 0
      ? [`${leftText(left)} left out, as the text has a limit. Run \`clientwright diff\` to see them.`, '']
      : []),
    ...(docs > 0 ? [`${countWords(docs, 'change')} of documentation.`, ''] : []),
  ];
  return `${head}${text}${end.length === 0 ? '' : `\n${end.join('\n')}`}`;
}

const icons: Readonly<Record<Verdict['level'], string>> = { good: '🟢', careful: '🟡', bad: '🔴' };

function firstScreen(report: DiffReport, rows: readonly Row[]): readonly string[] {
  const { operations, provenance } = report;
  const worst = rows.slice(0, mostWorst);
  const bump = report.bump === 'none' ? 'no change' : `version bump **${report.bump}**`;
  return [
    `## ${escaped(report.title)}: ${bump}`,
    '',
    '| verdict | | reason |',
    '| --- | --- | --- |',
    ...verdictsOf(report).map(
      ({ name, words, level, reason }) => `| ${name} | ${icons[level]} ${words} | ${reason} |`,
    ),
    '',
    ...worst.map(itemOf),
    ...(worst.length === 0 ? [] : ['']),
    `Names: ${namesText(report)}. Changes: ${countsText(report)}. Operations: ${operations.touched.length} of ${operations.total} touched.`,
    '',
    `<sub>${escaped(versionText(provenance.before))} and ${escaped(versionText(provenance.after))}, ${escaped(provenance.generator)}</sub>`,
    '',
  ];
}

function itemOf({ severity, where, message, reach, advice, notes }: Row): string {
  const details = [...(reach === '' ? [] : [reach]), ...notes];
  const help = advice === null ? '' : ` ${advice}`;
  const inBrackets = details.length === 0 ? '' : ` (${escaped(details.join(', '))})`;
  return `- **${severity}** ${code(where)}: ${escaped(message)}${inBrackets}.${help}`;
}

interface Listing {
  readonly text: string;
  readonly left: readonly Row[];
}

/** Folded lists by severity, as many rows as fit. */
function listing(rows: readonly Row[], limit: number): Listing {
  const lines = rows.map(rowLine);
  const lengths = lines.map((line) => line.length + 1);
  let free = limit - 5 * 200; // the frames of the lists
  const shown = lengths.findIndex((length) => (free -= length) < 0);
  const count = shown < 0 ? rows.length : shown;
  const groups = (['source', 'wire', 'soft', 'info'] as const).flatMap((severity) => {
    const own = rows
      .slice(0, count)
      .flatMap((row, index) => (row.severity === severity ? [lines[index] ?? ''] : []));
    return own.length === 0 ? [] : [groupOf(severity, own)];
  });
  return { text: groups.join('\n'), left: rows.slice(count) };
}

function groupOf(severity: ChangeSeverity, lines: readonly string[]): string {
  return [
    `<details><summary>${severityWords[severity]} (${lines.length})</summary>`,
    '',
    '| where | change | document | package |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    '</details>',
    '',
  ].join('\n');
}

function rowLine({ where, message, reach, document, output, advice, notes }: Row): string {
  const change = [
    escaped(message),
    reach,
    ...notes.map(escaped),
    ...(advice === null ? [] : [`_${advice}_`]),
  ];
  const place = (text: string | null): string => (text === null ? '' : code(text));
  return `| ${code(where)} | ${change.filter((text) => text !== '').join('; ')} | ${place(document)} | ${place(output)} |`;
}

/** `3 changes (2 soft, 1 info)` */
function leftText(left: readonly Row[]): string {
  const bySeverity = Map.groupBy(left, ({ severity }) => severity);
  const parts = [...bySeverity].map(([severity, rows]) => `${rows.length} ${severity}`);
  return `${countWords(left.length, 'change')} (${parts.join(', ')})`;
}

/**
 * Text of a document as plain text: no markup, no HTML, no links, no mentions of users or issues, no end of a cell.
 */
function escaped(text: string): string {
  return visibleText(text)
    .replaceAll(/[\\`*_{}[\]<>#+!|~&@:]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('www.', 'www&#46;');
}

/** A code span. It holds no entities, so characters that end it or a cell are replaced. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** Prints a report for a terminal, for programs as JSON, and as annotations of a pull request. */
import type { Annotation } from '../../diagnostics/output.ts';
import type { Colours } from '../../diagnostics/print-pretty.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import type { Change, ChangeSeverity } from '../change.ts';
import type { DiffReport } from '../report.ts';
import {
  countsText,
  countWords,
  namesText,
  type Row,
  rowsOf,
  severityWords,
  type Verdict,
  verdictsOf,
  versionText,
} from './rows.ts';

const mostWorst = 5;
const columnWidth = 60;

interface TextOptions {
  readonly colours: Colours;
  /** `false`: the first screen only. */
  readonly all: boolean;
}

/** A report for a terminal: a first screen of at most 25 lines, then every change. */
export function printText(report: DiffReport, { colours, all }: TextOptions): string {
  const rows = rowsOf(report.changes);
  const lines = [...firstScreen(report, rows, colours), ...(all ? allChanges(rows, colours) : [])];
  return `${lines.join('\n')}\n`;
}

function firstScreen(report: DiffReport, rows: readonly Row[], colours: Colours): readonly string[] {
  const { bold, dim } = colours;
  const paint = { none: colours.green, patch: colours.green, minor: colours.green, major: colours.red };
  const bump =
    report.bump === 'minor, check tests' ? colours.yellow(report.bump) : paint[report.bump](report.bump);
  const worst = rows.filter(({ severity }) => severity !== 'docs').slice(0, mostWorst);
  const verdicts = verdictsOf(report);
  return [
    `${bold(visibleText(report.title))}: ${report.bump === 'none' ? 'no change' : `version bump ${bold(bump)}`}`,
    ...verdicts.map((verdict) => verdictLine(verdict, colours)),
    ...(worst.length === 0 ? [] : ['', bold('Worst changes'), ...listed(worst, colours)]),
    '',
    `${'names'.padEnd(17)} ${namesText(report)}`,
    `${'changes'.padEnd(17)} ${countsText(report)}`,
    `${'operations'.padEnd(17)} ${report.operations.touched.length} of ${report.operations.total} touched`,
    dim(`${'compared'.padEnd(17)} ${visibleText(versionText(report.provenance.before))}`),
    dim(
      `${'with'.padEnd(17)} ${visibleText(versionText(report.provenance.after))}, ${report.provenance.generator}`,
    ),
  ];
}

function verdictLine({ name, words, level, reason }: Verdict, { green, yellow, red, dim }: Colours): string {
  const paint = { good: green, careful: yellow, bad: red }[level];
  return `${name.padEnd(17)} ${paint(words)}${reason === '' ? '' : dim(` (${reason})`)}`;
}

const widestColumn = 48;

/** For each row, one line with aligned columns, and one with places and advice. */
function listed(rows: readonly Row[], colours: Colours): readonly string[] {
  const widths = rows.map(({ where }) => cut(where).length).filter((width) => width <= widestColumn);
  const width = Math.max(0, ...widths);
  return rows.flatMap(({ severity, where, message, reach, document, advice, notes }) => {
    const details = [...(reach === '' ? [] : [reach]), ...(document === null ? [] : [document]), ...notes];
    const texts = [...details.map(visibleText), ...(advice === null ? [] : [advice])];
    return [
      `  ${paintSeverity(severity, colours)} ${cut(where).padEnd(width)}  ${visibleText(message)}`,
      ...(texts.length === 0 ? [] : [colours.dim(`         ${texts.join(' · ')}`)]),
    ];
  });
}

function cut(text: string): string {
  const shown = visibleText(text);
  return shown.length > columnWidth ? `…${shown.slice(1 - columnWidth)}` : shown;
}

function paintSeverity(severity: ChangeSeverity, { red, yellow, green, dim }: Colours): string {
  const paint = { source: red, wire: red, soft: yellow, info: green, docs: dim }[severity];
  return paint(severity.padEnd(6));
}

/** Changes of documentation are counted, not listed. */
function allChanges(rows: readonly Row[], colours: Colours): readonly string[] {
  const groups = (['source', 'wire', 'soft', 'info'] as const).flatMap((severity) => {
    const found = rows.filter((row) => row.severity === severity);
    if (found.length === 0) return [];
    const title = `${severityWords[severity]} (${countWords(found.length, 'change')})`;
    return ['', colours.bold(title), ...listed(found, colours)];
  });
  const docs = rows.filter(({ severity }) => severity === 'docs').length;
  return docs === 0 ? groups : [...groups, '', `${countWords(docs, 'change')} of documentation`];
}

/** Keys of places are pointers, so that programs find values without lines. */
export function reportAsJson(report: DiffReport): object {
  return { schemaVersion: 1, ...report, changes: report.changes.map(changeAsJson) };
}

function changeAsJson({ places, document, output, ...change }: Change): object {
  const pointer = (place: Change['places']['before']): object | null =>
    place === null ? null : { file: place.file, pointer: place.pointer };
  return {
    ...change,
    places: { before: pointer(places.before), after: pointer(places.after), document, output },
  };
}

/** GitHub shows ten annotations of each severity. Compatible changes and documentation get none. */
export function annotationsOf(report: DiffReport, folder: string): readonly Annotation[] {
  return rowsOf(report.changes)
    .filter(({ severity, change }) => severity in levels && change.allowance === null)
    .map(({ severity, where, message, advice, reach, notes, change }) => {
      const details = [...(reach === '' ? [] : [reach]), ...notes].join(', ');
      const text = `${where}: ${message}${details === '' ? '' : ` (${details})`}.`;
      return {
        severity: levels[severity] ?? 'info',
        title: `API change: ${severityWords[severity]}`,
        message: advice === null ? text : `${text} ${advice}`,
        file: change.document === null ? null : folder + change.document.file,
        line: change.document?.line ?? null,
        column: null,
      };
    });
}

const levels: Readonly<Partial<Record<ChangeSeverity, Annotation['severity']>>> = {
  source: 'error',
  wire: 'error',
  soft: 'warning',
};

/** Prints reports as one HTML file: no script, nothing to load, light and dark. */
import { visibleText } from '../../diagnostics/visible-text.ts';
import { severities, type ChangeSeverity } from '../change.ts';
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
} from './rows.ts';

/** A page of more rows is slow in browsers. The JSON format has all of them. */
const mostRows = 5000;
const mostBars = 40;

export function printHtml(reports: readonly DiffReport[]): string {
  const title = reports.map((report) => report.title).join(', ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}: API changes</title>`,
    `<style>${styles}</style>`,
    '</head>',
    '<body>',
    ...reports.map(reportSection),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const styles = `
:root { --source: #c62828; --wire: #ad1457; --soft: #b26a00; --info: #2e7d32; --docs: #757575; --line: #ddd; }
@media (prefers-color-scheme: dark) {
  :root { --source: #ff8a80; --wire: #f48fb1; --soft: #ffcc80; --info: #a5d6a7; --docs: #bdbdbd; --line: #444; }
}
body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
code { font-size: .9em; }
svg text { font: 12px system-ui, sans-serif; fill: currentcolor; }
.source, .bad { color: var(--source); fill: var(--source); }
.wire { color: var(--wire); fill: var(--wire); }
.soft, .careful { color: var(--soft); fill: var(--soft); }
.info, .good { color: var(--info); fill: var(--info); }
.docs, small { color: var(--docs); fill: var(--docs); }
`;

function reportSection(report: DiffReport): string {
  const { provenance, bump } = report;
  const rows = rowsOf(report.changes);
  const shown = rows.slice(0, mostRows);
  return [
    `<h1>${escaped(report.title)}: ${bump === 'none' ? 'no change' : `version bump ${bump}`}</h1>`,
    '<table>',
    ...verdictsOf(report).map(
      ({ name, words, level, reason }) =>
        `<tr><th>${name}</th><td class="${level}"><strong>${words}</strong></td><td>${reason}</td></tr>`,
    ),
    '</table>',
    `<p>Names: ${namesText(report)}. Changes: ${countsText(report)}.</p>`,
    chart(report),
    ...severities.flatMap((severity) => groupOf(severity, shown)),
    ...(rows.length > mostRows ? [`<p>${countWords(rows.length - mostRows, 'more change')}.</p>`] : []),
    `<p><small>${escaped(versionText(provenance.before))} and ${escaped(versionText(provenance.after))}, ${escaped(provenance.generator)}</small></p>`,
  ].join('\n');
}

function groupOf(severity: ChangeSeverity, rows: readonly Row[]): readonly string[] {
  const own = rows.filter((row) => row.severity === severity);
  if (own.length === 0) return [];
  const isOpen = severity === 'source' || severity === 'wire' || severity === 'soft';
  return [
    `<details${isOpen ? ' open' : ''}><summary class="${severity}">${severityWords[severity]} (${own.length})</summary>`,
    '<table>',
    '<tr><th>where</th><th>change</th><th>document</th><th>package</th></tr>',
    ...own.map(rowOf),
    '</table>',
    '</details>',
  ];
}

function rowOf({ where, message, reach, document, output, advice, notes }: Row): string {
  const details = [...(reach === '' ? [] : [reach]), ...notes, ...(advice === null ? [] : [advice])];
  const small = details.length === 0 ? '' : `<br><small>${escaped(details.join(' · '))}</small>`;
  const place = (text: string | null): string => (text === null ? '' : `<code>${escaped(text)}</code>`);
  return `<tr><td><code>${escaped(where)}</code></td><td>${escaped(message)}${small}</td><td>${place(document)}</td><td>${place(output)}</td></tr>`;
}

const rowHeight = 20;
const labelWidth = 320;
const barWidth = 400;

/** One bar for each operation that changed, as long as the number of its changes. */
function chart({ operations }: DiffReport): string {
  const shown = operations.touched.slice(0, mostBars);
  if (shown.length === 0) return '';
  const most = Math.max(...shown.map(({ changes }) => changes));
  const bars = shown.flatMap(({ call, changes, severity }, index) => {
    const y = index * rowHeight;
    const width = Math.max(2, Math.round((changes / most) * barWidth));
    return [
      `<text x="0" y="${y + 14}">${escaped(shortened(call))}</text>`,
      `<rect class="${severity}" x="${labelWidth}" y="${y + 3}" width="${width}" height="14"></rect>`,
      `<text x="${labelWidth + width + 6}" y="${y + 14}">${changes}</text>`,
    ];
  });
  const height = shown.length * rowHeight;
  const more = operations.touched.length - shown.length;
  const label = `Changes by operation, ${operations.touched.length} of ${operations.total} operations touched`;
  return [
    `<figure><figcaption>${label}</figcaption>`,
    `<svg role="img" aria-label="${label}" viewBox="0 0 ${labelWidth + barWidth + 60} ${height}" width="100%" style="max-width:${labelWidth + barWidth + 60}px">`,
    ...bars,
    '</svg>',
    ...(more > 0 ? [`<small>and ${countWords(more, 'more operation')}</small>`] : []),
    '</figure>',
  ].join('\n');
}

function shortened(text: string): string {
  return text.length > 45 ? `…${text.slice(-44)}` : text;
}

/** Text of a document in an element or a quoted attribute. */
function escaped(text: string): string {
  return visibleText(text).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Prints diagnostics for a first reading: errors in full, new findings first, warnings by code, infos as counts. */
import { catalogue } from './catalogue.ts';
import type { DiagnosticCode } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { LocatedDiagnostic } from './locate.ts';
import { countsOf, createBlockPrinter, placeLabel } from './print-pretty.ts';
import type { Colours, PrettyOptions } from './print-pretty.ts';
import { visibleText } from './visible-text.ts';

export interface SummaryOptions extends PrettyOptions {
  readonly isKnown: ((diagnostic: Diagnostic) => boolean) | null;
  /** Locates and sorts. Only diagnostics that are shown are located: a search costs time on a large document. */
  readonly arrange: (diagnostics: readonly Diagnostic[]) => Promise<readonly LocatedDiagnostic[]>;
}

const mostErrors = 100;
const mostNew = 10;
const examplesOfGroup = 3;
/** With more groups than this, each shows one example, so that the summary fits on a screen. */
const mostFullGroups = 7;
/** Further groups are one line of counts. */
const mostGroups = 11;
const longestExample = 200;

export async function printSummary(
  diagnostics: readonly Diagnostic[],
  options: SummaryOptions,
): Promise<string> {
  const { colours } = options;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const findings = diagnostics.filter(({ severity }) => severity !== 'error');
  const news = newFindings(findings, options);
  const rest = findings.filter((finding) => !news.includes(finding));
  const sections = [
    await printBlocks(errors, mostErrors, options),
    news.length === 0 ? '' : colours.bold('New since the last run:'),
    await printBlocks(news, mostNew, options),
    await printGroups(rest, options),
    `${countsOf(diagnostics)} ${colours.dim(hint(diagnostics))}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Warnings before infos. Empty where every finding is new: a heading would then tell nothing. */
function newFindings(findings: readonly Diagnostic[], { isKnown }: SummaryOptions): readonly Diagnostic[] {
  if (isKnown === null) return [];
  const news = findings.filter((finding) => !isKnown(finding));
  const warnings = news.filter(({ severity }) => severity === 'warning');
  return [...warnings, ...news.filter(({ severity }) => severity !== 'warning')].slice(0, mostNew);
}

async function printBlocks(
  diagnostics: readonly Diagnostic[],
  most: number,
  options: SummaryOptions,
): Promise<string> {
  const shown = await options.arrange(byPointer(diagnostics).slice(0, most));
  const blocks = shown.map(createBlockPrinter(options));
  const left = diagnostics.length - shown.length;
  return [...blocks, ...(left > 0 ? [`and ${left} more errors`] : [])].join('\n\n');
}

async function printGroups(findings: readonly Diagnostic[], options: SummaryOptions): Promise<string> {
  const warnings = groupsOf(findings.filter(({ severity }) => severity === 'warning'));
  const infos = groupsOf(findings.filter(({ severity }) => severity === 'info'));
  const examples = warnings.length > mostFullGroups ? 1 : examplesOfGroup;
  const printed = await Promise.all(
    warnings.slice(0, mostGroups).map((group) => printGroup(group, examples, options)),
  );
  const { cyan, yellow } = options.colours;
  return [
    ...printed,
    ...countsLine(yellow('warning'), warnings.slice(mostGroups)),
    ...countsLine(cyan('info'), infos),
  ].join('\n');
}

interface Group {
  readonly code: DiagnosticCode;
  readonly members: readonly Diagnostic[];
}

/** The largest group first. */
function groupsOf(diagnostics: readonly Diagnostic[]): readonly Group[] {
  const groups = [...Map.groupBy(diagnostics, ({ code }) => code)].map(([code, members]) => ({
    code,
    members,
  }));
  return groups.sort((a, b) => b.members.length - a.members.length || (a.code < b.code ? -1 : 1));
}

async function printGroup(
  { code, members }: Group,
  examples: number,
  { arrange, colours }: SummaryOptions,
): Promise<string> {
  const shown = await arrange(byPointer(members).slice(0, examples));
  const count = members.length === 1 ? '' : ` ${colours.dim(`(${members.length})`)}`;
  const helps = new Set(members.map(({ help }) => help));
  const [help] = helps;
  const advice = helps.size === 1 && typeof help === 'string' ? help : catalogue[code].fix;
  return [
    `${colours.yellow('warning')} ${colours.dim(code)} ${colours.bold(catalogue[code].title)}${count}`,
    ...shown.map((example) => `  ${exampleLine(example, colours)}`),
    `  ${colours.green('help')} ${visibleText(advice)}`,
  ].join('\n');
}

function exampleLine({ place, position, message }: LocatedDiagnostic, colours: Colours): string {
  const label = place === null ? '' : `${colours.cyan(placeLabel(place, position))} `;
  const text = message.length > longestExample ? `${message.slice(0, longestExample)}…` : message;
  return `${label}${visibleText(text)}`;
}

/** `info 3 CW2061, 1 CW4005` */
function countsLine(label: string, groups: readonly Group[]): readonly string[] {
  const counts = groups.map(({ code, members }) => `${members.length} ${code}`).join(', ');
  return groups.length === 0 ? [] : [`${label} ${counts}`];
}

function hint(diagnostics: readonly Diagnostic[]): string {
  const isGrouped = diagnostics.some(({ severity }) => severity !== 'error');
  return isGrouped
    ? '(--verbose shows each one; docs/diagnostics.md explains the codes)'
    : '(docs/diagnostics.md explains the codes)';
}

function byPointer(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ place, message }: Diagnostic): string =>
    [place?.file ?? '', place?.pointer ?? '', message].join('\0');
  return diagnostics
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

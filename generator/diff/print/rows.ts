/** Changes as the rows of a report: short texts that all formats share. */
import { type Change, type ChangeSeverity, type DeployOrder, type Location, severities } from '../change.ts';
import type { DiffReport } from '../report.ts';

/** One row. A change of both directions with the same severity is one row. */
export interface Row {
  readonly change: Change;
  readonly severity: ChangeSeverity;
  /** `orders.list → 200 → items[].status` */
  readonly where: string;
  /** `Value "paused" added` */
  readonly message: string;
  /** `3 operations`; empty where the change is in one operation. */
  readonly reach: string;
  /** `specs/api.json:118` */
  readonly document: string | null;
  readonly output: string | null;
  readonly advice: string | null;
  /** `deployed clients break`, `deploy the server first` */
  readonly notes: readonly string[];
}

export function rowsOf(changes: readonly Change[]): readonly Row[] {
  return rowGroups(changes).flatMap((group) => {
    const [first, ...others] = group.toSorted((a, b) => b.operations.length - a.operations.length).map(rowOf);
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    const notes = [...new Set([first, ...others].flatMap((row) => row.notes))];
    return [{ ...first, where: whereOf({ ...first.change, direction: null }), notes }];
  });
}

/** The changes of each row. */
function rowGroups(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups = Map.groupBy(changes, (change) => {
    const { severity, subject, path, message, allowance } = change;
    return JSON.stringify([severity, subject, path, message, allowance]);
  });
  return [...groups.values()];
}

function rowOf(change: Change): Row {
  const { severity, message, operations, document, output, advice, allowance } = change;
  return {
    change,
    severity,
    where: whereOf(change),
    message,
    reach: operations.length > 1 ? `${operations.length} operations` : '',
    document: locationText(document),
    output: locationText(output),
    advice,
    notes: [
      ...(change.clientsBreak ? ['deployed clients break'] : []),
      ...(change.order === 'either' ? [] : [orderWords[change.order]]),
      ...(allowance === null ? [] : [`allowed: ${allowance.reason}`]),
    ],
  };
}

function whereOf({ subject, subjectKind, path, direction }: Change): string {
  const place =
    path === ''
      ? subject
      : subjectKind === 'model'
        ? `${subject}.${path}`.replace('.[', '[')
        : `${subject} → ${path}`;
  return subjectKind === 'model' && direction === 'request' ? `${place} (sent)` : place;
}

function locationText(location: Location | null): string | null {
  if (location === null) return null;
  return location.line === null ? location.file : `${location.file}:${location.line}`;
}

const orderWords: Readonly<Record<DeployOrder, string>> = {
  either: 'deploy in any order',
  'server-first': 'deploy the server first',
  'client-first': 'deploy clients first',
  together: 'deploy both together',
};

/** The three verdicts with their words, and how many changes are the reason. */
export interface Verdict {
  readonly name: string;
  readonly words: string;
  readonly level: 'good' | 'careful' | 'bad';
  readonly reason: string;
}

export function verdictsOf({ code, clients, order, changes }: DiffReport): readonly Verdict[] {
  const groups = rowGroups(changes);
  const count = (test: (change: Change) => boolean): string =>
    countWords(groups.filter((group) => group.some(test)).length, 'change');
  const [breaks, tests] = [count((one) => one.code === 'breaks'), count((one) => one.code === 'tests')];
  return [
    {
      name: 'your code',
      words: { compiles: 'compiles', tests: 'check tests and exhaustive code', breaks: 'breaks' }[code],
      level: code === 'compiles' ? 'good' : code === 'tests' ? 'careful' : 'bad',
      reason: code === 'compiles' ? '' : code === 'tests' ? tests : breaks,
    },
    {
      name: 'deployed clients',
      words: clients,
      level: clients === 'break' ? 'bad' : 'good',
      reason: clients === 'break' ? count((one) => one.clientsBreak) : '',
    },
    {
      name: 'deploy order',
      words: {
        either: 'any',
        'server-first': 'server first',
        'client-first': 'clients first',
        together: 'together',
      }[order],
      level: order === 'either' ? 'good' : order === 'together' ? 'bad' : 'careful',
      reason: order === 'either' ? '' : count((one) => one.order !== 'either'),
    },
  ];
}

/** `1 change`, `2 changes` */
export function countWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export const severityWords: Readonly<Record<ChangeSeverity, string>> = {
  source: 'breaks code',
  wire: 'breaks deployed clients',
  soft: 'check tests',
  info: 'compatible',
  docs: 'documentation',
};

/** `3 source, 1 wire, 4 soft, 10 info, 20 docs`: numbers of rows. */
export function countsText({ changes }: DiffReport): string {
  const groups = rowGroups(changes);
  const count = (test: (change: Change) => boolean): number =>
    groups.filter((group) => group.some(test)).length;
  const allowed = count(({ allowance }) => allowance !== null);
  const parts = severities.map((one) => `${count(({ severity }) => severity === one)} ${one}`);
  return [...parts, ...(allowed > 0 ? [`${allowed} allowed`] : [])].join(', ');
}

export function namesText({ names }: DiffReport): string {
  const { added, removed, changed, kept } = names;
  return `${added} added, ${removed} removed, ${changed} changed, ${kept} kept`;
}

/** `specs/api.json 1.2.0 (089ba31daf80)` */
export function versionText({ name, version, sha256 }: DiffReport['provenance']['before']): string {
  return `${name} ${version} (${sha256.slice(0, 12)})`;
}

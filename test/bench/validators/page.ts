/** What a run measured → the tables of a page, and their chart. */
import { judgeGoals } from './goals.ts';
import type { Findings, Goal } from './goals.ts';
import type { Speed } from './measure.ts';

/** Three tables: time, then memory and bytes, then the goals. */
export function printFindings(findings: Findings): string {
  return [
    '## Time',
    'CPU time by that of `JSON.parse` of the same body. The last two are fresh bodies of M.',
    printSpeeds(findings),
    '## Memory and bytes',
    printWeights(findings),
    '## Goals',
    printGoals(judgeGoals(findings)),
  ].join('\n\n');
}

function printSpeeds({ speeds }: Findings): string {
  const sizes = ['S', 'M', 'L'];
  const kinds = ['warm', 'fresh'].flatMap((kind) => sizes.map((size) => `${size} ${kind}`));
  const head = ['validator', ...kinds, 'one late error', '100 errors'];
  return printRows([head, ruler(head), ...speeds.map((speed) => [speed.name, ...ratiosOf(speed)])]);
}

function printWeights({ subjects, speeds, colds }: Findings): string {
  const head = [
    'validator',
    'allocated, M',
    'allocated, 100 errors',
    'issues of 100 errors',
    'minified',
    'gzip',
    'cold start',
    'code at run time',
  ];
  const rows = speeds.map(({ name, allocated, issuesOfHundred }) => {
    const bundle = subjects.find((subject) => subject.name === name)?.bundle;
    const cold = colds.find((each) => each.name === name);
    return [
      name,
      `${rounded(allocated.valid)} B`,
      `${rounded(allocated.hundred)} B`,
      issuesOfHundred,
      `${bundle?.bytes ?? '–'} B`,
      `${bundle?.gzipBytes ?? '–'} B`,
      `${cold?.cpuMs.toFixed(1) ?? '–'} ms`,
      cold?.codeGeneration ?? '–',
    ];
  });
  return printRows([head, ruler(head), ...rows]);
}

/** The first column holds names, the others figures. */
function ruler(head: readonly string[]): readonly string[] {
  return head.map((_, index) => (index === 0 ? '---' : '---:'));
}

function ratiosOf({ warm, fresh }: Speed): readonly string[] {
  const { S, M, L } = warm;
  return [S, M, L, fresh.S, fresh.M, fresh.L, fresh.late, fresh.hundred].map((ratio) => ratio.toFixed(2));
}

/** Counts of allocated bytes are no better than this. */
function rounded(bytes: number): number {
  return bytes < 1000 ? Math.round(bytes / 10) * 10 : Math.round(bytes / 100) * 100;
}

function printGoals(goals: readonly Goal[]): string {
  const rows = goals.map(({ what, goal, measured, isMet }) => [
    what,
    goal,
    measured,
    isMet ? 'met' : 'not met',
  ]);
  return printRows([['goal', 'set', 'measured', ''], ['---', '---:', '---:', '---'], ...rows]);
}

function printRows(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

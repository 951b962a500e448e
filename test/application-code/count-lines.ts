/** The code of an application over two clients → lines by task. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Side = 'ours' | 'peer';

/** Each task is one declaration, or what a file does besides its imports. */
const tasks: readonly { readonly task: string; readonly file: string; readonly name: string | null }[] = [
  { task: 'client', file: 'client.ts', name: null },
  { task: 'list', file: 'products.tsx', name: 'useProducts' },
  { task: 'detail', file: 'products.tsx', name: 'useProduct' },
  { task: 'create, and load lists again', file: 'products.tsx', name: 'useCreateProduct' },
  { task: 'infinite list', file: 'products.tsx', name: 'useProductPages' },
  { task: 'optimistic update', file: 'products.tsx', name: 'useRenameProduct' },
  { task: 'form', file: 'products.tsx', name: 'ProductForm' },
  { task: 'mock of all operations', file: 'mocks.ts', name: null },
];

const project = join(import.meta.dirname, 'project');

/** Statements at the top level of a module, as prettier formats it: one begins where a line is not indented. */
function statementsIn(side: Side, file: string): readonly (readonly string[])[] {
  const lines = readFileSync(join(project, side, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|\/?\*)/.test(line));
  const statements: string[][] = [];
  for (const line of lines) {
    if (/^[^\s})]/.test(line)) statements.push([]);
    statements.at(-1)?.push(line);
  }
  return statements;
}

const isImport = ([first = '']: readonly string[]): boolean => first.startsWith('import ');

function linesOf(
  side: Side,
  { file, name }: { readonly file: string; readonly name: string | null },
): number {
  const own = statementsIn(side, file).filter((statement) => !isImport(statement));
  const chosen =
    name === null ? own : own.filter(([first = '']) => first.startsWith(`export function ${name}(`));
  return chosen.flat().length;
}

export interface TaskLines {
  readonly task: string;
  readonly ours: number;
  readonly peer: number;
}

/** The tasks, the imports of all files, and their sum. */
export function countedTasks(): readonly TaskLines[] {
  const files = ['client.ts', 'products.tsx', 'mocks.ts'];
  const importsOf = (side: Side): number =>
    files.flatMap((file) => statementsIn(side, file).filter(isImport)).flat().length;
  const rows = tasks.map((each) => ({
    task: each.task,
    ours: linesOf('ours', each),
    peer: linesOf('peer', each),
  }));
  const all = [...rows, { task: 'imports of all files', ours: importsOf('ours'), peer: importsOf('peer') }];
  const sum = (side: Side): number => all.reduce((total, row) => total + row[side], 0);
  return [...all, { task: '**sum**', ours: sum('ours'), peer: sum('peer') }];
}

/** The table of `docs/application-code.md`. */
export function tableOfTasks(): string {
  const rows = countedTasks().map(({ task, ours, peer }) => [task, String(ours), String(peer)]);
  const all = [['lines for', 'clientwright', 'hey-api'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0, fill) : cell.padStart(widths[column] ?? 0, fill))).join(' | ')} |`;
  const [head = [], ...body] = all;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...body.map((cells) => line(cells))].join('\n');
}

/** A module of the tests → where it waits on the clock on the wall, or reads that clock. */
import type { CallExpression, Node } from 'oxc-parser';
import type { SourceModule } from './source-tree.ts';

/** Functions that wait, by the name that they are called by. */
const waiting: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'vi.waitFor',
  'vi.waitUntil',
  'expect.poll',
  'Atomics.wait',
]);

/** Functions that read a clock. */
const reading: ReadonlySet<string> = new Set(['performance.now', 'Date.now', 'process.hrtime']);

/** Functions whose last argument may be a limit of time. */
const limited = /^(?:it|test|describe|before\w+|after\w+)\b/;

/** One line for each call, with its place. */
export function usesOfRealTime({ path, nodes, imports, lineAt }: SourceModule): readonly string[] {
  const calls = nodes.flatMap(({ node }) => (node.type === 'CallExpression' ? [node] : []));
  const found = calls.flatMap((call) => {
    const use = useIn(call);
    return use === null ? [] : [`${path}:${lineAt(call.start)} ${use}`];
  });
  const timers = imports.filter(
    ({ target, names }) => target === 'node:timers/promises' && names.some((name) => name !== 'setImmediate'),
  );
  return [...found, ...timers.map(({ line }) => `${path}:${line} node:timers/promises`)];
}

function useIn(call: CallExpression): string | null {
  const name = nameOf(call.callee);
  if (waiting.has(name) || reading.has(name)) return name;
  const last = call.arguments.at(-1);
  const isLimit = last?.type === 'Literal' && typeof last.value === 'number' && call.arguments.length > 1;
  if (isLimit && limited.test(name)) return `a limit of ${last.value} ms`;
  return name === 'vi.setConfig' ? name : null;
}

/** `vi.waitFor`, `it.each`; of `it.each(cases)(…)`, what is called first. */
function nameOf(callee: Node): string {
  switch (callee.type) {
    case 'Identifier':
      return callee.name;
    case 'MemberExpression':
      return callee.property.type === 'Identifier'
        ? `${nameOf(callee.object)}.${callee.property.name}`.replace(/^globalThis\./, '')
        : '';
    case 'CallExpression':
      return nameOf(callee.callee);
    default:
      return '';
  }
}

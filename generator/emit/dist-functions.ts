/**
 * Rewrites arrow functions that describe an operation, so that engines load `dist/` faster.
 *
 * V8 parses the body of such a function with its module, but skips that of a function expression until it is called.
 */
import type { ESTree } from 'rolldown/utils';

/** Part of a text, by offsets. */
interface Part {
  readonly start: number;
  readonly end: number;
}

type Body = ESTree.Program['body'];
type Call = ESTree.CallExpression;

/**
 * `const get = call(() => ({ … }))` → `const get = call(function () { return { … }})`.
 *
 * All code after the first line of a function keeps its line and column, so the text needs no source map.
 */
export function withFunctionExpressions(code: string, body: Body): string {
  const functions = body
    .flatMap(callsIn)
    .flatMap((call) => call.arguments.flatMap((node) => describingFunction(node, code)));
  const parts = functions.map(({ start, object }, index) => {
    const before = code.slice(functions[index - 1]?.end ?? 0, start);
    return `${before}function () { return ${textOf(object, code)}}`;
  });
  return [...parts, code.slice(functions.at(-1)?.end ?? 0)].join('');
}

function callsIn(statement: Body[number]): readonly Call[] {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration === null ? [] : callsIn(statement.declaration);
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ init }) => (init?.type === 'CallExpression' ? [init] : []));
}

interface DescribingFunction extends Part {
  readonly object: Part;
}

function describingFunction(node: Call['arguments'][number], code: string): readonly DescribingFunction[] {
  if (node.type !== 'ArrowFunctionExpression' || node.body.type !== 'ObjectExpression') return [];
  const { start, end, body: object } = node;
  const head = textOf({ start, end: object.start }, code);
  const tail = textOf({ start: object.end, end }, code);
  const text = textOf(object, code);
  const isPlain = plainHead.test(head) && tail === ')' && /^\{\r?\n/.test(text);
  return isPlain && !inheritedNames.test(text) ? [{ start, end, object }] : [];
}

function textOf({ start, end }: Part, code: string): string {
  return code.slice(start, end);
}

/** Without parameters, comments and line breaks. */
const plainHead = /^\(\)(?:: [^=/\n]*)? => \($/;
/** Names that an arrow function takes from the code around it. */
const inheritedNames = /\b(?:this|arguments|super|new\.target)\b/;

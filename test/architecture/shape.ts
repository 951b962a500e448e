/** A module → where it is larger, deeper or looser than the house style allows. */
import type { Class, Function as FunctionNode, Node, VariableDeclarator } from 'oxc-parser';
import { ancestorsOf, type SourceModule, type Visited } from './source-tree.ts';

export const limits = {
  linesOfFile: 400,
  linesOfMostFiles: 250,
  linesOfFullFile: 80,
  linesOfFunction: 60,
  parameters: 3,
  nesting: 3,
  castsPerThousandLines: 2,
} as const;

type FunctionLike = FunctionNode | Extract<Node, { type: 'ArrowFunctionExpression' }>;

/** A finding is `path:line what`. */
export function tooLong({ path, text, nodes, lineAt }: SourceModule): readonly string[] {
  const lines = lineCount(text);
  const file = lines > limits.linesOfFile ? [`${path}:1 a file of ${lines} lines`] : [];
  const functions = nodes.flatMap(({ node }) => {
    if (!isFunction(node)) return [];
    const length = lineAt(node.end) - lineAt(node.start) + 1;
    return length > limits.linesOfFunction
      ? [`${path}:${lineAt(node.start)} a function of ${length} lines`]
      : [];
  });
  return [...file, ...functions];
}

/** Also the parameters that a type asks of a function. */
export function tooManyParameters(module: SourceModule, most: number = limits.parameters): readonly string[] {
  const { path, nodes, lineAt } = module;
  return nodes.flatMap(({ node }) => {
    const isTaking = isFunction(node) || node.type === 'TSFunctionType' || node.type === 'TSMethodSignature';
    if (!isTaking) return [];
    // `this` is no argument.
    const count = node.params.filter((one) => !(one.type === 'Identifier' && one.name === 'this')).length;
    return count > most ? [`${path}:${lineAt(node.start)} ${count} parameters`] : [];
  });
}

/** Branches and loops inside of each other, in one function; `else if` is a branch beside, not inside. */
export function tooDeep({ path, nodes, lineAt }: SourceModule): readonly string[] {
  return nodes
    .filter((visited) => isControl(visited) && depthOf(visited) > limits.nesting)
    .map((visited) => `${path}:${lineAt(visited.node.start)} nested ${depthOf(visited)} deep`);
}

function depthOf(visited: Visited): number {
  let depth = 0;
  for (let at: Visited | null = visited; at !== null && !isFunction(at.node); at = at.parent) {
    if (isControl(at)) depth += 1;
  }
  return depth;
}

const control: readonly string[] = [
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'IfStatement',
  'SwitchStatement',
  'TryStatement',
  'WhileStatement',
];

function isControl({ node, parent }: Visited): boolean {
  const isElseIf = parent?.node.type === 'IfStatement' && parent.node.alternate === node;
  return control.includes(node.type) && !isElseIf;
}

export interface Cast {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** A comment stands beside it or just above. */
  readonly isExplained: boolean;
}

/** `as`, `<T>value` and `value!`; `as const` narrows and asserts nothing, and `as unknown as T` is one. */
export function castsIn(module: SourceModule): readonly Cast[] {
  const { path, text, nodes, lineAt } = module;
  return nodes.filter(isCast).map((visited) => ({
    path,
    line: lineAt(visited.node.start),
    text: text.slice(visited.node.start, visited.node.end).replaceAll(/\s+/g, ' ').slice(0, 80),
    isExplained: isExplained(visited, module),
  }));
}

function isCast({ node, parent }: Visited): boolean {
  if (node.type === 'TSNonNullExpression' || node.type === 'TSTypeAssertion') return true;
  if (node.type !== 'TSAsExpression' || parent?.node.type === 'TSAsExpression') return false;
  return !(
    node.typeAnnotation.type === 'TSTypeReference' &&
    node.typeAnnotation.typeName.type === 'Identifier' &&
    node.typeAnnotation.typeName.name === 'const'
  );
}

/** A comment beside it, above its statement or one of the two around that, or above its function. */
function isExplained(visited: Visited, { comments, lineAt }: SourceModule): boolean {
  const lines = new Set(comments.map(({ end }) => lineAt(end)));
  const starts = [visited.node, ...ancestorsOf(visited)]
    .filter(({ type }) => /Statement$|Declaration$|Property$|^TSAs|^Return/.test(type))
    .map(({ start }) => lineAt(start));
  return lines.has(lineAt(visited.node.end)) || starts.some((line) => line > 1 && lines.has(line - 1));
}

export function usesOfAny({ path, nodes, lineAt }: SourceModule): readonly string[] {
  return nodes
    .filter(({ node }) => node.type === 'TSAnyKeyword')
    .map(({ node }) => `${path}:${lineAt(node.start)} any`);
}

/** Variables of a module, collections that it hands out unprotected, and those that it changes itself. */
export function mutableState({ path, program, nodes, lineAt }: SourceModule): readonly string[] {
  const changed = new Set(nodes.flatMap(({ node }) => changedBy(node)));
  return program.body.flatMap((statement) => {
    const isExported = statement.type === 'ExportNamedDeclaration';
    const declaration = isExported ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    const at = `${path}:${lineAt(declaration.start)}`;
    if (declaration.kind !== 'const') return [`${at} ${declaration.kind} at module level`];
    return declaration.declarations
      .filter((one) => (isExported && isLooseCollection(one)) || changed.has(nameOf(one.id)))
      .map(({ id }) => `${at} ${nameOf(id)} can be changed`);
  });
}

const changing = /^(add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;

/** The name on which a method that changes it is called, or an element of which is set. */
function changedBy(node: Node): readonly string[] {
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const { object, property } = node.callee;
    const isChange = property.type === 'Identifier' && changing.test(property.name);
    return isChange && object.type === 'Identifier' ? [object.name] : [];
  }
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return [];
  return node.left.object.type === 'Identifier' ? [node.left.object.name] : [];
}

function isLooseCollection({ id, init }: VariableDeclarator): boolean {
  const annotation = id.typeAnnotation?.typeAnnotation;
  if (annotation?.type === 'TSTypeOperator' && annotation.operator === 'readonly') return false;
  if (annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier') {
    return /^(Weak)?(Map|Set)$|^Array$|^Record$/.test(annotation.typeName.name);
  }
  if (annotation?.type === 'TSArrayType' || annotation?.type === 'TSTupleType') return true;
  return init?.type === 'NewExpression' || init?.type === 'ArrayExpression';
}

/** Classes that are no errors and not in the list of those that have a reason. */
export function needlessClasses(
  module: SourceModule,
  allowed: ReadonlyMap<string, string>,
): readonly string[] {
  const { path, nodes, lineAt } = module;
  return nodes
    .map(({ node }) => node)
    .filter((node): node is Class => node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    .filter(({ id, superClass }) => !isErrorClass(superClass) && !allowed.has(id?.name ?? ''))
    .map(({ id, start }) => `${path}:${lineAt(start)} class ${id?.name ?? 'without a name'}`);
}

function isErrorClass(superClass: Class['superClass']): boolean {
  return superClass?.type === 'Identifier' && superClass.name.endsWith('Error');
}

export function runsText({ path, nodes, lineAt }: SourceModule): readonly string[] {
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
    const isRunner = node.callee.type === 'Identifier' && /^(eval|Function)$/.test(node.callee.name);
    return isRunner ? [`${path}:${lineAt(node.start)} runs text as code`] : [];
  });
}

/** How many lines a text has; an end of line at its end begins no other. */
export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function isFunction(node: Node): node is FunctionLike {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

function nameOf(pattern: VariableDeclarator['id']): string {
  return pattern.type === 'Identifier' ? pattern.name : 'a pattern';
}

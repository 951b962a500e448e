/** Parses the text of a module, and outlines its content. */
import type {
  Comment,
  Directive,
  ExportAllDeclaration,
  ExportNamedDeclaration,
  ImportDeclaration,
  ModuleExportName,
  Node,
  Program,
  PropertyKey,
  Statement,
  TSSignature,
} from 'oxc-parser';
import type { Parser, ParserOptions } from 'prettier';
import {
  declarationLine,
  flatComment,
  memberLine,
  moduleLine,
  type Outline,
  type OutlinedName,
} from './verify-planned.ts';

export interface ParsedModule {
  readonly ok: true;
  readonly body: Program['body'];
  readonly comments: readonly Comment[];
}

/** A parsed module, or its first syntax error. */
export type ParsedCode = ParsedModule | { readonly ok: false; readonly problem: string };

export type CodeParser = (path: string, text: string) => ParsedCode;

/** The parser of oxc, or that of prettier if oxc's binary is missing. The latter takes ten times as long. */
export async function loadCodeParser(): Promise<CodeParser> {
  try {
    const { parseSync } = await import('oxc-parser');
    return (path, text) => parseWithOxc(parseSync, path, text);
  } catch {
    return loadPortableParser();
  }
}

/** The parser of prettier: plain JavaScript, with the same tree. */
export async function loadPortableParser(): Promise<CodeParser> {
  const { parsers } = await import('prettier/plugins/typescript');
  return (path, text) => parseWithPrettier(parsers.typescript, path, text);
}

function parseWithOxc(
  parseSync: typeof import('oxc-parser').parseSync,
  path: string,
  text: string,
): ParsedCode {
  const { program, comments, errors } = parseSync(path, text, { sourceType: 'module' });
  const [error] = errors;
  return error === undefined
    ? { ok: true, body: program.body, comments }
    : { ok: false, problem: error.message };
}

function parseWithPrettier(parser: Parser, path: string, text: string): ParsedCode {
  try {
    const options: Partial<ParserOptions> = { filepath: path };
    // The parser reads no other option. Its tree is that of typescript-estree, which oxc-parser follows.
    const { body, comments }: ParsedModule = parser.parse(text, options as ParserOptions);
    return { ok: true, body, comments };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

type Namespace = Extract<Statement, { readonly type: 'TSModuleDeclaration' }>;

interface Around {
  readonly exported: boolean;
  /** Names of the namespaces around. */
  readonly within: readonly string[];
}

export interface FoundCode extends Outline {
  /** Comments as written, without the marks of a block. */
  readonly rawComments: readonly string[];
  readonly hasDynamicImport: boolean;
}

export function foundCode({ body, comments }: ParsedModule): FoundCode {
  const strings: string[] = [];
  const keys: string[] = [];
  const words = new Set<string>();
  let hasDynamicImport = false;
  for (const node of nodesIn(body)) {
    if (node.type === 'Literal' && typeof node.value === 'string') strings.push(node.value);
    else if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') words.add(node.name);
    else if (node.type === 'ImportExpression') hasDynamicImport = true;
    keys.push(...keyOf(node));
  }
  return {
    statements: body.flatMap((statement) => linesOf(statement, { exported: false, within: [] })),
    strings,
    keys,
    comments: comments.map(commentText),
    words,
    rawComments: comments.map(({ type, value }) => (type === 'Line' ? `//${value}` : value)),
    hasDynamicImport,
  };
}

/** All nodes, in no order. Iterative, because a file may be nested deeply. */
function nodesIn(statements: readonly (Directive | Statement)[]): readonly Node[] {
  const nodes: Node[] = [];
  const pending: unknown[] = [...statements];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (isNode(part)) nodes.push(part);
    for (const member of Object.values(part)) if (typeof member === 'object') pending.push(member ?? 0);
  }
  return nodes;
}

function isNode(part: object): part is Node {
  return 'type' in part && typeof part.type === 'string';
}

function keyOf(node: Node): readonly string[] {
  switch (node.type) {
    case 'Property':
      // Without brackets, `__proto__` sets the prototype and is not a key.
      return node.computed ? keyText(node.key) : keyText(node.key).filter((name) => name !== '__proto__');
    case 'TSPropertySignature':
    case 'TSMethodSignature':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return keyText(node.key);
    // No other kind has a key. A missed key fails the comparison.
    default:
      return [];
  }
}

function keyText(key: PropertyKey): readonly string[] {
  if (key.type === 'Identifier') return [key.name];
  return key.type === 'Literal' ? [String(key.value)] : [];
}

function linesOf(statement: Directive | Statement, around: Around): readonly string[] {
  switch (statement.type) {
    case 'ImportDeclaration':
      return [importLine(statement)];
    case 'ExportNamedDeclaration':
      return statement.declaration === null
        ? [exportLine(statement)]
        : linesOf(statement.declaration, { ...around, exported: true });
    case 'ExportAllDeclaration':
      return [exportAllLine(statement)];
    case 'TSInterfaceDeclaration':
      return [
        declarationLine('interface', statement.id.name, around),
        ...statement.body.body.map(lineOfMember).sort(),
      ];
    case 'TSTypeAliasDeclaration':
      return [declarationLine('type', statement.id.name, around)];
    case 'TSModuleDeclaration':
      return linesOfNamespace(statement, around);
    case 'FunctionDeclaration':
      return [declarationLine('function', statement.id?.name ?? '', around)];
    case 'VariableDeclaration':
      return statement.kind === 'const'
        ? statement.declarations.map(({ id }) => declarationLine('const', bindingName(id), around))
        : [`${statement.kind} declaration`];
    // The plan has no other kind of statement, so another kind fails the comparison.
    default:
      return [statement.type];
  }
}

function linesOfNamespace({ id, body }: Namespace, around: Around): readonly string[] {
  if (id.type !== 'Identifier' || body?.type !== 'TSModuleBlock') return ['TSModuleDeclaration'];
  const inside = { exported: false, within: [...around.within, id.name] };
  return [
    declarationLine('namespace', id.name, around),
    ...body.body.flatMap((statement) => linesOf(statement, inside)),
  ];
}

function bindingName(binding: Node): string {
  return binding.type === 'Identifier' ? binding.name : binding.type;
}

function lineOfMember(member: TSSignature): string {
  switch (member.type) {
    case 'TSPropertySignature':
      return memberLine('property', keyText(member.key).join(''));
    case 'TSMethodSignature':
      return memberLine('method', keyText(member.key).join(''));
    case 'TSIndexSignature': {
      const annotation = member.parameters[0]?.typeAnnotation.typeAnnotation;
      return memberLine('index', annotation?.type === 'TSNumberKeyword' ? 'number' : 'string');
    }
    case 'TSCallSignatureDeclaration':
    case 'TSConstructSignatureDeclaration':
      return member.type;
  }
}

function importLine({ source, specifiers, importKind }: ImportDeclaration): string {
  const names = specifiers.map((specifier): OutlinedName => {
    if (specifier.type !== 'ImportSpecifier') return { name: specifier.type, alias: null, isType: false };
    const isType = importKind === 'type' || specifier.importKind === 'type';
    return outlinedName(nameText(specifier.imported), specifier.local.name, isType);
  });
  return moduleLine('import', source.value, names);
}

function exportLine({ source, specifiers, exportKind }: ExportNamedDeclaration): string {
  const names = specifiers.map((specifier) => {
    const isType = exportKind === 'type' || specifier.exportKind === 'type';
    return outlinedName(nameText(specifier.local), nameText(specifier.exported), isType);
  });
  return moduleLine('export', source?.value ?? '', names);
}

/** `export * as webhooks`; a plan has none without a name. */
function exportAllLine({ source, exported, exportKind }: ExportAllDeclaration): string {
  const alias = exported === null ? '*' : nameText(exported);
  return moduleLine('export', source.value, [outlinedName('*', alias, exportKind === 'type')]);
}

function outlinedName(name: string, alias: string, isType: boolean): OutlinedName {
  return { name, alias: alias === name ? null : alias, isType };
}

function nameText(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name;
}

/** Removes the star that opens a doc comment, and the star that starts each further line. */
function commentText({ value }: Comment): string {
  return flatComment(value.replace(/^\*/, '').replaceAll(/\n[ \t]*\*(?!\/) ?/g, '\n'));
}

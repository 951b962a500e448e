/** The public declarations of a package as `API.md`: printed for reviewers, and read again. */
import type { Node, Program } from 'oxc-parser';
import type { PackagePlan } from '../plan/package-plan.ts';
import {
  type DeclarationStatement,
  isDeclaration,
  type Member,
  type ParameterStructure,
  type Statement,
} from '../template/structures.ts';
import { fileScope, fragmentsOf } from './file-scope.ts';
import { hashOf, outputPath, type PrintRequest, sha256, type UnformattedFile } from './files.ts';
import { signatureStructures } from './morph-structures.ts';
import { type PrintContext, quickSignatures } from './quick-print.ts';
import { loadCodeParser } from './verify-found.ts';

interface FileSignatures {
  readonly identity: string;
  readonly path: string;
  readonly statements: readonly DeclarationStatement[];
}

/** Sorts files by path and declarations by name. Omits doc comments and bodies. */
export function signatures(path: string, title: string, request: PrintRequest): UnformattedFile {
  const files = request.files.flatMap((file): readonly FileSignatures[] => {
    if (file.content.kind !== 'code') return [];
    const statements = publicStatements(file.content.statements, request.plan);
    const shown = outputPath(file.path, request);
    return statements.length === 0 ? [] : [{ identity: file.identity, path: shown, statements }];
  });
  const sections = files.map((file) => quickSection(file, request));
  const isPrinted = sections.every((section) => section !== null);
  return {
    path,
    format: 'fenced',
    sourceHash: isPrinted ? sha256(pageOf(title, sections)) : hashOf([title, files], request.plan),
    text: async () => {
      const texts: string[] = [];
      for (const [index, file] of files.entries())
        texts.push(sections[index] ?? (await morphSection(file, request)));
      return pageOf(title, texts);
    },
  };
}

function pageOf(title: string, sections: readonly string[]): string {
  return `${[`# ${title}`, ...sections].join('\n\n')}\n`;
}

/** `null`: ts-morph has to print it. */
function quickSection(file: FileSignatures, request: PrintRequest): string | null {
  const printed = quickSignatures(file.statements, contextOf(file, request));
  return printed === null ? null : sectionOf(file.path, printed);
}

async function morphSection(file: FileSignatures, request: PrintRequest): Promise<string> {
  return sectionOf(file.path, await morphSignatures(file.statements, contextOf(file, request)));
}

function contextOf({ identity, statements }: FileSignatures, { plan }: PrintRequest): PrintContext {
  return {
    showsFacts: true,
    scope: fileScope(identity, fragmentsOf(statements), plan),
    nameOf: (symbol) => plan.symbols.get(symbol.identity)?.name ?? '',
    specifierOf: (from) => from,
    reExportsOf: () => [],
  };
}

function sectionOf(path: string, printed: readonly string[]): string {
  return [`## ${path}`, '', '```ts', printed.join('\n'), '```'].join('\n');
}

async function morphSignatures(
  statements: readonly Statement[],
  context: PrintContext,
): Promise<readonly string[]> {
  const morph = await import('ts-morph');
  return signatureStructures(statements, { ...context, morph }).map((structure) =>
    morph.printStructure(structure, { indentNumberOfSpaces: 2 }).trim(),
  );
}

function publicStatements(
  statements: readonly Statement[],
  plan: PackagePlan,
): readonly DeclarationStatement[] {
  const nameOf = ({ name }: DeclarationStatement): string => plan.symbols.get(name.identity)?.name ?? '';
  return statements
    .filter(isDeclaration)
    .filter(({ exported, internal }) => exported && internal !== true)
    .map(withoutDocs)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

function withoutDocs<T extends DeclarationStatement>(statement: T): T {
  switch (statement.kind) {
    case 'interface':
      return { ...statement, docs: null, members: statement.members.map(memberWithoutDocs) };
    case 'namespace':
      return { ...statement, docs: null, statements: statement.statements.map(withoutDocs) };
    case 'function':
      return { ...statement, docs: null, parameters: statement.parameters.map(withoutInitial) };
    case 'type':
    case 'const':
      return { ...statement, docs: null };
  }
}

/** A declaration without a body can have no initial value. */
function withoutInitial({ initial, ...parameter }: ParameterStructure): ParameterStructure {
  return initial === undefined ? parameter : { ...parameter, optional: true };
}

function memberWithoutDocs(member: Member): Member {
  return { ...member, docs: null };
}

/** By file and label: `src/models/order.ts Order.note` → `note?: string`. Two files may declare the same name. */
export type PublicDeclarations = ReadonlyMap<string, PublicDeclaration>;

export interface PublicDeclaration {
  readonly file: string;
  /** `Order.note` */
  readonly label: string;
  /** Label of the declaration that it is a member of; `null` at the top. */
  readonly parent: string | null;
  /** In one line. */
  readonly text: string;
}

/** Skips sections that cannot be parsed: a merge may have mixed two versions. */
export async function publicDeclarations(apiPage: string): Promise<PublicDeclarations> {
  const parse = await loadCodeParser();
  const found = new Map<string, PublicDeclaration>();
  for (const [, file = '', code = ''] of apiPage.matchAll(/^## (.*)\n+```ts\n([^]*?)^```$/gm)) {
    const parsed = parse('api.ts', code);
    if (!parsed.ok) continue;
    for (const statement of parsed.body) add(statement, { file, code, parent: null, found });
  }
  return found;
}

interface Around {
  readonly file: string;
  readonly code: string;
  readonly parent: string | null;
  readonly found: Map<string, PublicDeclaration>;
}

function add(statement: Program['body'][number], around: Around): void {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (node === null) return;
  if (node.type === 'TSInterfaceDeclaration') {
    const label = labelOf(node.id.name, around);
    const head = around.code.slice(node.start, node.body.start);
    keep(label, oneLine(head), around);
    for (const member of node.body.body) addMember(member, { ...around, parent: label });
  }
  if (node.type === 'TSModuleDeclaration' && node.id.type === 'Identifier')
    addNamespace(node, node.id.name, around);
  if (node.type === 'TSTypeAliasDeclaration')
    keep(labelOf(node.id.name, around), textOf(node, around), around);
  if ((node.type === 'TSDeclareFunction' || node.type === 'FunctionDeclaration') && node.id !== null)
    keep(`${labelOf(node.id.name, around)}()`, textOf(node, around), around);
  if (node.type === 'VariableDeclaration')
    for (const { id } of node.declarations)
      if (id.type === 'Identifier') keep(`const ${labelOf(id.name, around)}`, textOf(node, around), around);
}

type Namespace = Extract<Program['body'][number], { type: 'TSModuleDeclaration' }>;

function addNamespace({ body }: Namespace, name: string, around: Around): void {
  if (body?.type !== 'TSModuleBlock') return;
  for (const inner of body.body) add(inner, { ...around, parent: labelOf(name, around) });
}

function addMember(member: Node, around: Around): void {
  const text = oneLine(around.code.slice(member.start, member.end));
  const key = /^(?:readonly )?(\[[^\]]*\]|'[^']*'|"[^"]*"|[\w$]+)/.exec(text)?.[1] ?? text;
  keep(`${around.parent ?? ''}.${key}`, text, around);
}

function keep(label: string, text: string, { file, parent, found }: Around): void {
  found.set(`${file} ${label}`, { file, label, parent, text });
}

function textOf({ start, end }: Node, { code }: Around): string {
  return oneLine(code.slice(start, end).replace(/^declare /, ''));
}

function labelOf(name: string, { parent }: Around): string {
  return parent === null ? name : `${parent}.${name}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replace(/[;\s]+$/, '');
}

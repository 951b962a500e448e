/** Reads the public declarations of a package from its `API.md`, each member by itself. */
import type { Node, Program } from 'oxc-parser';
import { loadCodeParser } from './verify-found.ts';

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

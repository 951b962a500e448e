/** Reads the public declarations of a package from its `API.md`, each member by itself. */
import type { Node, Program } from 'oxc-parser';
import { loadCodeParser } from './verify-found.ts';

/** `Order.note` → `note?: string`; `Order` → `interface Order`. */
export type PublicDeclarations = ReadonlyMap<string, PublicDeclaration>;

export interface PublicDeclaration {
  /** Name of the declaration that it is a member of; `null` at the top. */
  readonly parent: string | null;
  /** In one line. */
  readonly text: string;
}

/** Skips sections that cannot be parsed: a merge may have mixed two versions. */
export async function publicDeclarations(apiPage: string): Promise<PublicDeclarations> {
  const parse = await loadCodeParser();
  const found = new Map<string, PublicDeclaration>();
  for (const [, code = ''] of apiPage.matchAll(/^```ts\n([^]*?)^```$/gm)) {
    const parsed = parse('api.ts', code);
    if (!parsed.ok) continue;
    for (const statement of parsed.body) add(statement, { code, parent: null, found });
  }
  return found;
}

interface Around {
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
    around.found.set(label, { parent: around.parent, text: oneLine(head) });
    for (const member of node.body.body) addMember(member, { ...around, parent: label });
  }
  if (node.type === 'TSModuleDeclaration' && node.id.type === 'Identifier')
    addNamespace(node, node.id.name, around);
  if (node.type === 'TSTypeAliasDeclaration')
    around.found.set(labelOf(node.id.name, around), declarationOf(node, around));
  if ((node.type === 'TSDeclareFunction' || node.type === 'FunctionDeclaration') && node.id !== null)
    around.found.set(`${labelOf(node.id.name, around)}()`, declarationOf(node, around));
  if (node.type === 'VariableDeclaration')
    for (const { id } of node.declarations)
      if (id.type === 'Identifier')
        around.found.set(`const ${labelOf(id.name, around)}`, declarationOf(node, around));
}

type Namespace = Extract<Program['body'][number], { type: 'TSModuleDeclaration' }>;

function addNamespace({ body }: Namespace, name: string, around: Around): void {
  if (body?.type !== 'TSModuleBlock') return;
  for (const inner of body.body) add(inner, { ...around, parent: labelOf(name, around) });
}

function addMember(member: Node, around: Around): void {
  const text = oneLine(around.code.slice(member.start, member.end));
  const key = /^(?:readonly )?(\[[^\]]*\]|'[^']*'|"[^"]*"|[\w$]+)/.exec(text)?.[1] ?? text;
  around.found.set(`${around.parent ?? ''}.${key}`, { parent: around.parent, text });
}

function declarationOf({ start, end }: Node, { code, parent }: Around): PublicDeclaration {
  return { parent, text: oneLine(code.slice(start, end).replace(/^declare /, '')) };
}

function labelOf(name: string, { parent }: Around): string {
  return parent === null ? name : `${parent}.${name}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replace(/[;\s]+$/, '');
}

/** Writes `docs/template-reference.md`: each type and function that authors of templates import. */
import { Node, type JSDoc } from 'ts-morph';
import { ownBases, templateExports, type Entry } from './template-exports.ts';

interface Section {
  readonly title: string;
  readonly text: string;
  /** Files and folders of the generator; a section has the entries of those that no section before it has. */
  readonly files: readonly string[];
}

/** In the order in which an author meets them. */
const sections: readonly Section[] = [
  {
    title: 'The template',
    text: 'The object that you write, and what its `declare` returns.',
    files: ['template/template.ts'],
  },
  {
    title: 'Files and symbols',
    text: 'Declares files and symbols, as the second argument of `declare`.',
    files: ['template/plan.ts'],
  },
  {
    title: 'Structures',
    text: 'The content of a file, as `render` returns it.',
    files: ['template/structures.ts'],
  },
  {
    title: 'Fragments of code',
    text: 'Fragments of TypeScript inside structures.',
    files: ['template/code.ts'],
  },
  {
    title: 'Slots and the context of render',
    text: 'What `render` is given, and the contract of each slot.',
    files: ['template/slots.ts'],
  },
  {
    title: 'API model',
    text: 'The first argument of `declare`, as `clientwright generate --dump api` prints it.',
    files: ['api/api.ts', 'api/place.ts', 'api/json.ts'],
  },
  {
    title: 'Schemas',
    text: 'Each kind of `Schema`, and the assertions of refined schemas.',
    files: ['api/schema.ts'],
  },
  { title: 'Questions about the API model', text: 'Functions that read models and schemas.', files: ['api'] },
  {
    title: 'Names and comments',
    text: 'Functions that make names and doc comments of the text of a document.',
    files: ['naming', 'template/docs.ts', 'template/model-file.ts'],
  },
  {
    title: 'Runtime',
    text: 'Exports of the runtime modules, and modules that are copied.',
    files: ['template', 'own-file.ts'],
  },
  { title: 'Diagnostics', text: 'Messages that a template reports.', files: ['diagnostics'] },
];

const introduction = `# Template reference

Every type and function that a template imports from \`clientwright\`, in the order in which you meet them. [Templates](templates.md) explains how to use them. \`npm run docs:templates\` writes this page from the sources.

All members are \`readonly\`; this page omits the word. A \`?\` marks an optional member. Types behind an arrow (→) link to their entry.
`;

/** The text of the page, before formatting. */
export function templateReference(): string {
  const entries = templateExports();
  const names = new Set(entries.map(({ name }) => name));
  const left = new Set(entries);
  const written = sections.map(({ title, text, files }) => {
    const own = files.flatMap((file) => [...left].filter((entry) => isIn(entry, file)).sort(byPosition));
    for (const entry of own) left.delete(entry);
    const texts = [...new Set(own)].map((entry) => entryText(entry, names));
    return [`## ${title}`, text, ...texts].join('\n\n');
  });
  const missing = [...left].map(({ name, file }) => `${name} (${file})`);
  if (missing.length > 0) throw new Error(`No section of the reference has ${missing.join(', ')}.`);
  return `${[introduction.trimEnd(), ...written].join('\n\n')}\n`;
}

function isIn({ file }: Entry, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function byPosition(one: Entry, other: Entry): number {
  return one.file < other.file ? -1 : one.file > other.file ? 1 : one.start - other.start;
}

function entryText({ name, declaration }: Entry, names: ReadonlySet<string>): string {
  const links = (node: Node): string => linksOf(node, names, name);
  return [`### ${headingOf(name, declaration)}`, docsOf(declaration), ...bodyOf(name, declaration, links)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A function and a type may differ in case only, which a link to a heading ignores. */
function headingOf(name: string, declaration: Node): string {
  if (Node.isFunctionDeclaration(declaration)) return `Function \`${name}\``;
  return Node.isVariableDeclaration(declaration) ? `Constant \`${name}\`` : name;
}

type Links = (node: Node) => string;

function bodyOf(name: string, declaration: Node, links: Links): readonly string[] {
  if (Node.isInterfaceDeclaration(declaration)) {
    const bases = ownBases(declaration).flatMap((base) =>
      Node.isInterfaceDeclaration(base) ? base.getMembers() : [],
    );
    const inherited = declaration.getExtends().filter((base) => links(base) !== '');
    return [
      inherited.length === 0 ? '' : `Extends${inherited.map((base) => links(base).slice(2)).join(',')}.`,
      [...declaration.getMembers(), ...bases].map((member) => memberLine(member, links)).join('\n'),
    ];
  }
  if (Node.isTypeAliasDeclaration(declaration)) {
    const type = declaration.getTypeNodeOrThrow();
    if (Node.isUnionTypeNode(type)) return [unionText(type.getTypeNodes(), links)];
    return [`${inCode(type.getText())}${links(type)}`];
  }
  return [`${inCode(signatureOf(name, declaration))}${links(declaration)}`];
}

/** Literals on one line; other members of a union on a line each, with their comments. */
function unionText(types: readonly Node[], links: Links): string {
  if (types.every((type) => Node.isLiteralTypeNode(type)))
    return types.map((type) => `\`${type.getText()}\``).join(', ');
  const lines = types.map((type) => itemLine(`${inCode(type.getText())}${links(type)}`, commentBefore(type)));
  return `One of:\n\n${lines.join('\n')}`;
}

/** The comment between a member of a union and the one before it: it stands in front of the `|`. */
function commentBefore(type: Node): string {
  const before =
    type.getPreviousSibling((sibling) => sibling.getText() !== '|')?.getEnd() ??
    type.getParentOrThrow().getPos();
  const between = type.getSourceFile().getFullText().slice(before, type.getStart());
  return (/\/\*\*([\s\S]*?)\*\//.exec(between)?.[1] ?? '').replaceAll(/\s+/g, ' ').trim();
}

function memberLine(member: Node, links: Links): string {
  const signature = inCode(member.getText().replace(/;$/, ''));
  return itemLine(`${signature}${links(member)}`, docsOf(member).replaceAll(/\s+/g, ' '));
}

function itemLine(signature: string, docs: string): string {
  return docs === '' ? `- ${signature}` : `- ${signature}: ${docs}`;
}

function signatureOf(name: string, declaration: Node): string {
  if (Node.isFunctionDeclaration(declaration)) {
    const parameters = declaration.getParameters().map((parameter) => plain(parameter.getText()));
    const generics = declaration.getTypeParameters().map((parameter) => parameter.getText());
    const returns = plain(declaration.getReturnTypeNode()?.getText() ?? 'void');
    return `${name}${generics.length === 0 ? '' : `<${generics.join(', ')}>`}(${parameters.join(', ')}): ${returns}`;
  }
  return Node.isVariableDeclaration(declaration)
    ? `${name}: ${plain(declaration.getTypeNode()?.getText() ?? declaration.getType().getText(declaration))}`
    : plain(declaration.getText());
}

/** ` → [Schema](#schema)` for the types of the reference in a signature. */
function linksOf(node: Node, names: ReadonlySet<string>, self: string): string {
  const body = Node.isFunctionDeclaration(node) ? node.getBody() : undefined;
  const used = node
    .getDescendants()
    .filter(
      (each) =>
        Node.isIdentifier(each) && isTypeName(each) && (body === undefined || each.getPos() < body.getPos()),
    )
    .map((each) => each.getText());
  const own = Node.isIdentifier(node) ? [node.getText()] : [];
  const found = [...new Set([...own, ...used])].filter((name) => names.has(name) && name !== self);
  const links = found.map((name) => `[${name}](#${name.toLowerCase()})`);
  return links.length === 0 ? '' : ` → ${links.join(', ')}`;
}

function isTypeName(identifier: Node): boolean {
  const parent = identifier.getParent();
  return Node.isTypeReference(parent) || Node.isExpressionWithTypeArguments(parent);
}

function inCode(text: string): string {
  const code = plain(text);
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}

/** One line without comments and `readonly`. */
function plain(text: string): string {
  return text
    .replaceAll(/\/\*\*?[\s\S]*?\*\//g, '')
    .replaceAll(/\breadonly (?=[\w[{'])/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/; \}/g, ' }')
    .trim();
}

/** The doc comment of a declaration, with its tags. */
function docsOf(node: Node): string {
  const owner = Node.isVariableDeclaration(node) ? node.getVariableStatement() : node;
  if (owner === undefined || !Node.isJSDocable(owner)) return '';
  return owner.getJsDocs().map(docText).join('\n\n');
}

function docText(docs: JSDoc): string {
  const tags = docs.getTags().map((tag) => {
    const text = (tag.getCommentText() ?? '').trim();
    if (tag.getTagName() === 'example') return `\`\`\`js\n${text}\n\`\`\``;
    return `\`@${tag.getTagName()}\` ${tag
      .getText()
      .replace(/^@\w+\s*/, '')
      .replaceAll(/\s*\n\s*\*?\s*/g, ' ')
      .trim()}`;
  });
  return [docs.getDescription().trim(), ...tags].filter((part) => part !== '').join('\n\n');
}

/** Outline of a file of code, in terms that a plan and a parsed file share, and the outline of a plan. */
import { isJsonArray, isJsonObject, type JsonValue } from '../api/json.ts';
import { encodeString } from '../naming/encode.ts';
import type { CodePart } from '../template/code.ts';
import { isDeclaration, type DocComment, type Member, type Statement } from '../template/structures.ts';
import { docLines, inlineText } from './doc-comment.ts';
import { fragmentsOf } from './file-scope.ts';
import type { ImportLine } from './imports.ts';
import { type MorphContext, nameOfIndex } from './morph-structures.ts';

export interface Outline {
  /** Imports, re-exports and declarations in their order. Members follow their namespace or interface. */
  readonly statements: readonly string[];
  /** In a plan: text of the document as values. In a file: all strings. */
  readonly strings: readonly string[];
  readonly keys: readonly string[];
  /** Without marks and line breaks. */
  readonly comments: readonly string[];
  /** In a plan: all words that may be identifiers. In a file: all identifiers. */
  readonly words: ReadonlySet<string>;
}

export interface OutlinedName {
  readonly name: string;
  readonly alias: string | null;
  readonly isType: boolean;
}

/** `import './pet.js': type Pet, checkPet as importedCheckPet` */
export function moduleLine(
  verb: 'import' | 'export',
  specifier: string,
  names: readonly OutlinedName[],
): string {
  const listed = names.map(
    ({ name, alias, isType }) => `${isType ? 'type ' : ''}${name}${alias === null ? '' : ` as ${alias}`}`,
  );
  return `${verb} ${encodeString(specifier)}: ${listed.join(', ')}`;
}

/** `export interface Pet`; `within` are the names of the namespaces around it. */
export function declarationLine(
  kind: 'interface' | 'type' | 'namespace' | 'const' | 'function',
  name: string,
  { exported, within }: { readonly exported: boolean; readonly within: readonly string[] },
): string {
  return `${exported ? 'export ' : ''}${kind} ${[...within, name].join('.')}`;
}

/** Outline of the code of a program. */
const programLine = 'ExpressionStatement';

/** `  property 'id'` */
export function memberLine(kind: 'property' | 'method' | 'index', name: string): string {
  return `  ${kind} ${encodeString(name)}`;
}

/** One line without the blanks and line breaks that a formatter may change. */
export function flatComment(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

export type PlannedNames = Omit<MorphContext, 'morph'>;

export interface PlannedCode extends Outline {
  /** Code that authors of templates wrote. Holds no text of the document. */
  readonly ownText: string;
}

/** Outlines the statements of a file without printing them. */
export function plannedCode(statements: readonly Statement[], names: PlannedNames): PlannedCode {
  const fragments = fragmentsOf(statements);
  const parts = fragments.flatMap((fragment) => fragment.parts);
  const ownText = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
  const values = parts.flatMap((part) => (part.kind === 'literal' ? [part.content] : []));
  const keys = [
    ...parts.flatMap((part) => (part.kind === 'key' ? [part.name] : [])),
    ...values.flatMap(keysIn),
    ...statements.flatMap(memberNamesIn),
  ];
  const imports = names.scope.imports.map((line) => moduleStatement('import', line, names));
  return {
    ownText,
    statements: [...imports, ...statements.flatMap((statement) => linesOf(statement, names, []))],
    strings: values.flatMap(stringsIn),
    keys,
    comments: [...statements.flatMap(docsIn), ...parts.flatMap(commentsIn)],
    words: new Set([...wordsIn(ownText), ...namesIn(statements, parts, names), ...keys, nameOfIndex]),
  };
}

/** Local names that the file imports, declares or uses. */
function namesIn(
  statements: readonly Statement[],
  parts: readonly CodePart[],
  names: PlannedNames,
): readonly string[] {
  const namedParts = parts.filter(({ kind }) => kind === 'symbol' || kind === 'external');
  return [
    ...[...names.scope.imports, ...reExportedNames(statements, names)]
      .flatMap((line) => line.names)
      .flatMap(({ name, alias }) => [name, alias ?? name]),
    ...statements.flatMap((statement) => declaredNamesIn(statement, names)),
    ...namedParts.flatMap((part) => names.scope.textOf({ parts: [part] }).split('.')),
  ];
}

function reExportedNames(statements: readonly Statement[], names: PlannedNames): readonly ImportLine[] {
  return statements.flatMap((statement) =>
    statement.kind === 'reexport' ? names.reExportsOf(statement) : [],
  );
}

function declaredNamesIn(statement: Statement, names: PlannedNames): readonly string[] {
  if (!isDeclaration(statement)) return [];
  const own = names.nameOf(statement.name);
  if (statement.kind !== 'namespace') return [own];
  return [own, ...statement.statements.flatMap((nested) => declaredNamesIn(nested, names))];
}

function linesOf(statement: Statement, names: PlannedNames, within: readonly string[]): readonly string[] {
  if (statement.kind === 'reexport')
    return names.reExportsOf(statement).map((line) => moduleStatement('export', line, names));
  if (statement.kind === 'program') return [programLine];
  const name = names.nameOf(statement.name);
  const own = declarationLine(statement.kind, name, { exported: statement.exported, within });
  switch (statement.kind) {
    case 'interface':
      return [own, ...statement.members.map(lineOfMember).sort()];
    case 'namespace':
      return [own, ...statement.statements.flatMap((nested) => linesOf(nested, names, [...within, name]))];
    case 'type':
    case 'const':
    case 'function':
      return [own];
  }
}

function moduleStatement(verb: 'import' | 'export', line: ImportLine, names: PlannedNames): string {
  return moduleLine(verb, names.specifierOf(line.from, line.isExternal), line.names);
}

function lineOfMember(member: Member): string {
  return memberLine(member.kind, member.kind === 'index' ? member.key : member.name);
}

function memberNamesIn(statement: Statement): readonly string[] {
  if (statement.kind === 'namespace') return statement.statements.flatMap(memberNamesIn);
  if (statement.kind !== 'interface') return [];
  return statement.members.flatMap((member) => (member.kind === 'index' ? [] : [member.name]));
}

function docsIn(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'reexport':
    case 'program':
      return [];
    case 'interface':
      return [...docText(statement.docs), ...statement.members.flatMap(({ docs }) => docText(docs))];
    case 'namespace':
      return [...docText(statement.docs), ...statement.statements.flatMap(docsIn)];
    case 'type':
    case 'const':
    case 'function':
      return docText(statement.docs);
  }
}

function docText(docs: DocComment | null | undefined): readonly string[] {
  const text = docLines(docs);
  return text === null ? [] : [flatComment(text)];
}

function commentsIn(part: CodePart): readonly string[] {
  return part.kind === 'comment' ? [flatComment(inlineText(part.text))] : [];
}

/** Iterative, because a default value may be nested as deeply as a document. */
function stringsIn(content: JsonValue): readonly string[] {
  return valuesIn(content).filter((value) => typeof value === 'string');
}

function keysIn(content: JsonValue): readonly string[] {
  return valuesIn(content).flatMap((value) => (isJsonObject(value) ? Object.keys(value) : []));
}

function valuesIn(content: JsonValue): readonly JsonValue[] {
  const found: JsonValue[] = [content];
  for (let index = 0; index < found.length; index += 1) {
    const value = found[index];
    if (value === undefined) continue;
    if (isJsonArray(value)) for (const item of value) found.push(item);
    else if (isJsonObject(value)) for (const member of Object.values(value)) found.push(member);
  }
  return found;
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[A-Za-z_$][\w$]*/g) ?? [];
}

/**
 * Prints statements as ts-morph does, up to what the formatter evens out: indentation and repeated blank lines.
 *
 * ts-morph holds a compiler. Loading it takes longer than everything else that a run with one changed file does.
 */
import { encodeComment, encodeKey, encodeMethod, encodeString } from '../naming/encode.ts';
import type { Code } from '../template/code.ts';
import type {
  DeclarationStatement,
  DocComment,
  FunctionStatement,
  IndexMember,
  InterfaceStatement,
  Member,
  MethodMember,
  NamespaceStatement,
  ParameterStructure,
  PropertyMember,
  Statement,
} from '../template/structures.ts';
import { docLines } from './doc-comment.ts';
import { fragmentsOf } from './file-scope.ts';
import type { ImportedName, ImportLine } from './imports.ts';
import { type MorphContext, nameOfIndex } from './morph-structures.ts';

export type PrintContext = Omit<MorphContext, 'morph'>;

/** The whole file. `null`: ts-morph has to print it. */
export function quickText(statements: readonly Statement[], context: PrintContext): string | null {
  if (!statements.every(isPlain)) return null;
  const isProgram = statements.some(({ kind }) => kind === 'program');
  const imports = context.scope.imports.map((line) => importText(line, context));
  const texts = statements.flatMap((statement, index) => {
    const previous = statements[index - 1];
    const isInBlock =
      statement.kind === 'reexport' && (previous === undefined || previous.kind === 'reexport');
    return [...(isInBlock ? [] : ['']), ...linesOf(statement, context)];
  });
  return [...(isProgram ? ['#!/usr/bin/env node'] : []), ...imports, ...texts].join('\n');
}

/** Declarations as in a `.d.ts`, one text each. `null`: ts-morph has to print them. */
export function quickSignatures(
  statements: readonly DeclarationStatement[],
  context: PrintContext,
): readonly string[] | null {
  return statements.every(isPlain) ? statements.map((one) => signatureText(one, context)) : null;
}

/** Nothing in the code may depend on its indentation: text in backquotes, or a comment of several lines. */
function isPlain(statement: Statement): boolean {
  return fragmentsOf([statement]).every(({ parts }) => {
    const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    return !text.includes('\n') || !dependsOnIndentation.test(text);
  });
}

/** Also found in strings, which only costs time. */
const dependsOnIndentation = /`|\/\*(?:(?!\*\/).)*\n/;

function linesOf(statement: Statement, context: PrintContext): readonly string[] {
  switch (statement.kind) {
    case 'reexport':
      return context.reExportsOf(statement).map((line) => reExportText(line, context));
    case 'program':
      return [`${textOf(context, statement.run)};`];
    case 'interface':
    case 'type':
    case 'namespace':
    case 'const':
    case 'function':
      return [declarationText(statement, context)];
  }
}

function declarationText(statement: DeclarationStatement, context: PrintContext): string {
  switch (statement.kind) {
    case 'interface':
      return interfaceText(statement, context);
    case 'type': {
      const parameters = typeParameters(statement.typeParameters, context);
      const head = `${headOf(statement)}type ${context.nameOf(statement.name)}${parameters}`;
      return `${head}${typed(' =', textOf(context, statement.type))};${factsOf(statement, context)}`;
    }
    case 'namespace':
      return namespaceText(statement, context);
    case 'const': {
      const type = statement.type === null ? '' : typed(':', textOf(context, statement.type));
      const head = `${headOf(statement)}const ${context.nameOf(statement.name)}${type}`;
      return `${head}${initial(textOf(context, statement.value))};`;
    }
    case 'function':
      return `${functionHead(statement, headOf(statement), context)} {\n${bodyText(statement, context)}\n}`;
  }
}

/** A constant without a type keeps its value. */
function signatureText(statement: DeclarationStatement, context: PrintContext): string {
  const head = `${headOf(statement)}declare `;
  if (statement.kind === 'function') return `${functionHead(statement, head, context)};`;
  if (statement.kind !== 'const' || statement.type === null) return declarationText(statement, context);
  return `${head}const ${context.nameOf(statement.name)}${typed(':', textOf(context, statement.type))};`;
}

function interfaceText(statement: InterfaceStatement, context: PrintContext): string {
  const bases = (statement.extends ?? []).map((part) => textOf(context, part)).join(', ');
  const head = `${headOf(statement)}interface ${context.nameOf(statement.name)}`;
  const of = <Kind extends Member['kind']>(kind: Kind) =>
    statement.members.filter((member): member is Extract<Member, { kind: Kind }> => member.kind === kind);
  const members = [
    ...of('index').map((member) => indexText(member, context)),
    ...of('property').map((member) => propertyText(member, context)),
    ...of('method').map((member) => methodText(member, context)),
  ];
  const lines = [`${head}${bases === '' ? '' : ` extends ${bases}`} {`, ...members, '}'];
  return `${lines.join('\n')}${factsOf(statement, context)}`;
}

function indexText({ docs, key, type }: IndexMember, context: PrintContext): string {
  return `${docsText(docs)}[${nameOfIndex}: ${key}]${typed(':', textOf(context, type))};`;
}

function propertyText(member: PropertyMember, context: PrintContext): string {
  const readonly = member.readonly === true ? 'readonly ' : '';
  const mark = member.optional === true ? '?' : '';
  const type = typed(':', textOf(context, member.type));
  return `${docsText(member.docs)}${readonly}${encodeKey(member.name)}${mark}${type};${factsOf(member, context)}`;
}

function methodText(member: MethodMember, context: PrintContext): string {
  const parameters = parametersText(member.parameters, context);
  const returns = typed(':', textOf(context, member.returns));
  return `${docsText(member.docs)}${encodeMethod(member.name)}${parameters}${returns};${factsOf(member, context)}`;
}

/** `declare` belongs to the outermost namespace alone. */
function namespaceText(statement: NamespaceStatement, context: PrintContext): string {
  const within = { ...context, within: statement.name.identity };
  const declare = statement.exported ? 'declare ' : '';
  const head = `${headOf(statement)}${declare}namespace ${context.nameOf(statement.name)} {`;
  const nested = statement.statements.flatMap((one) => ['', declarationText(one, within)]);
  return `${[head, ...nested, '}'].join('\n')}${factsOf(statement, context)}`;
}

function functionHead(statement: FunctionStatement, head: string, context: PrintContext): string {
  const types = typeParameters(statement.typeParameters, context);
  const parameters = parametersText(statement.parameters, context);
  const returns = typed(':', textOf(context, statement.returns));
  return `${head}function ${context.nameOf(statement.name)}${types}${parameters}${returns}`;
}

/** ts-morph leaves a blank line behind a statement that ends with a brace. */
function bodyText({ body }: FunctionStatement, context: PrintContext): string {
  const texts = body.map((part) => textOf(context, part));
  return texts
    .map((text, index) => (texts[index - 1]?.trimEnd().endsWith('}') === true ? `\n${text}` : text))
    .join('\n');
}

function parametersText(parameters: readonly ParameterStructure[], context: PrintContext): string {
  const texts = parameters.map(({ name, optional, type, initial: value }) => {
    const mark = optional === true ? '?' : '';
    const given = value === undefined ? '' : initial(textOf(context, value));
    return `${textOf(context, name)}${mark}${typed(':', textOf(context, type))}${given}`;
  });
  return `(${texts.join(', ')})`;
}

function typeParameters(parameters: readonly Code[] | undefined, context: PrintContext): string {
  const texts = (parameters ?? []).map((part) => textOf(context, part));
  return texts.length === 0 ? '' : `<${texts.join(', ')}>`;
}

function headOf({ docs, exported }: DeclarationStatement): string {
  return `${docsText(docs)}${exported ? 'export ' : ''}`;
}

function typed(separator: string, type: string): string {
  return type.trim() === '' ? '' : `${separator} ${type}`;
}

function initial(value: string): string {
  return value.trim() === '' ? '' : ` = ${value}`;
}

function docsText(docs: DocComment | null | undefined): string {
  const text = docLines(docs);
  if (text === null) return '';
  if (!text.includes('\n')) return `/** ${text} */\n`;
  const lines = text.split('\n').map((line) => (line === '' ? ' *' : ` * ${line}`));
  return `/**\n${lines.join('\n')}\n */\n`;
}

/** A comment of one line, in a block of code of a Markdown page: nothing of a document may end either. */
function factsOf(
  { facts = [] }: { readonly facts?: readonly string[] },
  { showsFacts }: PrintContext,
): string {
  if (showsFacts !== true || facts.length === 0) return '';
  return ` // ${encodeComment(facts.join(', ')).replaceAll(/\s+/g, ' ').replaceAll('`', "'")}`;
}

function importText(line: ImportLine, context: PrintContext): string {
  const isTypeOnly = line.names.every(({ isType }) => isType);
  return `import${isTypeOnly ? ' type' : ''} ${namesText(line.names, isTypeOnly)} from ${specifierText(line, context)};`;
}

function reExportText(line: ImportLine, context: PrintContext): string {
  const isTypeOnly = line.names.every(({ isType }) => isType);
  const whole = line.names.find(({ name }) => name === '*');
  const names =
    whole === undefined
      ? namesText(
          line.names.map((name) => ({ ...name, alias: null })),
          isTypeOnly,
        )
      : `* as ${whole.alias ?? ''}`;
  return `export${isTypeOnly ? ' type' : ''} ${names} from ${specifierText(line, context)};`;
}

function namesText(names: readonly ImportedName[], isTypeOnly: boolean): string {
  const texts = names.map(
    ({ name, alias, isType }) =>
      `${isType && !isTypeOnly ? 'type ' : ''}${name}${alias === null ? '' : ` as ${alias}`}`,
  );
  return `{ ${texts.join(', ')} }`;
}

function specifierText({ from, isExternal }: ImportLine, context: PrintContext): string {
  return encodeString(context.specifierOf(from, isExternal));
}

function textOf({ scope, within }: PrintContext, code: Code): string {
  return scope.textOf(code, within);
}

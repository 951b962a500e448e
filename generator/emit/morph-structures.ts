/** Turns the statements of a file into structures of ts-morph. */
import type {
  ExportDeclarationStructure,
  FunctionDeclarationStructure,
  ImportDeclarationStructure,
  InterfaceDeclarationStructure,
  JSDocStructure,
  ModuleDeclarationStructure,
  OptionalKind,
  ParameterDeclarationStructure,
  SourceFileStructure,
  StatementStructures,
  TypeAliasDeclarationStructure,
  VariableStatementStructure,
} from 'ts-morph';
import { encodeComment, encodeKey, encodeMethod } from '../naming/encode.ts';
import type { Code } from '../template/code.ts';
import type { PlannedSymbol } from '../template/plan.ts';
import type {
  ConstStatement,
  DocComment,
  FunctionStatement,
  InterfaceStatement,
  NamespaceStatement,
  ParameterStructure,
  ReExportStatement,
  Statement,
  TypeAliasStatement,
} from '../template/structures.ts';
import { docLines } from './doc-comment.ts';
import type { FileScope } from './file-scope.ts';
import type { ImportLine } from './imports.ts';

/** Enums of ts-morph. Passed in, because loading the library is slow. */
export type Morph = Pick<
  typeof import('ts-morph'),
  'StructureKind' | 'VariableDeclarationKind' | 'ModuleDeclarationKind'
>;

/** Parameter name of index signatures: `[key: string]: Pet`. */
export const nameOfIndex = 'key';

export interface MorphContext {
  readonly morph: Morph;
  readonly scope: FileScope;
  /** Identity of the namespace that is being printed. */
  readonly within?: string;
  /** `true`: facts become comments behind the signatures. Absent: they are left out. */
  readonly showsFacts?: true;
  readonly nameOf: (symbol: PlannedSymbol) => string;
  /** Specifier of an import, from a path in the package or the name of a package. */
  readonly specifierOf: (from: ImportLine['from'], isExternal: boolean) => string;
  readonly reExportsOf: (statement: ReExportStatement) => readonly ImportLine[];
}

/** The whole file: imports first, then the statements. */
export function sourceFileStructure(
  statements: readonly Statement[],
  context: MorphContext,
): SourceFileStructure {
  const isProgram = statements.some(({ kind }) => kind === 'program');
  return {
    kind: context.morph.StructureKind.SourceFile,
    statements: [
      ...(isProgram ? ['#!/usr/bin/env node'] : []),
      ...context.scope.imports.map((line) => importStructure(line, context)),
      ...spaced(statements.flatMap((statement) => statementStructures(statement, context))),
      ...statements.flatMap((statement) => programText(statement, context)),
    ],
  };
}

/** ts-morph takes text for a statement that declares nothing. */
function programText(statement: Statement, context: MorphContext): readonly string[] {
  return statement.kind === 'program' ? [`\n${textOf(context, statement.run)};`] : [];
}

/** An empty line before each, and before a block of re-exports: ts-morph leaves none between constants. */
function spaced(structures: readonly StatementStructures[]): StatementStructures[] {
  return structures.map((structure, index) => {
    const before = structures[index - 1];
    const isInBlock = 'moduleSpecifier' in structure && (before === undefined || 'moduleSpecifier' in before);
    return isInBlock ? structure : { ...structure, leadingTrivia: '\n' };
  });
}

function textOf({ scope, within }: MorphContext, code: Code): string {
  return scope.textOf(code, within);
}

/** Declarations as in a `.d.ts`. A constant without a type keeps its value. */
export function signatureStructures(
  statements: readonly Statement[],
  context: MorphContext,
): readonly StatementStructures[] {
  return statements.flatMap((statement): readonly StatementStructures[] => {
    if (statement.kind === 'function') {
      const { statements: _body, ...signature } = functionStructure(statement, context);
      return [{ ...signature, hasDeclareKeyword: true }];
    }
    if (statement.kind !== 'const' || statement.type === null) return statementStructures(statement, context);
    const constant = constStructure(statement, context);
    const declarations = constant.declarations.map(({ initializer: _value, ...declaration }) => declaration);
    return [{ ...constant, hasDeclareKeyword: true, declarations }];
  });
}

function importStructure(line: ImportLine, context: MorphContext): ImportDeclarationStructure {
  const isTypeOnly = line.names.every(({ isType }) => isType);
  return {
    kind: context.morph.StructureKind.ImportDeclaration,
    moduleSpecifier: context.specifierOf(line.from, line.isExternal),
    isTypeOnly,
    namedImports: line.names.map(({ name, alias, isType }) => ({
      name,
      isTypeOnly: isType && !isTypeOnly,
      ...(alias === null ? {} : { alias }),
    })),
  };
}

function statementStructures(statement: Statement, context: MorphContext): readonly StatementStructures[] {
  switch (statement.kind) {
    case 'interface':
      return [interfaceStructure(statement, context)];
    case 'type':
      return [typeAliasStructure(statement, context)];
    case 'namespace':
      return [namespaceStructure(statement, context)];
    case 'const':
      return [constStructure(statement, context)];
    case 'function':
      return [functionStructure(statement, context)];
    case 'reexport':
      return context.reExportsOf(statement).map((line) => reExportStructure(line, context));
    case 'program':
      return [];
  }
}

function interfaceStructure(
  statement: InterfaceStatement,
  context: MorphContext,
): InterfaceDeclarationStructure {
  return {
    kind: context.morph.StructureKind.Interface,
    ...declared(statement, context),
    ...factsOf(statement, context),
    extends: (statement.extends ?? []).map((part) => textOf(context, part)),
    properties: statement.members
      .filter((member) => member.kind === 'property')
      .map((member) => ({
        ...docsOf(member.docs),
        name: encodeKey(member.name),
        type: textOf(context, member.type),
        hasQuestionToken: member.optional === true,
        isReadonly: member.readonly === true,
        ...factsOf(member, context),
      })),
    methods: statement.members
      .filter((member) => member.kind === 'method')
      .map((member) => ({
        ...docsOf(member.docs),
        name: encodeMethod(member.name),
        parameters: member.parameters.map((parameter) => parameterStructure(parameter, context)),
        returnType: textOf(context, member.returns),
        ...factsOf(member, context),
      })),
    indexSignatures: statement.members
      .filter((member) => member.kind === 'index')
      .map((member) => ({
        ...docsOf(member.docs),
        keyName: nameOfIndex,
        keyType: member.key,
        returnType: textOf(context, member.type),
      })),
  };
}

function typeAliasStructure(
  statement: TypeAliasStatement,
  context: MorphContext,
): TypeAliasDeclarationStructure {
  return {
    kind: context.morph.StructureKind.TypeAlias,
    ...declared(statement, context),
    ...factsOf(statement, context),
    typeParameters: (statement.typeParameters ?? []).map((part) => textOf(context, part)),
    type: textOf(context, statement.type),
  };
}

function namespaceStructure(
  statement: NamespaceStatement,
  context: MorphContext,
): ModuleDeclarationStructure {
  return {
    kind: context.morph.StructureKind.Module,
    ...declared(statement, context),
    declarationKind: context.morph.ModuleDeclarationKind.Namespace,
    hasDeclareKeyword: statement.exported, // `declare` belongs to the outermost namespace alone
    statements: spaced(
      statement.statements.flatMap((nested) =>
        statementStructures(nested, { ...context, within: statement.name.identity }),
      ),
    ),
  };
}

function constStructure(statement: ConstStatement, context: MorphContext): VariableStatementStructure {
  const { name, docs, isExported } = declared(statement, context);
  return {
    kind: context.morph.StructureKind.VariableStatement,
    ...(docs === undefined ? {} : { docs }),
    isExported,
    declarationKind: context.morph.VariableDeclarationKind.Const,
    declarations: [
      {
        name,
        initializer: textOf(context, statement.value),
        ...(statement.type === null ? {} : { type: textOf(context, statement.type) }),
      },
    ],
  };
}

function functionStructure(
  statement: FunctionStatement,
  context: MorphContext,
): FunctionDeclarationStructure {
  return {
    kind: context.morph.StructureKind.Function,
    ...declared(statement, context),
    typeParameters: (statement.typeParameters ?? []).map((part) => textOf(context, part)),
    parameters: statement.parameters.map((parameter) => parameterStructure(parameter, context)),
    returnType: textOf(context, statement.returns),
    statements: statement.body.map((part) => textOf(context, part)),
  };
}

function reExportStructure(line: ImportLine, context: MorphContext): ExportDeclarationStructure {
  const isTypeOnly = line.names.every(({ isType }) => isType);
  const kind = context.morph.StructureKind.ExportDeclaration;
  const moduleSpecifier = context.specifierOf(line.from, line.isExternal);
  const whole = line.names.find(({ name }) => name === '*');
  if (whole !== undefined) return { kind, moduleSpecifier, isTypeOnly, namespaceExport: whole.alias ?? '' };
  return {
    kind,
    moduleSpecifier,
    isTypeOnly,
    namedExports: line.names.map(({ name, isType }) => ({ name, isTypeOnly: isType && !isTypeOnly })),
  };
}

function parameterStructure(
  parameter: ParameterStructure,
  context: MorphContext,
): OptionalKind<ParameterDeclarationStructure> {
  return {
    name: textOf(context, parameter.name),
    type: textOf(context, parameter.type),
    hasQuestionToken: parameter.optional === true,
    ...(parameter.initial === undefined ? {} : { initializer: textOf(context, parameter.initial) }),
  };
}

function declared(
  statement: { readonly name: PlannedSymbol; readonly exported: boolean; readonly docs?: DocComment | null },
  context: MorphContext,
): { name: string; isExported: boolean; docs?: JSDocs } {
  return { name: context.nameOf(statement.name), isExported: statement.exported, ...docsOf(statement.docs) };
}

/** A comment of one line, in a block of code of a Markdown page: nothing of a document may end either. */
function factsOf(
  { facts = [] }: { readonly facts?: readonly string[] },
  { showsFacts }: MorphContext,
): { trailingTrivia?: string } {
  if (showsFacts !== true || facts.length === 0) return {};
  const text = encodeComment(facts.join(', ')).replaceAll(/\s+/g, ' ').replaceAll('`', "'");
  return { trailingTrivia: ` // ${text}` };
}

type JSDocs = OptionalKind<JSDocStructure>[];

/** ts-morph prints a comment on one line, unless its text starts with a line break. */
function docsOf(docs: DocComment | null | undefined): { docs?: JSDocs } {
  const text = docLines(docs);
  if (text === null) return {};
  return { docs: [{ description: text.includes('\n') ? `\n${text}` : text }] };
}

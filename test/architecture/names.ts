/** A module → what it exports, and the names in it that say nothing. */
import type { Directive, Statement } from 'oxc-parser';
import type { SourceModule } from './source-tree.ts';

export interface Exports {
  readonly types: readonly string[];
  /** Classes are here: they are values as well as types. */
  readonly values: readonly string[];
}

/** Sorted; a name that is handed on is an export of the module that declares it. */
export function exportsOf({ program }: SourceModule): Exports {
  const found = program.body.flatMap(exportedBy);
  const named = (isType: boolean): readonly string[] =>
    [...new Set(found.filter((one) => one.isType === isType).map(({ name }) => name))].toSorted();
  return { types: named(true), values: named(false) };
}

interface ExportedName {
  readonly name: string;
  readonly isType: boolean;
}

function exportedBy(statement: Directive | Statement): readonly ExportedName[] {
  if (statement.type !== 'ExportNamedDeclaration' || statement.source !== null) return [];
  const { declaration, specifiers, exportKind } = statement;
  const listed = specifiers.flatMap(({ exported, exportKind: kind }) =>
    exported.type === 'Identifier'
      ? [{ name: exported.name, isType: exportKind === 'type' || kind === 'type' }]
      : [],
  );
  switch (declaration?.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return [{ name: declaration.id?.name ?? '', isType: false }];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return [{ name: declaration.id.name, isType: true }];
    case 'TSEnumDeclaration':
      return [{ name: declaration.id.name, isType: declaration.declare }];
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ id }) =>
        id.type === 'Identifier' ? [{ name: id.name, isType: false }] : [],
      );
    default:
      return listed;
  }
}

/** Words that fit everything, and so tell nothing. */
const empty =
  /^(helpers?|utils?|utilit(y|ies)|managers?|handlers?|processors?|services?|data|infos?|misc|commons?)$/;

/** Exported names and names of files and folders that have such a word in them. */
export function emptyNames(module: SourceModule): readonly string[] {
  const { types, values } = exportsOf(module);
  const names = [...module.path.replace(/\.test\.ts$|\.ts$/, '').split('/'), ...types, ...values];
  return names
    .filter((name) => wordsOf(name).some((word) => empty.test(word)))
    .map((name) => `${module.path} ${name}`);
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

/** `export *` hides what a module offers; of types alone it is a list that cannot grow stale. */
export function openReExports({ path, program, lineAt }: SourceModule): readonly string[] {
  return program.body
    .filter((statement) => statement.type === 'ExportAllDeclaration' && statement.exportKind !== 'type')
    .map(({ start }) => `${path}:${lineAt(start)} export *`);
}

/** Functions and constants that a module exports though no other imports them. */
export function lonelyExports(module: SourceModule, importers: readonly SourceModule[]): readonly string[] {
  const uses = importers.flatMap(({ imports }) => imports).filter(({ target }) => target === module.path);
  // One that is imported as a whole, or while the program runs, may be used in every part.
  if (uses.some(({ names }) => names.length === 0)) return [];
  const imported = new Set(uses.flatMap(({ names }) => names));
  return exportsOf(module)
    .values.filter((name) => !imported.has(name))
    .map((name) => `${module.path} ${name}`);
}

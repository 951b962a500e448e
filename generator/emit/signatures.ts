/** Prints the public declarations of a package into one Markdown file, for reviewers. */
import type { PackagePlan } from '../plan/package-plan.ts';
import {
  isDeclaration,
  type DeclarationStatement,
  type Member,
  type ParameterStructure,
  type Statement,
} from '../template/structures.ts';
import { fileScope } from './file-scope.ts';
import { outputPath, type PrintRequest, type UnformattedFile } from './files.ts';
import { fragmentsOf } from './fragments.ts';
import { hashOf } from './hash.ts';
import { type MorphContext, signatureStructures } from './morph-structures.ts';

interface FileSignatures {
  readonly identity: string;
  readonly path: string;
  readonly statements: readonly Statement[];
}

/** Sorts files by path and declarations by name. Omits doc comments and bodies. */
export function signatures(path: string, title: string, request: PrintRequest): UnformattedFile {
  const files = request.files.flatMap((file): readonly FileSignatures[] => {
    if (file.content.kind !== 'code') return [];
    const statements = publicStatements(file.content.statements, request.plan);
    const shown = outputPath(file.path, request);
    return statements.length === 0 ? [] : [{ identity: file.identity, path: shown, statements }];
  });
  return {
    path,
    format: 'fenced',
    sourceHash: hashOf([title, files.map(({ path: file, statements }) => [file, statements])], request.plan),
    text: async () => {
      const morph = await import('ts-morph');
      const sections = files.map((file) => sectionOf(file, morph, request));
      return `${[`# ${title}`, ...sections].join('\n\n')}\n`;
    },
  };
}

function sectionOf(
  { identity, path, statements }: FileSignatures,
  morph: typeof import('ts-morph'),
  request: PrintRequest,
): string {
  const context: MorphContext = {
    morph,
    showsFacts: true,
    scope: fileScope(identity, fragmentsOf(statements), request.plan),
    nameOf: (symbol) => request.plan.symbols.get(symbol.identity)?.name ?? '',
    specifierOf: (from) => from,
    reExportsOf: () => [],
  };
  const printed = signatureStructures(statements, context).map((structure) =>
    morph.printStructure(structure, { indentNumberOfSpaces: 2 }).trim(),
  );
  return [`## ${path}`, '', '```ts', printed.join('\n'), '```'].join('\n');
}

function publicStatements(statements: readonly Statement[], plan: PackagePlan): readonly Statement[] {
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

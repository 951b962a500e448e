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
import { signatureStructures } from './morph-structures.ts';
import { type PrintContext, quickSignatures } from './quick-print.ts';

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
  return {
    path,
    format: 'fenced',
    sourceHash: hashOf([title, files.map(({ path: file, statements }) => [file, statements])], request.plan),
    text: async () => {
      const sections: string[] = [];
      for (const file of files) sections.push(await sectionOf(file, request));
      return `${[`# ${title}`, ...sections].join('\n\n')}\n`;
    },
  };
}

async function sectionOf(
  { identity, path, statements }: FileSignatures,
  request: PrintRequest,
): Promise<string> {
  const context: PrintContext = {
    showsFacts: true,
    scope: fileScope(identity, fragmentsOf(statements), request.plan),
    nameOf: (symbol) => request.plan.symbols.get(symbol.identity)?.name ?? '',
    specifierOf: (from) => from,
    reExportsOf: () => [],
  };
  const printed = quickSignatures(statements, context) ?? (await morphSignatures(statements, context));
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

/** The exports of `generator/index.ts`, and the types that they are made of → their declarations, by file. */
import { relative } from 'node:path';
import { Node, Project, SyntaxKind } from 'ts-morph';
import { root } from './pages.ts';

/** One entry of the reference. */
export interface Entry {
  readonly name: string;
  readonly declaration: Node;
  /** From the folder `generator`: `api/api.ts`. */
  readonly file: string;
  /** Position in the file, for the order of entries. */
  readonly start: number;
}

/** Every export, and every type of the generator that an export is declared with. */
export function templateExports(): readonly Entry[] {
  const project = new Project({
    tsConfigFilePath: `${root}tsconfig.json`,
    skipAddingFilesFromTsConfig: true,
  });
  const index = project.addSourceFileAtPath(`${root}generator/index.ts`);
  const exported = [...index.getExportedDeclarations()].flatMap(([name, declarations]) =>
    declarations.slice(0, 1).map((declaration) => entryOf(name, declaration)),
  );
  const entries = new Map(exported.map((entry) => [entry.name, entry]));
  for (const entry of entries.values())
    for (const used of usedTypes(entry.declaration))
      if (!entries.has(used.name)) entries.set(used.name, used);
  return [...entries.values()];
}

function entryOf(name: string, declaration: Node): Entry {
  const path = relative(`${root}generator`, declaration.getSourceFile().getFilePath());
  return { name, declaration, file: path.replaceAll('\\', '/'), start: declaration.getStart() };
}

/** Types that the signature of a declaration names. Bases that are not exported are part of the declaration itself. */
function usedTypes(declaration: Node): readonly Entry[] {
  return signatureParts(declaration)
    .flatMap((part) => part.getDescendantsOfKind(SyntaxKind.TypeReference))
    .map((reference) => reference.getTypeName())
    .filter((name) => Node.isIdentifier(name))
    .flatMap((name) => name.getDefinitionNodes().map((node) => [name.getText(), node] as const))
    .filter(([, node]) => Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node))
    .map(([name, node]) => entryOf(name, node))
    .filter(({ file }) => !file.startsWith('..'));
}

/** The declaration without the body of a function and the initial value of a constant. */
function signatureParts(declaration: Node): readonly Node[] {
  if (Node.isFunctionDeclaration(declaration)) {
    const returned = declaration.getReturnTypeNode();
    return [...declaration.getParameters(), ...(returned === undefined ? [] : [returned])];
  }
  if (Node.isVariableDeclaration(declaration)) {
    const type = declaration.getTypeNode();
    return type === undefined ? [] : [type.getParentOrThrow()];
  }
  return [declaration, ...ownBases(declaration)];
}

/** Interfaces that a declaration extends and that the reference has no entry for. */
export function ownBases(declaration: Node): readonly Node[] {
  if (!Node.isInterfaceDeclaration(declaration)) return [];
  return declaration
    .getBaseDeclarations()
    .filter((base) => Node.isInterfaceDeclaration(base) && !base.isExported());
}

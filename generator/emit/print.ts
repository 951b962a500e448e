/** Prints rendered files. An unchanged file is recognised by the hash of its printed text, and not formatted. */
import { readFileSync } from 'node:fs';
import type { PackagePlan } from '../plan/package-plan.ts';
import type { ImportExtension } from '../template/slots.ts';
import type { Statement } from '../template/structures.ts';
import { fileScope, type FileScope, fragmentsOf } from './file-scope.ts';
import {
  hashOf,
  outputPath,
  type PrintRequest,
  type RenderedFile,
  sha256,
  type UnformattedFile,
} from './files.ts';
import { importedPaths, reExportLines, relativeSpecifier } from './imports.ts';
import { sourceFileStructure } from './morph-structures.ts';
import { quickText } from './quick-print.ts';
import { signatures } from './signatures.ts';
import { plannedCode, type PlannedNames } from './verify-planned.ts';

/** All files of the package in the order of their paths. Skips runtime modules that nothing imports. */
export function print(request: PrintRequest): readonly UnformattedFile[] {
  const scopes = new Map(request.files.map((file) => [file.path, scopeOf(file, request.plan)] as const));
  const needed = neededPaths(request, scopes);
  return request.files
    .filter((file) => file.content.kind !== 'copy' || needed.has(file.path))
    .map((file) => printFile(file, scopes.get(file.path) ?? emptyScope, request))
    .map((file) => ({ ...file, path: outputPath(file.path, request) }));
}

const emptyScope: FileScope = { textOf: () => '', imports: [] };

function scopeOf({ identity, content }: RenderedFile, plan: PackagePlan): FileScope {
  return content.kind === 'code' ? fileScope(identity, fragmentsOf(content.statements), plan) : emptyScope;
}

function printFile(file: RenderedFile, scope: FileScope, request: PrintRequest): UnformattedFile {
  const { path, content } = file;
  switch (content.kind) {
    case 'code':
      return printCode({ path, statements: content.statements, scope }, request);
    case 'copy': {
      const text = copiedText(content.source, request.importExtension);
      // The sources of the runtime have the layout of the output, unless their imports got shorter.
      const format = request.importExtension === 'none' ? 'typescript' : 'text';
      return { path, format, sourceHash: sha256(text), text: () => text };
    }
    case 'json': {
      const text = JSON.stringify(content.value, null, 2);
      return { path, format: 'json', sourceHash: sha256(text), text: () => text };
    }
    case 'text':
      return {
        path,
        format: path.endsWith('.md') && content.isFormatted !== true ? 'markdown' : 'text',
        sourceHash: sha256(content.text),
        text: () => content.text,
      };
    case 'signatures':
      return signatures(path, content.title, request);
  }
}

interface CodeFile {
  readonly path: string;
  readonly statements: readonly Statement[];
  readonly scope: FileScope;
}

function printCode(file: CodeFile, request: PrintRequest): UnformattedFile {
  const { path, scope, statements } = file;
  const names = namesOf(file, request);
  // Printing takes half the time of hashing the statements.
  const quick = quickText(statements, names);
  return {
    path,
    format: 'typescript',
    sourceHash:
      quick === null
        ? hashOf([path, scope.imports, statements, request.importExtension], request.plan)
        : sha256(quick),
    text: () => quick ?? printWithMorph(statements, names),
    planned: () => plannedCode(statements, names),
  };
}

function namesOf({ path, scope }: CodeFile, { plan, importExtension }: PrintRequest): PlannedNames {
  return {
    scope,
    nameOf: ({ identity }) => plan.symbols.get(identity)?.name ?? '',
    specifierOf: (from, isExternal) => (isExternal ? from : relativeSpecifier(path, from, importExtension)),
    reExportsOf: (statement) => reExportLines(statement, plan),
  };
}

async function printWithMorph(statements: readonly Statement[], names: PlannedNames): Promise<string> {
  const morph = await import('ts-morph');
  const structure = sourceFileStructure(statements, { ...names, morph });
  return morph.printStructure(structure, { indentNumberOfSpaces: 2 });
}

function copiedText(source: URL, extension: ImportExtension): string {
  const text = readFileSync(source, 'utf8');
  if (extension === 'js') return text;
  return text.replaceAll(/(from '\.[^']+)\.js'/g, extension === 'ts' ? "$1.ts'" : "$1'");
}

/** Paths of the copied files that something imports, directly or through other copied files. */
function neededPaths(request: PrintRequest, scopes: ReadonlyMap<string, FileScope>): ReadonlySet<string> {
  const sources = new Map(
    request.files.flatMap(({ path, content }) => (content.kind === 'copy' ? [[path, content.source]] : [])),
  );
  const reExported = request.files.flatMap(({ content }) =>
    content.kind === 'code'
      ? content.statements.flatMap((statement) =>
          statement.kind === 'reexport' ? reExportLines(statement, request.plan) : [],
        )
      : [],
  );
  const pending = [...[...scopes.values()].flatMap(({ imports }) => imports), ...reExported].map(
    ({ from }) => from,
  );
  const needed = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const source = sources.get(path);
    if (source === undefined || needed.has(path)) continue;
    needed.add(path);
    pending.push(...importedPaths(path, readFileSync(source, 'utf8')));
  }
  return needed;
}

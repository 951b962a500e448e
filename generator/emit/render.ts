/** Calls `render` of every template, with all names final, and checks the results. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { faultOf, helpFor } from '../diagnostics/thrown.ts';
import { kebabCase, splitWords } from '../naming/words.ts';
import type { GenerateOptions } from '../options.ts';
import type { PackagePlan } from '../plan/package-plan.ts';
import { asContent, findContentFault, readContent } from '../template/check.ts';
import type { PlannedSymbol } from '../template/plan.ts';
import type { PackageIdentity, RenderContext } from '../template/slots.ts';
import type { FileContent, Statement } from '../template/structures.ts';
import type { FileTemplate } from '../template/template.ts';
import { addDependencies } from './dependencies.ts';
import type { RenderedFile } from './files.ts';
import { fragmentsOf } from './file-scope.ts';
import { checkOutputPaths } from './output-path.ts';

export interface RenderRequest {
  readonly plan: PackagePlan;
  readonly options: Pick<GenerateOptions, 'packageName' | 'importExtension' | 'build'>;
  /** Called before each call of a template, which may never return. */
  readonly announce?: (template: string) => void;
}

/** Files in the order of their paths. Reports and skips those that failed. */
export function render(request: RenderRequest, diagnostics: DiagnosticCollector): readonly RenderedFile[] {
  const context = contextOf(request, diagnostics);
  const files = request.plan.files.flatMap((output): readonly RenderedFile[] => {
    const { identity, path } = output;
    if (output.kind === 'copied')
      return [{ identity, path, content: { kind: 'copy', source: output.request.source } }];
    const contents = output.templates.flatMap(({ template, file }) => {
      request.announce?.(template);
      const content = renderOne({ template, path, render: file.render, context }, diagnostics);
      return content === null ? [] : [content];
    });
    return contents.length === 0 ? [] : [{ identity, path, content: merge(contents) }];
  });
  const paths = files.map(({ path }) => path);
  checkOutputPaths(paths, diagnostics);
  const rendered = new Set(request.plan.files.map(({ identity }) => identity));
  const valid = files.filter((file) => haveAllSymbols(file, { plan: request.plan, rendered }, diagnostics));
  return addDependencies(valid, request.plan, diagnostics);
}

interface RenderCall {
  readonly template: string;
  readonly path: string;
  readonly render: FileTemplate['render'];
  readonly context: RenderContext;
}

/** One template's content of a file; `null` after a reported mistake. */
function renderOne(
  { template, path, render: renderFile, context }: RenderCall,
  diagnostics: DiagnosticCollector,
): FileContent | null {
  try {
    const returned: unknown = renderFile(context);
    if (returned instanceof Promise) returned.catch(() => null);
    const content = readContent(returned);
    const fault = findContentFault(content);
    if (fault === null) return asContent(content);
    diagnostics.report({ code: 'CW4007', message: `The template "${template}", ${path}: ${fault}.` });
  } catch (error) {
    const fault = faultOf(error);
    diagnostics.report({
      code: 'CW4001',
      message: `The template "${template}" failed to render ${path}: ${fault.reason}`,
      help: helpFor(fault),
    });
  }
  return null;
}

interface KnownSymbols {
  readonly plan: PackagePlan;
  /** Identities of the files that a template renders or copies. */
  readonly rendered: ReadonlySet<string>;
}

/** Returns `false`, and reports each one, if a file uses symbols that no template declares, or whose file none renders. */
function haveAllSymbols(
  { path, content }: RenderedFile,
  known: KnownSymbols,
  diagnostics: DiagnosticCollector,
): boolean {
  if (content.kind !== 'code') return true;
  const identities = new Set(symbolsOf(content.statements).map(({ identity }) => identity));
  const faults = [...identities].flatMap((identity) => symbolFault(identity, known));
  for (const fault of faults)
    diagnostics.report({ code: 'CW4008', message: `${path} uses the symbol ${fault}.` });
  return faults.length === 0;
}

function symbolFault(identity: string, { plan, rendered }: KnownSymbols): readonly string[] {
  const symbol = plan.symbols.get(identity);
  const name = JSON.stringify(identity);
  if (symbol === undefined) return [`${name}, which no template declares`];
  const path = plan.paths.get(symbol.file);
  if (path === undefined || rendered.has(symbol.file)) return [];
  return [`${name} of ${path}, which no template renders`];
}

function symbolsOf(statements: readonly Statement[]): readonly PlannedSymbol[] {
  const parts = fragmentsOf(statements).flatMap((fragment) => fragment.parts);
  return [
    ...statements.flatMap(declaredIn),
    ...parts.flatMap((part) => (part.kind === 'symbol' ? [part.symbol] : [])),
  ];
}

function declaredIn(statement: Statement): readonly PlannedSymbol[] {
  if (statement.kind === 'reexport') return statement.symbols;
  if (statement.kind === 'program') return [];
  return [
    statement.name,
    ...(statement.kind === 'namespace' ? statement.statements.flatMap(declaredIn) : []),
  ];
}

/** Templates can share a file of code. Any other file belongs to one template. */
function merge(contents: readonly FileContent[]): FileContent {
  const statements = contents.flatMap((content): readonly Statement[] =>
    content.kind === 'code' ? content.statements : [],
  );
  const [first] = contents;
  return first !== undefined && first.kind !== 'code' ? first : { kind: 'code', statements };
}

function contextOf(request: RenderRequest, diagnostics: DiagnosticCollector): RenderContext {
  const { plan } = request;
  const { api } = plan;
  const models = new Map(api.models.map((model) => [model.id, model]));
  const operations = new Map(api.operations.map((operation) => [operation.id, operation]));
  return {
    api,
    slots: plan.slots,
    package: packageIdentity(api, request.options),
    additions: plan.additions,
    model: (id) => found(models.get(id), id),
    operation: (id) => found(operations.get(id), id),
    nameOf: (symbol) => found(plan.symbols.get(symbol.identity), symbol.identity).name,
    qualifiedNameOf: (symbol) => qualifiedName(symbol.identity, plan),
    publicSymbols: [...publicSymbolsOf(plan), ...plan.runtimeExports],
    fileOf: (symbol) => ({
      kind: 'file',
      identity: found(plan.symbols.get(symbol.identity), symbol.identity).file,
    }),
    pathOf: (file) => found(plan.paths.get(file.identity), file.identity),
    report: (report) => diagnostics.report(report),
  };
}

function qualifiedName(identity: string, plan: PackagePlan): string {
  const { name, parent } = found(plan.symbols.get(identity), identity);
  return parent === null ? name : `${qualifiedName(parent, plan)}.${name}`;
}

function publicSymbolsOf(plan: PackagePlan): readonly PlannedSymbol[] {
  return [...plan.symbols.values()]
    .filter(({ isPublic }) => isPublic)
    .map(({ identity, name, file }) => ({
      identity,
      key: `${plan.paths.get(file) ?? ''}\0${name}\0${identity}`,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ identity }) => ({ kind: 'symbol', identity }));
}

function found<T>(item: T | undefined, identity: string): T {
  if (item === undefined) throw new Error(`Unknown identity "${identity}".`);
  return item;
}

const semver = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

/** Derives the name from the title, unless the user gave one. Uses the document's version if npm accepts it. */
function packageIdentity(
  api: Api,
  { packageName, importExtension, build = false }: RenderRequest['options'],
): PackageIdentity {
  const derived = kebabCase(splitWords(api.title)).replaceAll(/[^a-z0-9-]/g, '');
  return {
    name: packageName ?? (derived === '' ? 'api-client' : derived.slice(0, 100)),
    version: semver.test(api.version) ? api.version : '0.0.0',
    importExtension,
    isBuilt: build,
  };
}

/** Has every template render its files, with all names final, and keeps what came of it as data. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { PackagePlan } from '../plan/package-plan.ts';
import type { PlannedSymbol } from '../template/plan.ts';
import type { FileContent, Statement } from '../template/structures.ts';
import type { PackageIdentity, RenderContext } from '../template/slots.ts';

/** A file as its templates describe it, before any of it is text. */
export interface RenderedFile {
  readonly identity: string;
  readonly path: string;
  readonly content: FileContent | { readonly kind: 'copy'; readonly source: URL };
}

export interface RenderRequest {
  readonly api: Api;
  readonly plan: PackagePlan;
  readonly package: PackageIdentity;
}

/** Files in the order of their paths; those that failed are reported and left out. */
export function render(request: RenderRequest, diagnostics: DiagnosticCollector): readonly RenderedFile[] {
  const context = contextOf(request, diagnostics);
  return request.plan.files.flatMap((output): readonly RenderedFile[] => {
    const { identity, path } = output;
    if (output.kind === 'copied')
      return [{ identity, path, content: { kind: 'copy', source: output.request.source } }];
    const contents = output.templates.flatMap(({ template, file }) => {
      try {
        return [file.render(context)];
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        diagnostics.report({
          code: 'CW4001',
          message: `The template "${template}" failed to render ${path}: ${reason}`,
        });
        return [];
      }
    });
    return contents.length === 0 ? [] : [{ identity, path, content: merge(contents) }];
  });
}

/** Only code can be shared; anything else is one template's alone. */
function merge(contents: readonly FileContent[]): FileContent {
  const statements = contents.flatMap((content): readonly Statement[] =>
    content.kind === 'code' ? content.statements : [],
  );
  const [first] = contents;
  return first !== undefined && first.kind !== 'code' ? first : { kind: 'code', statements };
}

function contextOf(request: RenderRequest, diagnostics: DiagnosticCollector): RenderContext {
  const { api, plan } = request;
  const models = new Map(api.models.map((model) => [model.id, model]));
  const operations = new Map(api.operations.map((operation) => [operation.id, operation]));
  return {
    api,
    slots: plan.slots,
    package: request.package,
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
  if (item === undefined) throw new Error(`Nothing is known as "${identity}".`);
  return item;
}

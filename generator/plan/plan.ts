/** Lets every template declare, and decides all names and paths before anything is rendered. */
import type { Api } from '../api/api.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import type { Ledger } from '../naming/ledger.ts';
import type { SlotContracts } from '../template/slots.ts';
import { declareAll, type Declared } from './declare.ts';
import type { PlannedSymbol } from '../template/plan.ts';
import type { AnyTemplate } from '../template/template.ts';
import {
  ledgerKey,
  type PackagePlan,
  type PlannedOutput,
  type ResolvedSymbol,
  resolvePaths,
} from './package-plan.ts';
import { keepIdentities, modelEntries } from './keep-identities.ts';
import { keepMediaTypes, mediaTypeEntries, operationAddresses } from './keep-operations.ts';
import { Registry } from './registry.ts';
import {
  reportChangedNames,
  reportNewLists,
  reportRefusedNames,
  reportReleasedNames,
} from './report-names.ts';
import { isKept, resolveNames } from './resolve-names.ts';

export interface PlanRequest {
  readonly api: Api;
  /** In the order in which their statements follow each other in a shared file; one for each slot. */
  readonly templates: readonly AnyTemplate[];
  readonly ledger: Ledger;
}

/** `null` after an error was reported. */
export function plan(given: PlanRequest, diagnostics: DiagnosticCollector): PackagePlan | null {
  const known = keepIdentities(given.api, given.ledger);
  const request = { ...given, api: keepMediaTypes(known, given.ledger) };
  const registry = new Registry(request.ledger.names);
  const declared = declareAll(request, registry, diagnostics);
  if (declared === null) return null;
  const paths = resolvePaths({
    files: registry.files,
    copies: registry.copies,
    ledger: request.ledger.names,
  });
  const likes = likesOf(registry, declared.slots);
  const { names, changed, refused } = resolveNames({
    symbols: registry.symbols,
    likes,
    taken: new Set(
      declared.runtimeExports.map(({ identity }) => registry.copiedSymbols.get(identity)?.name ?? ''),
    ),
    ledger: request.ledger.names,
  });
  reportChangedNames(changed, diagnostics);
  reportRefusedNames(refused, diagnostics);
  reportNewLists(request, diagnostics);
  const symbols = resolveSymbols(registry, names);
  const kept = ledgerOf({ registry, likes }, names, paths);
  reportReleasedNames({ before: request.ledger, names: kept, api: request.api }, diagnostics);
  return {
    api: request.api,
    files: [...outputsOf(declared.files, registry, paths)].sort((a, b) => (a.path < b.path ? -1 : 1)),
    symbols,
    symbolsByFile: Map.groupBy(
      [...symbols.values()].filter(
        ({ identity, isModule }) => !isModule && registry.symbols.get(identity)?.isKey !== true,
      ),
      ({ file }) => file,
    ),
    paths,
    slots: declared.slots,
    runtimeExports: declared.runtimeExports,
    additions: declared.additions,
    ledger: {
      ...modelEntries(request.api),
      names: kept,
      operations: operationAddresses(request.api),
      mediaTypes: mediaTypeEntries(request.api),
    },
  };
}

function resolveSymbols(
  registry: Registry,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, ResolvedSymbol> {
  const symbols = new Map<string, ResolvedSymbol>();
  for (const [identity, request] of registry.symbols) {
    symbols.set(identity, {
      identity,
      name: names.get(identity) ?? '',
      meaning: request.meaning,
      file: request.file.identity,
      parent: request.parent?.identity ?? null,
      isPublic: request.isPublic === true,
      isModule: request.isModule === true,
    });
  }
  for (const [identity, { name, meaning, file }] of registry.copiedSymbols) {
    symbols.set(identity, { identity, name, meaning, file, parent: null, isPublic: false, isModule: false });
  }
  return symbols;
}

function* outputsOf(
  files: Declared['files'],
  registry: Registry,
  paths: ReadonlyMap<string, string>,
): Generator<PlannedOutput> {
  const byFile = Map.groupBy(files, ({ file }) => file.file.identity);
  for (const [identity, templates] of byFile) {
    yield { kind: 'rendered', identity, path: paths.get(identity) ?? '', templates };
  }
  for (const [identity, request] of registry.copies) {
    yield { kind: 'copied', identity, path: request.path, request };
  }
}

/** Symbols that take the name of another one in their file. */
function likesOf({ symbols }: Registry, slots: SlotContracts): ReadonlyMap<string, PlannedSymbol> {
  const likes = [...symbols.values()].flatMap(({ identity, file, likeModel }) => {
    const target = likeModel && slots.model.type(likeModel, likeModel.plain ?? 'response');
    const isNear = target !== undefined && symbols.get(target.identity)?.file.identity === file.identity;
    return isNear ? [[identity, target] as const] : [];
  });
  return new Map(likes);
}

interface LikesOfPlan {
  readonly registry: Registry;
  readonly likes: ReadonlyMap<string, PlannedSymbol>;
}

/** Names that callers write, and paths that they import from or find in a review. */
function ledgerOf(
  { registry, likes }: LikesOfPlan,
  names: ReadonlyMap<string, string>,
  paths: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const own = [...registry.symbols.values()].filter(({ identity }) => !likes.has(identity));
  const kept = own.filter(isKept).map(({ identity }) => identity);
  const files = [...registry.files.values()].filter((file) => 'folder' in file);
  const entries = [
    ...kept.map((identity) => [identity, names.get(identity) ?? ''] as const),
    ...files.map(({ identity }) => [ledgerKey(identity), paths.get(identity) ?? ''] as const),
  ];
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

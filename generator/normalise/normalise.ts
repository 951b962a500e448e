/** Turns a loaded document into the API: every schema resolved, every model named, all in canonical order. */
import type { Api, Model, Operation } from '../api/api.ts';
import { deepFreeze, sortedBy } from '../api/json.ts';
import { referencesOf } from '../api/representations.ts';
import type { DiagnosticCollector } from '../diagnostics/diagnostic.ts';
import { readDocs, readTags } from './docs.ts';
import { placeBytes } from './models/bytes.ts';
import { completeSchemas } from './models/complete-schemas.ts';
import {
  buildComponents,
  componentAliases,
  type ModelSchemas,
  recursiveModels,
  withoutCircles,
} from './models/components.ts';
import { withFields } from './models/form-fields.ts';
import { withChildren } from './models/inheritance.ts';
import { promote } from './models/promote.ts';
import { moveNullToUse, type NullAtUse, promotionRule } from './models/promotion-rule.ts';
import { mapSchemas, withUsage } from './models/schema-uses.ts';
import { reportDescribedTexts } from './operations/content.ts';
import { readIncoming, separateIncoming } from './operations/incoming.ts';
import { reportNestedValues } from './operations/nested-values.ts';
import { withPagination } from './operations/pagination.ts';
import { readPaths, selectedSources } from './operations/path-item.ts';
import { withStreamEnds, withStreamVariants } from './operations/streams.ts';
import { reportUnnamed, uniqueOperations } from './operations/unique-operations.ts';
import { withWaiting } from './operations/waiters.ts';
import {
  createScope,
  type NormaliseOptions,
  placeOf,
  type ReadDocument,
  report,
  type Scope,
} from './scope.ts';
import { readSecurity, readSecuritySchemes, readServers } from './access.ts';
import { childOf, entriesOf, type Source, textAt } from './source.ts';

export type { NormaliseOptions, ReadDocument } from './scope.ts';

/** Reads the document without changing it. What cannot be represented is reported and left out, never thrown. */
export function normalise(
  document: ReadDocument,
  options: NormaliseOptions,
  diagnostics: DiagnosticCollector,
): Api {
  const scope = createScope(document, options, diagnostics);
  const root: Source = { value: document.root, pointer: '' };
  const components = buildComponents(scope);
  const selected = selectedSources(scope, root);
  const written = uniqueOperations(
    scope,
    readPaths(scope, selected.operations, readTags(scope, childOf(root, 'tags'))),
  );
  const received = readIncoming(scope, selected.webhooks, written);
  reportUnnamed(scope, written);
  reportDescribedTexts(
    scope,
    written.map(({ operation }) => operation),
  );
  const known = withoutCircles(scope, withMeant(scope, new Map([...components, ...recursiveModels(scope)])));
  const { models: bare, apply } = atUse(scope, known);
  const drafts = [...written.map(({ operation }) => operation), ...received].map((operation) =>
    mapSchemas(operation, apply),
  );
  const placed = placeBytes(scope, bare, withFields(scope, bare, drafts));
  reportNestedValues(scope, placed.models, placed.operations);
  const complete = completeSchemas(scope, placed.models, placed.operations);
  const promoted = promote(scope, complete.models, complete.operations);
  const models = selectedModels(scope, withUsage(promoted.models, promoted.operations));
  const { operations: own, incoming } = separateIncoming(promoted.operations);
  const sources = new Map(written.map(({ operation, source }) => [operation.id, source]));
  const waiting = withWaiting(scope, { operations: own, sources, models });
  const paged = withPagination(scope, { operations: waiting, sources, models });
  const operations = withStreamVariants(withStreamEnds(scope, paged, sources));
  reportNotGenerated(scope);
  return deepFreeze({
    ...describe(scope, root),
    models,
    ...aliasesOf(scope, models),
    operations: sortOperations(operations),
    incoming,
  });
}

function aliasesOf(scope: Scope, models: readonly Model[]): Pick<Api, 'componentAliases'> {
  const ids = new Set(models.map(({ id }) => id));
  const aliases = componentAliases(scope).filter(({ model }) => ids.has(model));
  return aliases.length === 0 ? {} : { componentAliases: sortedBy(aliases, ({ id }) => id) };
}

/** A package of selected operations has the models of these operations only, and what these are nested in. */
function selectedModels({ options }: Scope, models: readonly Model[]): readonly Model[] {
  if (options.include === undefined && options.exclude === undefined) return models;
  const byId = new Map(models.map((model) => [model.id, model]));
  const kept = new Set<Model>();
  const pending = models.filter(({ usage }) => usage.request || usage.response);
  for (let model = pending.pop(); model !== undefined; model = pending.pop()) {
    if (kept.has(model)) continue;
    kept.add(model);
    // The enumeration of a base is nested in it, also where only what extends the base is used.
    const needed = model.parent === null ? [] : [model.parent];
    for (const id of [...needed, ...referencesOf(model.schema)]) {
      const other = byId.get(id);
      if (other !== undefined) pending.push(other);
    }
  }
  return models.filter((model) => kept.has(model));
}

/** OpenAPI, not JSON Schema, defines the meaning of a base with a discriminator. */
function withMeant(scope: Scope, models: ModelSchemas): ModelSchemas {
  return scope.options.schemas === 'exact' ? models : withChildren(scope, models);
}

/** Members of a union may each have null of their own: to count them, each has to keep it. */
function atUse(scope: Scope, models: ModelSchemas): NullAtUse {
  return scope.options.schemas === 'exact'
    ? { models, apply: (schema) => schema }
    : moveNullToUse(models, promotionRule(models));
}

function describe(scope: Scope, root: Source): Omit<Api, 'models' | 'operations' | 'incoming'> {
  const about = childOf(root, 'info');
  const version = childOf(about, 'version').value;
  return {
    title: textAt(about, 'title') ?? '',
    ...slowPatterns(scope),
    version: typeof version === 'string' || typeof version === 'number' ? String(version) : '',
    docs: readDocs(about),
    servers: readServers(scope, childOf(root, 'servers')),
    tags: readTags(scope, childOf(root, 'tags')),
    securitySchemes: readSecuritySchemes(scope),
    security: readSecurity(scope, childOf(root, 'security')),
    ...(scope.options.enums === 'closed' ? { enums: 'closed' } : {}),
    ...(scope.options.nulls === 'absent' ? { nulls: 'absent' } : {}),
    place: placeOf(scope, root),
  };
}

function slowPatterns({ schemas: { backtracking } }: Scope): Pick<Api, 'slowPatterns'> {
  const slow = [...backtracking].flatMap(([pattern, verdict]) => (verdict === 'bounded' ? [] : [pattern]));
  return slow.length === 0 ? {} : { slowPatterns: slow.sort() };
}

function sortOperations(operations: readonly Operation[]): readonly Operation[] {
  return sortedBy(operations, ({ path, id }) => [...path, '', id].join('\u0000'));
}

function reportNotGenerated(scope: Scope): void {
  const root: Source = { value: scope.document.root, pointer: '' };
  const operations = entriesOf(childOf(root, 'paths')).flatMap(([, pathItem]) => entriesOf(pathItem));
  const responses = operations.flatMap(([, operation]) => entriesOf(childOf(operation, 'responses')));
  const links = responses.flatMap(([, response]) => entriesOf(childOf(response, 'links')));
  reportCount(scope, 'link', { count: links.length, source: links[0]?.[1] ?? root });
}

function reportCount(scope: Scope, what: string, { count, source }: { count: number; source: Source }): void {
  if (count === 0) return;
  const message = `${count} ${count === 1 ? `${what} is` : `${what}s are`} not generated.`;
  report(scope, source, { code: 'CW2034', message });
}

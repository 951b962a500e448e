/** Turns a loaded document into the API: every schema resolved, every model named, all in canonical order. */
import type { Api, Operation } from '../api/api.ts';
import { sortedBy } from '../api/compare.ts';
import { deepFreeze } from '../api/freeze.ts';
import type { Schema } from '../api/schema.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { readDocs } from './docs.ts';
import type { ModelSchemas } from './models/components.ts';
import { buildComponents, recursiveModels, withoutCircles } from './models/components.ts';
import { heirsOf, withChildren } from './models/inheritance.ts';
import type { Narrowings } from './models/variant-constants.ts';
import { narrowModels } from './models/variant-constants.ts';
import type { NullAtUse } from './models/null-at-use.ts';
import { moveNullToUse } from './models/null-at-use.ts';
import { promote } from './models/promote.ts';
import { promotionRule } from './models/promotion-rule.ts';
import { fittingDefault, refiner } from './models/complete-schemas.ts';
import { plainUses, withOwnVariants } from './models/plain-uses.ts';
import { mapSchemas, slotsOf } from './models/schema-uses.ts';
import { withUsage } from './models/usage.ts';
import { reportNotGenerated } from './not-generated.ts';
import { reportDescribedTexts } from './operations/described-texts.ts';
import { withPagination } from './operations/pagination.ts';
import { readPaths } from './operations/path-item.ts';
import { withStreamVariants } from './operations/stream-variants.ts';
import { uniqueOperations } from './operations/unique-operations.ts';
import { reportUnnamed } from './operations/unnamed.ts';
import { withWaiting } from './operations/waiting.ts';
import type { NormaliseOptions, ReadDocument, Scope } from './scope.ts';
import { createScope, placeOf } from './scope.ts';
import { readSecurity, readSecuritySchemes } from './security.ts';
import { readServers } from './servers.ts';
import type { Source } from './source.ts';
import { childOf, textAt } from './source.ts';
import { readTags } from './tags.ts';

export type { NormaliseOptions, ReadDocument } from './scope.ts';

/** Reads the document without changing it; what cannot be said is reported and left out, never thrown. */
export function normalise(
  document: ReadDocument,
  options: NormaliseOptions,
  diagnostics: DiagnosticCollector,
): Api {
  const scope = createScope(document, options, diagnostics);
  const root: Source = { value: document.root, pointer: '' };
  const components = buildComponents(scope);
  const written = uniqueOperations(scope, readPaths(scope, childOf(root, 'paths')));
  reportUnnamed(scope, written);
  reportDescribedTexts(
    scope,
    written.map(({ operation }) => operation),
  );
  const known = withoutCircles(scope, withMeant(scope, new Map([...components, ...recursiveModels(scope)])));
  const { models: bare, apply } = atUse(scope, known);
  const drafts = written.map(({ operation }) => mapSchemas(operation, apply));
  const refined = refineAll(scope, bare, drafts);
  const promoted = promote(scope, refined.models, refined.operations);
  const models = withUsage(promoted.models, promoted.operations);
  const sources = new Map(written.map(({ operation, source }) => [operation.id, source]));
  const waiting = withWaiting(scope, { operations: promoted.operations, sources, models });
  const paged = withPagination(scope, { operations: waiting, sources, models });
  const operations = withStreamVariants(paged);
  reportNotGenerated(scope);
  return deepFreeze({ ...describe(scope, root), models, operations: sortOperations(operations) });
}

/** What a base with a discriminator means is said by OpenAPI, not by JSON Schema. */
function withMeant(scope: Scope, models: ModelSchemas): ModelSchemas {
  return scope.options.schemas === 'exact' ? models : withChildren(scope, models);
}

/** Members of a union may each have null of their own: to count them, each has to keep it. */
function atUse(scope: Scope, models: ModelSchemas): NullAtUse {
  return scope.options.schemas === 'exact'
    ? { models, apply: (schema) => schema }
    : moveNullToUse(models, promotionRule(models));
}

function describe(scope: Scope, root: Source): Omit<Api, 'models' | 'operations'> {
  const about = childOf(root, 'info');
  const version = childOf(about, 'version').value;
  return {
    title: textAt(about, 'title') ?? '',
    version: typeof version === 'string' || typeof version === 'number' ? String(version) : '',
    docs: readDocs(about),
    servers: readServers(scope, childOf(root, 'servers')),
    tags: readTags(childOf(root, 'tags')),
    securitySchemes: readSecuritySchemes(scope),
    security: readSecurity(scope, childOf(root, 'security')),
    place: placeOf(scope, root),
  };
}

interface Refined {
  readonly models: ModelSchemas;
  readonly operations: readonly Operation[];
}

/** Discriminators, and defaults that fit: they need every model, so they come after all of them are read. */
function refineAll(scope: Scope, models: ModelSchemas, operations: readonly Operation[]): Refined {
  const narrowings: Narrowings = new Map();
  const refine = refiner(scope, models, narrowings);
  const refined = new Map([...models].map(([id, schema]): [string, Schema] => [id, refine(schema)]));
  const finished = operations.map((operation) =>
    withFittingDefaults(scope, mapSchemas(operation, refine), models),
  );
  const isKept = keptVariants(scope, refined, finished);
  const own = (schema: Schema): Schema => withOwnVariants(schema, refined, isKept);
  const separate = new Map([...refined].map(([id, schema]): [string, Schema] => [id, own(schema)]));
  return {
    models: narrowModels(separate, narrowings, isKept),
    operations: finished.map((operation) => mapSchemas(operation, own)),
  };
}

/** What is used outside of its unions stays as it is written; what extends a base is its variant everywhere. */
function keptVariants(
  scope: Scope,
  models: ModelSchemas,
  operations: readonly Operation[],
): (model: string) => boolean {
  const slots = slotsOf(operations).map(({ schema }) => schema);
  const used = plainUses([...models.values(), ...slots]);
  const heirs = scope.options.schemas === 'exact' ? new Set<string>() : heirsOf(scope, models);
  return (model) => used.has(model) && !heirs.has(model);
}

function withFittingDefaults(scope: Scope, operation: Operation, models: ModelSchemas): Operation {
  const parameters = operation.parameters.map((parameter) => {
    const { schema, place } = parameter;
    const value = fittingDefault(scope, { schema, value: parameter.default, place }, models);
    return { ...parameter, default: value };
  });
  return { ...operation, parameters };
}

function sortOperations(operations: readonly Operation[]): readonly Operation[] {
  return sortedBy(operations, ({ path, id }) => [...path, '', id].join('\u0000'));
}

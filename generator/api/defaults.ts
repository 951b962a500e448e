/** Finds the models whose values change on receipt: defaults are filled in, values are converted. */
import type { Api, Model } from './api.ts';
import { unrefined } from './assertions.ts';
import { isSharedByDirections, modelsThatDiffer, referencesOf } from './directions.ts';
import { holdsRepresented } from './representations.ts';
import type { Schema } from './schema.ts';
import { childrenOf } from './walk.ts';

/** Ids of the received models that hold a default or a converted value at any depth. */
export function modelsWithWireForm(api: Api): ReadonlySet<string> {
  return receivedModelsAround(api, ({ schema }) => holdsDefault(schema) || holdsRepresented(schema));
}

/** Ids of the received models that match, or hold a model that does. */
export function receivedModelsAround(api: Api, matches: (model: Model) => boolean): ReadonlySet<string> {
  const split = api.types === undefined ? null : modelsOfTwoTypes(api);
  const received = api.models.filter(
    ({ id, usage }) => usage.response || !usage.request || split?.has(id) === false,
  );
  return closureOf(received, matches, ({ schema, usage }) =>
    usage.request && !usage.response ? referencesOf(schema) : receivedReferencesOf(schema),
  );
}

/**
 * Ids of the models that hold one with a type for each direction.
 *
 * Validators of models that are only sent convert values too. They cannot where such a model is inside:
 * conversion yields the type of responses.
 */
function modelsOfTwoTypes(api: Api): ReadonlySet<string> {
  const differing = modelsThatDiffer(api);
  const isSplit = (model: Model): boolean => differing.has(model.id) && isSharedByDirections(model);
  return closureOf(api.models, isSplit, ({ schema }) => referencesOf(schema));
}

/** Ids of the models that match, and of all that refer to one at any depth. */
function closureOf(
  models: readonly Model[],
  matches: (model: Model) => boolean,
  referencesIn: (model: Model) => readonly string[],
): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of models) {
    if (matches(model)) pending.push(model.id);
    for (const id of referencesIn(model)) users.set(id, [...(users.get(id) ?? []), model.id]);
  }
  const known = new Set(models.map(({ id }) => id));
  const found = new Set<string>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id) || !known.has(id)) continue;
    found.add(id);
    pending.push(...(users.get(id) ?? []));
  }
  return found;
}

/** Ids of the models in a response with the schema: write-only properties are not received. */
function receivedReferencesOf(schema: Schema): readonly string[] {
  const body = unrefined(schema);
  if (body.kind !== 'object') return referencesOf(body);
  return childrenOf({
    ...body,
    properties: body.properties.filter(({ access }) => access !== 'write'),
  }).flatMap((child) => receivedReferencesOf(child.schema));
}

/** Returns true if the schema itself contains a default. Models that it refers to do not count. */
export function holdsDefault(schema: Schema): boolean {
  const body = unrefined(schema);
  if (body.kind !== 'object') return childrenOf(body).some((child) => holdsDefault(child.schema));
  return body.properties.some(
    (property) =>
      property.access !== 'write' &&
      ((property.default !== undefined && !property.required) || holdsDefault(property.schema)),
  );
}

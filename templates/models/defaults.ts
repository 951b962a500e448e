/** Finds the models whose values look different before their defaults are filled in. */
import { childrenOf, unrefined, type Api, type Model, type Schema } from '../../generator/index.ts';
import { isSharedByDirections, modelsThatDiffer, referencesOf } from './directions.ts';
import { holdsRepresented } from './representations.ts';

/** Ids of the models of responses that have a default, or a value with a type of its own, somewhere inside. */
export function modelsWithDefaults(api: Api): ReadonlySet<string> {
  return modelsAround(api, ({ schema }) => hasDefault(schema) || holdsRepresented(schema));
}

/** Ids of the models of responses that are such, or have one inside. */
export function modelsAround(api: Api, isSuch: (model: Model) => boolean): ReadonlySet<string> {
  const split = api.types === undefined ? null : modelsOfTwoTypes(api);
  const received = api.models.filter(
    ({ id, usage }) => usage.response || !usage.request || split?.has(id) === false,
  );
  return closureOf(received, isSuch, ({ schema, usage }) =>
    usage.request && !usage.response ? referencesOf(schema) : receivedReferencesOf(schema),
  );
}

/**
 * Where callers have something else than JSON has, the validator of what is only sent makes it too: but where
 * something inside has one type for each direction, as it is the other one that is made.
 */
function modelsOfTwoTypes(api: Api): ReadonlySet<string> {
  const differing = modelsThatDiffer(api);
  const isSplit = (model: Model): boolean => differing.has(model.id) && isSharedByDirections(model);
  return closureOf(api.models, isSplit, ({ schema }) => referencesOf(schema));
}

/** Those that are such, and those that refer to one, however far. */
function closureOf(
  models: readonly Model[],
  isSuch: (model: Model) => boolean,
  referencesIn: (model: Model) => readonly string[],
): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of models) {
    if (isSuch(model)) pending.push(model.id);
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

/** The models that a response of the schema has inside: what is only sent is not in it. */
function receivedReferencesOf(schema: Schema): readonly string[] {
  const body = unrefined(schema);
  if (body.kind !== 'object') return referencesOf(body);
  return childrenOf({
    ...body,
    properties: body.properties.filter(({ access }) => access !== 'write'),
  }).flatMap((child) => receivedReferencesOf(child.schema));
}

/** Whether a default stands in the schema itself, not in a model that it refers to. */
export function hasDefault(schema: Schema): boolean {
  const body = unrefined(schema);
  if (body.kind !== 'object') return childrenOf(body).some((child) => hasDefault(child.schema));
  return body.properties.some(
    (property) =>
      property.access !== 'write' &&
      ((property.default !== undefined && !property.required) || hasDefault(property.schema)),
  );
}

/** Gives every model the identity that it had in the last run, and keeps the names of those that have moved. */
import type { Api, Model } from '../api/api.ts';
import { sortedBy } from '../api/json.ts';
import { noDocs } from '../api/place.ts';
import { type Ledger, numberedPlaces, type PlaceKeys, placeKeysOf, placesOfModel } from '../naming/ledger.ts';
import { assignIdentities, type Identities, isReference, parentIn } from './assign-identities.ts';
import { formerModels, isDerived, modelShapes, typeIdentity } from './match-models.ts';

/**
 * The same API, where the models of the ledger are known again by the places that they stand at.
 *
 * A derived model is named after its users. One more user, or a component of the same shape, would give it
 * another name, and everything that is nested in it.
 */
export function keepIdentities(api: Api, ledger: Ledger): Api {
  if (ledger.names.size === 0) return withDirections(api, ledger);
  const keyOf = placeKeysOf(api);
  const former = formerModels(ledger);
  const aliases = new Set(ledger.aliases.keys());
  const identities = assignIdentities({ api, keyOf, former, aliases });
  const renamed = withIdentities(api, identities, ledger);
  const models = [...renamed.models, ...aliasModels(renamed, identities, ledger)];
  return withDirections(
    { ...renamed, models: sortedBy(models, ({ name, id }) => `${name}\u0000${id}`) },
    ledger,
  );
}

/** Returns the entries of the ledger by which the next run recognises the models. */
export function modelEntries(api: Api): Pick<Ledger, 'models' | 'shapes' | 'directions' | 'aliases'> {
  const keyOf = placeKeysOf(api);
  const places = api.models.flatMap((model) =>
    inlinePlaces(model, keyOf).map((place) => [place, model.id] as const),
  );
  return {
    models: sortedEntries(numberedPlaces(places)),
    shapes: sortedEntries([...modelShapes(api)]),
    directions: sortedEntries(
      api.models.filter(({ plain }) => plain === 'request').map(({ id }) => [id, 'request'] as const),
    ),
    aliases: sortedEntries(
      api.models.flatMap(({ id, isAlias, schema }) =>
        isAlias === true && schema.kind === 'model' ? [[id, schema.model] as const] : [],
      ),
    ),
  };
}

/** Returns the places of an inline model; for a component, the places that repeat its shape inline. */
function inlinePlaces(model: Model, keyOf: PlaceKeys): readonly string[] {
  if (model.isAlias === true) return [];
  return isDerived(model) ? placesOfModel(model, keyOf) : [...new Set(model.otherPlaces.map(keyOf))];
}

function sortedEntries(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map(sortedBy(entries, ([key]) => key));
}

/** Everything is plain data, so that one pass over it finds every reference. */
function withIdentities(api: Api, { ofModel }: Identities, { names }: Ledger): Api {
  const models = api.models.map((model): Model => {
    const { id, parent } = ofModel.get(model.id) ?? model;
    const name = id === model.id ? model.name : (names.get(typeIdentity + id) ?? model.name);
    return { ...model, id, parent, name };
  });
  const isSame = models.every(({ id, parent }, index) => {
    const before = api.models[index];
    return before?.id === id && before.parent === parent;
  });
  if (isSame) return { ...api, models };
  const text = JSON.stringify({ ...api, models }, (_key, part: unknown) =>
    isReference(part) ? { ...part, model: ofModel.get(part.model)?.id ?? part.model } : part,
  );
  const renamed: Api = JSON.parse(text);
  return renamed;
}

/** A name that callers write stays, also where its values have got another one. */
function aliasModels({ models }: Api, { moved }: Identities, { aliases, names }: Ledger): readonly Model[] {
  const byId = new Map(models.map((model) => [model.id, model]));
  const known = new Map(byId);
  // A component may be written again under the name of an alias.
  const kept = [...aliases].filter(([id]) => !byId.has(id));
  const all = new Map([...kept, ...moved]);
  const former = { has: (id: string) => names.has(typeIdentity + id) };
  const outerFirst = [...all.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const added: Model[] = [];
  for (const id of outerFirst) {
    const target = byId.get(targetOf(id, all));
    const name = names.get(typeIdentity + id);
    const parent = parentIn(former, id);
    if (target === undefined || name === undefined || byId.has(id)) continue;
    if (parent !== null && !known.has(parent)) continue;
    const { place, usage } = target;
    const schema = { kind: 'model', model: target.id, docs: noDocs, place } as const;
    const alias: Model = {
      id,
      name,
      origin: 'derived',
      isAlias: true,
      parent,
      schema,
      usage,
      docs: { ...noDocs, deprecated: true },
      place,
      otherPlaces: [],
    };
    known.set(id, alias);
    added.push(alias);
  }
  return added;
}

/** Follows aliases of aliases. */
function targetOf(id: string, aliases: ReadonlyMap<string, string>): string {
  const seen = new Set([id]);
  for (let target = aliases.get(id); target !== undefined; target = aliases.get(target)) {
    if (seen.has(target) || !aliases.has(target)) return target;
    seen.add(target);
  }
  return id;
}

/** The plain name of a model stays with the direction that it was first used in. */
function withDirections(api: Api, { directions, names }: Ledger): Api {
  const models = api.models.map((model): Model => {
    const isRequest = names.has(typeIdentity + model.id)
      ? directions.get(model.id) === 'request'
      : model.usage.request && !model.usage.response;
    return isRequest || (model.usage.request && !model.usage.response)
      ? { ...model, plain: 'request' }
      : model;
  });
  return { ...api, models };
}

/** Finds what a place of an earlier document leads to now, where a reference has replaced a schema around it. */
import type { Api, Model, Operation } from '../api/api.ts';
import { type Place, pointerStep } from '../api/place.ts';
import type { Schema } from '../api/schema.ts';
import { type PlaceKeys, withoutPositions } from '../naming/ledger.ts';

/** Returns the keys of the schemas at the end of the path, and of the models that they refer to. */
export type FollowPlace = (place: string) => readonly string[];

/** References and unions that one step may pass through: a model may refer to itself. */
const MOST_HOPS = 20;

/**
 * Returns the function that walks down from the innermost schema that is still at its place.
 *
 * The first document may have written a schema where the second one refers to a component, and members of
 * `allOf` are one object. So the path of a property leads to a schema that is written elsewhere.
 */
export function placeFollower(api: Api, keyOf: PlaceKeys): FollowPlace {
  const models = new Map(api.models.map((model) => [model.id, model]));
  // Most documents move nothing: the index is made for the first place that is gone.
  let starts: Starts | null = null;
  return (place) => {
    starts ??= startsOf(api, models, keyOf);
    for (const at of [starts.exact, starts.loose]) {
      const found = endsFrom(place, at, models);
      if (found.length > 0) return [...new Set(found.map(keyOf))];
    }
    return [];
  };
}

/** Schemas that a path may start from. Another alternative is looked at where none is at exactly the place. */
interface Starts {
  readonly exact: (place: string) => readonly Schema[];
  readonly loose: (place: string) => readonly Schema[];
}

function endsFrom(place: string, startsAt: Starts['exact'], models: Models): readonly Place[] {
  for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
    const steps = stepsOf(place.slice(end));
    const found = startsAt(place.slice(0, end)).flatMap((schema) => ends({ schema, hops: 0 }, steps, models));
    if (found.length > 0) return found;
  }
  return [];
}

function stepsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

interface At {
  readonly schema: Schema;
  readonly hops: number;
}

type Models = ReadonlyMap<string, Model>;

/** Places of the schemas that the steps lead to. */
function ends({ schema, hops }: At, steps: readonly string[], models: Models): readonly Place[] {
  if (hops > MOST_HOPS) return [];
  const [keyword = '', name = ''] = steps;
  const next = (child: Schema, taken: number): readonly Place[] =>
    ends({ schema: child, hops: taken === 0 ? hops + 1 : 0 }, steps.slice(taken), models);
  if (schema.kind === 'refined') return next(schema.schema, 0);
  if (schema.kind === 'model') {
    const target = models.get(schema.model);
    if (steps.length === 0) return [schema.place, ...(target === undefined ? [] : [target.place])];
    return target === undefined ? [] : next(target.schema, 0);
  }
  if (steps.length === 0) return [schema.place];
  if (/^(?:allOf|anyOf|oneOf)$/.test(keyword)) {
    const members = schema.kind === 'union' || schema.kind === 'intersection' ? schema.members : [schema];
    return members.flatMap((member) => next(member, 2));
  }
  if (schema.kind === 'union' || schema.kind === 'intersection')
    return schema.members.flatMap((member) => next(member, 0));
  if (schema.kind === 'object' && keyword === 'properties') {
    const property = schema.properties.find((each) => stepOf(each.name) === name);
    return property === undefined ? [] : next(property.schema, 2);
  }
  if (schema.kind === 'object' && keyword === 'additionalProperties' && schema.rest !== null)
    return next(schema.rest, 1);
  if (schema.kind === 'record' && keyword === 'additionalProperties') return next(schema.values, 1);
  return schema.kind === 'array' && keyword === 'items' ? next(schema.items, 1) : [];
}

function stepOf(name: string): string {
  return pointerStep(name).slice(1);
}

/** Models, and whatever operations send and receive. */
function startsOf(
  { models, operations, componentAliases = [] }: Api,
  byId: Models,
  keyOf: PlaceKeys,
): Starts {
  const own = models.flatMap(({ place, otherPlaces, schema }) =>
    [place, ...otherPlaces].map((each) => [keyOf(each), schema] as const),
  );
  const aliased = componentAliases.flatMap(({ place, model }) => {
    const target = byId.get(model);
    return target === undefined ? [] : [[keyOf(place), target.schema] as const];
  });
  const used = operations.flatMap(schemasOf).map((schema) => [keyOf(schema.place), schema] as const);
  const all = [...own, ...aliased, ...used];
  const exact = Map.groupBy(all, ([key]) => key);
  const loose = Map.groupBy(all, ([key]) => withoutPositions(key));
  return {
    exact: (place) => (exact.get(place) ?? []).map(([, schema]) => schema),
    loose: (place) => (loose.get(withoutPositions(place)) ?? []).map(([, schema]) => schema),
  };
}

function schemasOf({ parameters, requestBody, responses }: Operation): readonly Schema[] {
  const contents = [requestBody?.content ?? [], ...responses.map(({ content }) => content)].flat();
  const partHeaders = contents.flatMap((content) => content.partHeaders ?? []);
  const headers = responses.flatMap((response) => response.headers);
  return [...parameters, ...contents, ...partHeaders, ...headers].map(({ schema }) => schema);
}

/** Finds the identity that each model had in the last run. */
import type { Api, Model } from '../api/api.ts';
import { hashText, shapeText } from '../api/hash.ts';
import {
  type Ledger,
  type PlaceKeys,
  placesOfModel,
  withoutNumber,
  withoutPositions,
} from '../naming/ledger.ts';

/** A model that was, with the places where it was written. */
export interface FormerModel {
  readonly id: string;
  readonly places: readonly string[];
  /** `null`: the ledger does not have it. */
  readonly shape: string | null;
}

/** The derived models of the ledger, and those of an older one that it has no places of. */
export function formerModels({ names, models, shapes, aliases }: Ledger): ReadonlyMap<string, FormerModel> {
  const places = Map.groupBy([...models], ([, id]) => id);
  const ids = [...names.keys()]
    .filter((identity) => identity.startsWith(typeIdentity))
    .map((identity) => identity.slice(typeIdentity.length))
    .filter((id) => !aliases.has(id));
  return new Map(
    [...new Set([...ids, ...places.keys()])].map((id) => {
      const own = (places.get(id) ?? []).map(([place]) => withoutNumber(place));
      return [id, { id, places: own, shape: shapes.get(id) ?? null }];
    }),
  );
}

/** Identity of the type of a model, without the model's id. */
export const typeIdentity = 'model.type:';

/** Components keep their ids: the author gives them. */
function isComponentId(id: string): boolean {
  return /^#\/components\/schemas\/[^/]+$/.test(id);
}

interface Candidate {
  readonly former: FormerModel;
  readonly model: Model;
  readonly isSameShape: boolean;
  /** Places of both, however members are counted. */
  readonly places: number;
  /** Those of them whose members are counted alike. */
  readonly positions: number;
}

/**
 * Returns the former identity of each model that had one, by the model's id.
 *
 * A model of unchanged shape comes first, then the one that stands at most of the places, then the one that would
 * get the same identity, then the one at the same position among the members. So a shape that one of its users
 * changes stays with the others, a name that a new model would derive is not free, and a variant keeps its name
 * where another one before it is removed.
 */
export function matchModels(
  { api, keyOf }: { readonly api: Api; readonly keyOf: PlaceKeys },
  former: ReadonlyMap<string, FormerModel>,
): ReadonlyMap<string, string> {
  const candidates = candidatesOf(api, keyOf, former).sort(byStrength);
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  for (const { former: before, model } of candidates) {
    if (matched.has(model.id) || taken.has(before.id)) continue;
    matched.set(model.id, before.id);
    taken.add(before.id);
  }
  return matched;
}

function candidatesOf(api: Api, keyOf: PlaceKeys, former: ReadonlyMap<string, FormerModel>): Candidate[] {
  const shapes = modelShapes(api);
  const byPlace = new Map<string, Set<FormerModel>>();
  for (const before of former.values()) {
    if (isComponentId(before.id)) continue;
    for (const place of before.places) addTo(byPlace, withoutPositions(place), before);
  }
  return api.models.filter(isDerived).flatMap((model) => {
    const counts = new Map<FormerModel, number>();
    const own = new Set(placesOfModel(model, keyOf));
    const around = new Set<FormerModel>();
    for (const place of new Set([...own].map(withoutPositions))) {
      for (const before of byPlace.get(place) ?? []) counts.set(before, (counts.get(before) ?? 0) + 1);
      for (const before of formerAround(place, byPlace)) around.add(before);
    }
    const isSame = ({ shape }: FormerModel): boolean => shape !== null && shape === shapes.get(model.id);
    return [
      ...[...counts].map(([before, places]) => ({
        former: before,
        model,
        isSameShape: isSame(before),
        places,
        positions: before.places.filter((place) => own.has(place)).length,
      })),
      // What a value was alone may be one of its alternatives now.
      ...[...around]
        .filter((before) => isSame(before) && !counts.has(before))
        .map((before) => ({ former: before, model, isSameShape: true, places: 0, positions: 0 })),
    ];
  });
}

/** Models that stood at the place which the alternatives or items at `place` are part of. */
function formerAround(
  place: string,
  byPlace: ReadonlyMap<string, ReadonlySet<FormerModel>>,
): readonly FormerModel[] {
  const outer = place.replace(/(?:\/(?:anyOf|oneOf|allOf)\/\*|\/items)+$/, '');
  return outer === place ? [] : [...(byPlace.get(outer) ?? [])];
}

function addTo<Value>(index: Map<string, Set<Value>>, key: string, value: Value): void {
  index.set(key, (index.get(key) ?? new Set()).add(value));
}

function byStrength(a: Candidate, b: Candidate): number {
  return (
    Number(b.isSameShape) - Number(a.isSameShape) ||
    b.places - a.places ||
    Number(b.former.id === b.model.id) - Number(a.former.id === a.model.id) ||
    b.positions - a.positions ||
    compare(a.former.id, b.former.id) ||
    compare(a.model.id, b.model.id)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Levels of derived models in derived models that a hash covers. */
const levels = 16;

/**
 * Hashes of the derived models by id. A component counts by its name, a derived model by what it holds:
 * its identity is what the hash helps to find.
 */
export function modelShapes({ models }: Api): ReadonlyMap<string, string> {
  const derived = models.filter(isDerived);
  let hashes: ReadonlyMap<string, string> = new Map(derived.map(({ id }) => [id, '']));
  for (let level = 0; level < levels; level += 1) {
    const inner = hashes;
    const next = new Map(derived.map((model) => [model.id, shapeOf(model, inner)]));
    const isStable = [...next].every(([id, hash]) => inner.get(id) === hash);
    hashes = next;
    if (isStable) break;
  }
  return hashes;
}

/** Hash of what the model itself holds, also of a component. `inner`: hashes of the derived models. */
export function shapeOf({ schema }: Model, inner: ReadonlyMap<string, string>): string {
  const text = shapeText(schema, (child) =>
    child.kind === 'model' ? (inner.get(child.model) ?? null) : null,
  );
  return hashText(text).slice(0, 8);
}

/** Named after its users or its place, and not by the author. */
export function isDerived({ origin, isAlias }: Model): boolean {
  return origin === 'derived' && isAlias !== true;
}

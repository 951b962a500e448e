/** Gives every model its identity: first those of the ledger, then new ones that take none of them. */
import type { Api, Model } from '../api/api.ts';
import { identityHash } from '../naming/identifier.ts';
import { placeFollower } from './follow-places.ts';
import { type FormerModel, isDerived, matchModels, modelShapes, shapeOf } from './match-models.ts';
import { type PlaceKeys, withoutPositions } from '../naming/ledger.ts';

export interface Identity {
  readonly id: string;
  readonly parent: string | null;
}

export interface Identities {
  /** By the id that the model has without a ledger. */
  readonly ofModel: ReadonlyMap<string, Identity>;
  /** Former models that no model is, with the id of the model that stands at most of their places. */
  readonly moved: ReadonlyMap<string, string>;
}

export interface IdentityRequest {
  readonly api: Api;
  readonly keyOf: PlaceKeys;
  readonly former: ReadonlyMap<string, FormerModel>;
  /** Identities of aliases: they are in use. */
  readonly aliases: ReadonlySet<string>;
}

export function assignIdentities(given: IdentityRequest): Identities {
  const exact = occupants(given);
  const present = anyPosition(exact);
  const request = { ...given, former: withMovedPlaces(given, exact) };
  const { api, former, aliases } = request;
  const models = new Map(api.models.map((model) => [model.id, model]));
  const components = api.models.filter((model) => !isDerived(model)).map(({ id }) => id);
  const matched = withParents(matchModels(request, former), { former, components });
  const used = new Set([...components, ...matched.values(), ...aliases]);
  const isFree = (id: string): boolean => {
    const before = former.get(id);
    return (
      !used.has(id) &&
      (before === undefined || !before.places.some((place) => present.has(withoutPositions(place))))
    );
  };
  // The document names components, so that what is nested in one finds its identity, in whatever order they come.
  const ofModel = new Map<string, Identity>(
    api.models.filter((model) => !isDerived(model)).map(({ id, parent }) => [id, { id, parent }]),
  );
  const identify = (model: Model): Identity => {
    const known = ofModel.get(model.id);
    if (known !== undefined) return known;
    const parent = model.parent === null ? null : (models.get(model.parent) ?? null);
    const outer = parent === null ? null : identify(parent).id;
    const before = matched.get(model.id);
    const identity =
      before === undefined
        ? {
            id: newId(outer === null ? model.id : outer + model.id.slice(parent?.id.length), isFree, model),
            parent: outer,
          }
        : { id: before, parent: parentIn(former, before) };
    used.add(identity.id);
    ofModel.set(model.id, identity);
    return identity;
  };
  for (const model of api.models) identify(model);
  return { ofModel, moved: movedModels({ ...request, used, present, exact }, ofModel) };
}

/** A new model never takes an identity whose own model is still there. */
function newId(id: string, isFree: (id: string) => boolean, { place }: Model): string {
  return isFree(id) ? id : `${id}~${identityHash(place.pointer)}`;
}

/** Without those whose parent is no model any more: what is nested in it cannot be either. */
function withParents(
  matched: ReadonlyMap<string, string>,
  {
    former,
    components,
  }: { readonly former: ReadonlyMap<string, FormerModel>; readonly components: readonly string[] },
): ReadonlyMap<string, string> {
  const known = new Set(components);
  const kept = new Map<string, string>();
  const outerFirst = [...matched].sort(([, a], [, b]) => a.length - b.length || (a < b ? -1 : 1));
  for (const [id, before] of outerFirst) {
    const parent = parentIn(former, before);
    if (parent !== null && !known.has(parent)) continue;
    known.add(before);
    kept.set(id, before);
  }
  return kept;
}

/** The identity that another one is nested in: all but its last step. */
export function parentIn(known: { readonly has: (id: string) => boolean }, id: string): string | null {
  const outer = id.slice(0, Math.max(0, id.lastIndexOf('/')));
  return known.has(outer) ? outer : null;
}

type Occupants = ReadonlyMap<string, ReadonlySet<string>>;

/** Ids of the models at each place now: written there, or referred to. */
function occupants({ api, keyOf }: IdentityRequest): Occupants {
  const found = new Map<string, Set<string>>();
  const add = (place: { readonly file: string; readonly pointer: string }, id: string): void => {
    const key = keyOf(place);
    found.set(key, (found.get(key) ?? new Set()).add(id));
  };
  for (const { id, place, otherPlaces } of api.models)
    for (const one of [place, ...otherPlaces]) add(one, id);
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (isReference(part)) add(part.place, part.model);
    else for (const inner of Object.values(part)) visit(inner);
  };
  visit(api.models.map(({ schema }) => schema));
  visit(api.operations);
  visit(api.incoming);
  return found;
}

/** For places whose members are not told apart: at how many of the members each model stands. */
type Members = ReadonlyMap<string, ReadonlyMap<string, number>>;

function anyPosition(exact: Occupants): Members {
  const found = new Map<string, Map<string, number>>();
  for (const [place, ids] of exact) {
    const key = withoutPositions(place);
    const counts = found.get(key) ?? new Map<string, number>();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    found.set(key, counts);
  }
  return found;
}

export interface Reference {
  readonly kind: 'model';
  readonly model: string;
  readonly place: { readonly file: string; readonly pointer: string };
}

export function isReference(part: unknown): part is Reference {
  return (
    typeof part === 'object' &&
    part !== null &&
    'kind' in part &&
    part.kind === 'model' &&
    'model' in part &&
    typeof part.model === 'string'
  );
}

/**
 * Adds the places that are in another schema now, because a reference to it replaced the one around them. Another
 * alternative may still have the path.
 */
function withMovedPlaces(
  { api, keyOf, former }: IdentityRequest,
  exact: Occupants,
): ReadonlyMap<string, FormerModel> {
  const follow = placeFollower(api, keyOf);
  return new Map(
    [...former].map(([id, before]) => {
      const gone = before.places.filter((place) => !exact.has(place));
      const moved = gone.flatMap((place) => follow(place));
      return [id, moved.length === 0 ? before : { ...before, places: [...before.places, ...moved] }];
    }),
  );
}

interface MovedRequest extends IdentityRequest {
  readonly used: ReadonlySet<string>;
  readonly present: Members;
  /** The same by position. */
  readonly exact: Occupants;
}

/**
 * The model of the same shape, then the one at most of the places, then the one at most of the positions.
 *
 * If another alternative of the last run stands there now, the former one was removed. Only one that stands for
 * several alternatives has taken it in.
 */
function movedModels(
  { api, former, used, present, exact }: MovedRequest,
  ofModel: ReadonlyMap<string, Identity>,
): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const { id, model } of api.componentAliases ?? []) {
    const target = ofModel.get(model);
    if (former.has(id) && target !== undefined) moved.set(id, target.id);
  }
  const gone = [...former.values()].filter(({ id }) => !used.has(id) && !moved.has(id));
  if (gone.length === 0) return moved;
  const models = new Map(api.models.map((model) => [model.id, model]));
  const shapes = modelShapes(api);
  for (const { id, places, shape } of gone) {
    const isSame = (other: string): boolean => {
      const model = models.get(other);
      return model !== undefined && shapeOf(model, shapes) === shape;
    };
    const replaces = (other: string, place: string): boolean =>
      isSame(other) ||
      !isAlternative(place) ||
      !former.has(ofModel.get(other)?.id ?? '') ||
      (present.get(withoutPositions(place))?.get(other) ?? 0) > 1;
    const wide = countOf(
      places.map((place) => {
        const there = [...(present.get(withoutPositions(place))?.keys() ?? [])];
        return new Set(there.filter((other) => replaces(other, place)));
      }),
    );
    const close = countOf(places.map((place) => exact.get(place)));
    const [first] = [...wide.keys()].sort(
      (a, b) =>
        Number(isSame(b)) - Number(isSame(a)) ||
        (wide.get(b) ?? 0) - (wide.get(a) ?? 0) ||
        (close.get(b) ?? 0) - (close.get(a) ?? 0) ||
        (a < b ? -1 : 1),
    );
    const target = first === undefined ? undefined : ofModel.get(first);
    if (target !== undefined) moved.set(id, target.id);
  }
  return moved;
}

function isAlternative(place: string): boolean {
  return /\/(?:oneOf|anyOf)\/\d+(?:\/|$)/.test(place);
}

/** How many of the sets have each id. */
function countOf(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of sets.flatMap((ids) => [...(ids ?? [])])) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Gives a model that was named after its users the identity that it had, also when it has got other users since. */
import type { Api, Model } from '../api/api.ts';
import type { Ledger } from '../naming/ledger.ts';

/**
 * The same API, where the models of the ledger are known again by the places that they stand at.
 *
 * A shape that several operations share is named after what these have in common; one more user
 * would give it another name, and everything that is nested in it.
 */
export function keepIdentities(api: Api, ledger: Ledger): Api {
  const current = new Set(api.models.map(({ id }) => id));
  const kept = new Map<string, string>();
  for (const model of api.models.filter(isNamedByUse)) {
    const before = formerId(model, ledger);
    if (before === null || current.has(before) || [...kept.values()].includes(before)) continue;
    kept.set(model.id, before);
  }
  return kept.size === 0 ? api : withIdentities(api, kept, ledger);
}

/** Pointer to identity, of every model that is named after its users: for the next ledger. */
export function modelPlaces(api: Api): ReadonlyMap<string, string> {
  const places = api.models
    .filter(isNamedByUse)
    .flatMap((model) => pointersOf(model).map((pointer) => [pointer, model.id] as const));
  return new Map(places.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isNamedByUse({ origin, parent }: Model): boolean {
  return origin === 'derived' && parent === null;
}

function pointersOf({ place, otherPlaces }: Model): readonly string[] {
  return [place, ...otherPlaces].map(({ pointer }) => pointer);
}

/** Returns the identity that most of its places had before; among equals, the first in text order. */
function formerId(model: Model, { models }: Ledger): string | null {
  const votes = new Map<string, number>();
  for (const pointer of pointersOf(model)) {
    const id = models.get(pointer);
    if (id !== undefined) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  const [first] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first === undefined || first[0] === model.id ? null : first[0];
}

/** Everything is plain data, so that one pass over it finds every reference. */
function withIdentities(api: Api, kept: ReadonlyMap<string, string>, { names }: Ledger): Api {
  const idOf = (id: string): string => {
    const [outer = id] = id.split('/');
    const before = kept.get(id) ?? kept.get(outer);
    if (before === undefined) return id;
    return kept.has(id) ? before : `${before}${id.slice(outer.length)}`;
  };
  const models = api.models.map((model): Model => {
    const before = kept.get(model.id);
    const name = before === undefined ? model.name : (names.get(`model.type:${before}`) ?? model.name);
    const parent = model.parent === null ? null : idOf(model.parent);
    return { ...model, id: idOf(model.id), parent, name };
  });
  return withReferences({ ...api, models }, idOf);
}

function withReferences(api: Api, idOf: (id: string) => string): Api {
  const text = JSON.stringify(api, (_key, part: unknown) =>
    isReference(part) ? { ...part, model: idOf(part.model) } : part,
  );
  const renamed: Api = JSON.parse(text);
  return renamed;
}

function isReference(part: unknown): part is { readonly kind: 'model'; readonly model: string } {
  return (
    typeof part === 'object' &&
    part !== null &&
    'kind' in part &&
    part.kind === 'model' &&
    'model' in part &&
    typeof part.model === 'string'
  );
}

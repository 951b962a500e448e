/** Hashes of what models hold, to know a model again that has moved. */
import type { Api, Model } from '../api/api.ts';
import { hashText, shapeText } from '../api/hash.ts';

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

/** Finds which model of the last run an inline schema was, so that equal ones stay one model. */
import { compareText } from '../../api/json.ts';
import { hashText, shapeText } from '../../api/hash.ts';
import type { Place } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { type Ledger, type PlaceKeys, withoutNumber, withoutPositions } from '../../naming/ledger.ts';

/** Models of the last run, from the ledger. */
export interface FormerModels {
  /** Ids of the models that were written at the place, or at another member of the same union. */
  readonly idsAt: (place: Place) => readonly string[];
  /** Ids of the models that were written at exactly this place. */
  readonly idsExactlyAt: (place: Place) => readonly string[];
  /** Hash of the model's shape; absent: the ledger has none. */
  readonly shapeOf: (id: string) => string | undefined;
}

export function formerModels({ models, shapes }: Ledger, keyOf: PlaceKeys): FormerModels {
  const entries = [...models].map(([key, id]) => [withoutNumber(key), id] as const);
  const exact = Map.groupBy(entries, ([key]) => key);
  const loose = Map.groupBy(entries, ([key]) => withoutPositions(key));
  const idsOf = (found: readonly (readonly [string, string])[] = []): readonly string[] => [
    ...new Set(found.map(([, id]) => id)),
  ];
  return {
    idsAt: (place) => (entries.length === 0 ? [] : idsOf(loose.get(withoutPositions(keyOf(place))))),
    idsExactlyAt: (place) => (entries.length === 0 ? [] : idsOf(exact.get(keyOf(place)))),
    shapeOf: (id) => shapes.get(id),
  };
}

export interface FormerIdRequest {
  readonly former: FormerModels;
  readonly isComponent: (id: string) => boolean;
  /** The component that the schema is a copy of; `undefined`: none. */
  readonly componentOf: (schema: Schema) => string | undefined;
  readonly isPromoted: (schema: Schema) => boolean;
}

/** Returns the function that finds the id of the derived model that a schema was; `null`: none, or it is not certain. */
export function formerIdFinder(request: FormerIdRequest): (schema: Schema) => string | null {
  const { former, isComponent } = request;
  const hashOf = shapeHasher(request);
  const find = (schema: Schema): string | null => {
    const derived = former.idsAt(schema.place).filter((id) => !isComponent(id));
    if (derived.length === 0) return null;
    const isEqual = (id: string): boolean => former.shapeOf(id) === hashOf(schema);
    const exact = former.idsExactlyAt(schema.place).filter((id) => !isComponent(id));
    // Two models of one shape may be at two members of a union: each stays where it was.
    const [equal] = [exact, derived].flatMap((ids) => ids.filter(isEqual).toSorted(compareText));
    if (equal !== undefined) return equal;
    const [id, ...others] = exact;
    return others.length === 0 ? (id ?? null) : null;
  };
  const known = new Map<Schema, string | null>();
  return (schema) => {
    const found = known.get(schema);
    if (found !== undefined) return found;
    const id = find(schema);
    known.set(schema, id);
    return id;
  };
}

/** The hash that the ledger has of a derived model: a component counts by its id, a derived model by its shape. */
function shapeHasher({ componentOf, isPromoted }: FormerIdRequest): (schema: Schema) => string {
  const known = new Map<Schema, string>();
  const hashOf = (schema: Schema): string => {
    const found = known.get(schema);
    if (found !== undefined) return found;
    const text = shapeText(schema, (child) => {
      if (child.kind === 'model' || !isPromoted(child)) return null;
      const component = componentOf(child);
      return component === undefined
        ? hashOf(child)
        : shapeText({ ...child, kind: 'model', model: component });
    });
    const hash = hashText(text).slice(0, shapeDigits);
    known.set(schema, hash);
    return hash;
  };
  return hashOf;
}

/** Digits of a hash of a shape in the ledger. */
const shapeDigits = 8;

/** Gathers the inline schemas that become one model, with every place that they are used from. */
import { sortedBy } from '../../api/json.ts';
import { type Docs, type Place, placeKey } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, isPlain } from '../../api/walk.ts';
import { type GroupingInput, type Owner, resolver, type Resolve, type Resolver } from './resolve-groups.ts';
import { nameOfChild, noRelativeName, type RelativeName } from './nested-names.ts';

export interface Occurrence {
  readonly owner: Owner;
  readonly relativeName: RelativeName;
  readonly schema: Schema;
  /** The owner itself contains it; `allOf` did not copy it from another model. */
  readonly isOwn: boolean;
}

/** Inline schemas of one shape that become one model. */
export interface Group {
  readonly key: string;
  /** The schema of the model: the first of the group by place. */
  readonly schema: Schema;
  readonly occurrences: readonly Occurrence[];
}

export interface Grouping {
  readonly groups: ReadonlyMap<string, Group>;
  readonly resolve: Resolve;
  /** Places of inline copies of a component, by its id. */
  readonly repetitions: ReadonlyMap<string, readonly Place[]>;
}

/** Walks down from the models and operations, so that every group lists each of its owners. */
export function groupSchemas(input: GroupingInput): Grouping {
  const walk: Walk = {
    input,
    ...resolver(input),
    groups: new Map(),
    repetitions: new Map(),
    pending: [...input.models].map(([key, schema]) => startOf(key, schema)),
    twinned: new Set(),
    copies: [],
  };
  for (const { use, schema } of input.used) {
    const occurrence: Occurrence = {
      owner: { kind: 'operation', use },
      relativeName: noRelativeName,
      schema,
      isOwn: true,
    };
    visit(walk, occurrence, schema.place);
  }
  for (let pending = walk.pending.pop(); pending !== undefined; pending = walk.pending.pop()) {
    for (const child of childOccurrences(pending)) visit(walk, child, pending.place);
  }
  visitCopies(walk);
  return { groups: walk.groups, resolve: walk.resolve, repetitions: walk.repetitions };
}

interface Walk extends Resolver {
  readonly input: GroupingInput;
  readonly groups: Map<string, MutableGroup>;
  readonly repetitions: Map<string, Place[]>;
  readonly pending: Pending[];
  /** Keys of the groups where an older schema decides what is inside the first one. */
  readonly twinned: Set<string>;
  /** Repetitions of a model: they add no groups, only occurrences. */
  readonly copies: PendingCopy[];
}

function visit(walk: Walk, given: Occurrence, place: Place): void {
  const { owner, relativeName } = given;
  // An older schema of the group may decide what this one is.
  const schema = walk.twinOf(given.schema, owner);
  if (schema.kind === 'model' && given.schema.kind !== 'model') return;
  const occurrence = { ...given, schema };
  if (!walk.input.isPromoted(schema)) {
    walk.pending.push({ owner, relativeName, schema, place });
    return;
  }
  const key = walk.resolve(schema, owner, relativeName);
  const first = walk.input.models.get(key) ?? walk.firstOf(key) ?? schema;
  if (!addOccurrence(walk, key, occurrence)) {
    if (walk.settle(key, first)) walk.twinned.add(key);
    walk.groups.set(key, { key, schema: first, occurrences: [occurrence] });
    walk.pending.push(startOf(key, first));
  }
  // In place of what is inside the first schema, its older twins are visited: their places are not all.
  if (schema !== first || walk.twinned.has(key)) walk.copies.push({ ...startOf(key, first), copy: schema });
}

/** Adds the occurrence to its model or group; returns `false` where that does not exist yet. */
function addOccurrence(walk: Walk, key: string, occurrence: Occurrence): boolean {
  if (walk.input.models.has(key)) {
    const places = walk.repetitions.get(key) ?? [];
    places.push(occurrence.schema.place);
    walk.repetitions.set(key, places);
    return true;
  }
  walk.groups.get(key)?.occurrences.push(occurrence);
  return walk.groups.has(key);
}

/** A schema inside a copy is what its twin in the model is, or refers to: of equal shape, at the end of the same steps. */
function visitCopies(walk: Walk): void {
  const seen = new Set<Schema>();
  for (let pending = walk.copies.pop(); pending !== undefined; pending = walk.copies.pop()) {
    const { copy, place } = pending;
    if (seen.has(copy)) continue;
    seen.add(copy);
    const twins = new Map(childOccurrences(pending).map((twin) => [twin.step, twin]));
    const references = referencesIn(pending.schema);
    for (const child of childOccurrences({ ...pending, schema: copy, place: copy.place })) {
      const { owner, relativeName, schema: twin } = twins.get(child.step) ?? child;
      const key =
        references.get(child.step) ??
        (walk.input.isPromoted(twin) ? walk.resolve(twin, owner, relativeName) : null);
      if (key === null) walk.copies.push({ owner, relativeName, schema: twin, place, copy: child.schema });
      else if (addOccurrence(walk, key, child))
        walk.copies.push({ ...startOf(key, walk.input.models.get(key) ?? twin), copy: child.schema });
    }
  }
}

/** Ids of the models that children of the schema refer to, by their steps. */
function referencesIn(schema: Schema): ReadonlyMap<string, string> {
  const references = childrenOf(schema).map(({ step, schema: child }) =>
    child.kind === 'model' ? ([JSON.stringify(step), child.model] as const) : null,
  );
  return new Map(references.filter((reference) => reference !== null));
}

interface ChildOccurrence extends Occurrence {
  /** Equal for the same child of two schemas of one shape. */
  readonly step: string;
}

function childOccurrences({ owner, relativeName, schema, place }: Pending): readonly ChildOccurrence[] {
  const children = childrenOf(schema).filter((child) => !isPlain(child.schema));
  return children.map((child) => ({
    owner,
    relativeName: nameOfChild(relativeName, schema, child.step),
    schema: child.schema,
    isOwn: isWithin(child.schema.place, place),
    step: JSON.stringify(child.step),
  }));
}

interface MutableGroup extends Group {
  readonly occurrences: Occurrence[];
}

/** A schema whose children are not visited yet, and the place of its owner. */
interface Pending {
  readonly owner: Owner;
  readonly relativeName: RelativeName;
  readonly schema: Schema;
  readonly place: Place;
}

/** A schema that repeats another one. */
interface PendingCopy extends Pending {
  readonly copy: Schema;
}

function startOf(key: string, schema: Schema): Pending {
  return { owner: { kind: 'model', key }, relativeName: noRelativeName, schema, place: schema.place };
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.pointer.startsWith(`${outer.pointer}/`);
}

/** Returns the docs of the first occurrence by place that has any. */
export function docsOf(group: Group): Docs {
  const inOrder = sortedBy(group.occurrences, ({ schema }) => placeKey(schema.place));
  const documented = inOrder.find(
    ({ schema: { docs } }) => docs.description !== null || docs.summary !== null,
  );
  return (documented ?? inOrder[0] ?? group).schema.docs;
}

/** Returns every place of the shape, sorted, each once. */
export function placesOf(group: Group): readonly Place[] {
  const byKey = new Map(group.occurrences.map(({ schema }) => [placeKey(schema.place), schema.place]));
  return sortedBy(byKey, ([key]) => key).map(([, place]) => place);
}

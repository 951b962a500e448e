/** Gathers the inline schemas that become one model, with every place that they are used from. */
import { compareText, sortedBy } from '../../api/compare.ts';
import type { Docs } from '../../api/docs.ts';
import { placeKey, type Place } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, isPlain } from '../../api/walk.ts';
import { singular, splitWords } from '../../naming/words.ts';
import type { ModelSchemas } from './components.ts';
import { titleOfBody } from './operation-names.ts';
import type { SchemaUse, UsedSchema } from './schema-uses.ts';
import type { IsPromoted, Shapes } from './shapes.ts';
import { isDistinctive, isLarge } from './shapes.ts';
import type { RelativeName } from './nested-names.ts';
import { nameOfChild, noRelativeName } from './nested-names.ts';

/** Owner of an inline schema: a model (a component's id or a group's key), or an operation. */
export type Owner =
  { readonly kind: 'model'; readonly key: string } | { readonly kind: 'operation'; readonly use: SchemaUse };

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
  /** The schema of the model: the first of the shape by place. */
  readonly schema: Schema;
  readonly occurrences: readonly Occurrence[];
}

/** Returns the id of the component's model, or the key of the group, that an inline schema of an owner becomes. */
export type Resolve = (schema: Schema, owner: Owner, relativeName: RelativeName) => string;

export interface Grouping {
  readonly groups: ReadonlyMap<string, Group>;
  readonly resolve: Resolve;
  /** Places of inline copies of a component, by its id. */
  readonly repetitions: ReadonlyMap<string, readonly Place[]>;
}

export interface GroupingInput {
  readonly models: ModelSchemas;
  readonly used: readonly UsedSchema[];
  readonly shapes: Shapes;
  readonly isPromoted: IsPromoted;
  /** Ids of the models that a schema at the place became before. */
  readonly formerIds: (place: Place) => readonly string[];
}

/** Walks down from the models and operations, so that every group lists each of its owners. */
export function groupSchemas(input: GroupingInput): Grouping {
  const walk: Walk = {
    input,
    resolve: resolver(input),
    first: firstOfEachShape(input.shapes),
    groups: new Map(),
    repetitions: new Map(),
    pending: [...input.models].map(([key, schema]) => startOf(key, schema)),
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

interface Walk {
  readonly input: GroupingInput;
  readonly resolve: Resolve;
  readonly first: ReadonlyMap<string, Schema>;
  readonly groups: Map<string, MutableGroup>;
  readonly repetitions: Map<string, Place[]>;
  readonly pending: Pending[];
  /** Repetitions of a model: they add no groups, only occurrences. */
  readonly copies: Pending[];
}

function visit(walk: Walk, occurrence: Occurrence, place: Place): void {
  const { schema, owner, relativeName } = occurrence;
  if (!walk.input.isPromoted(schema)) {
    walk.pending.push({ owner, relativeName, schema, place });
    return;
  }
  const key = walk.resolve(schema, owner, relativeName);
  const first = walk.first.get(shapeKey(walk.input.shapes, schema)) ?? schema;
  if (addOccurrence(walk, key, occurrence)) {
    if (schema !== first) walk.copies.push(startOf(key, schema));
    return;
  }
  walk.groups.set(key, { key, schema: first, occurrences: [occurrence] });
  walk.pending.push(startOf(key, first));
  if (schema !== first) walk.copies.push(startOf(key, schema));
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

function visitCopies(walk: Walk): void {
  const seen = new Set<Schema>();
  for (let pending = walk.copies.pop(); pending !== undefined; pending = walk.copies.pop()) {
    if (seen.has(pending.schema)) continue;
    seen.add(pending.schema);
    for (const child of childOccurrences(pending)) {
      const { schema, owner, relativeName } = child;
      if (!walk.input.isPromoted(schema))
        walk.copies.push({ owner, relativeName, schema, place: pending.place });
      else if (addOccurrence(walk, walk.resolve(schema, owner, relativeName), child)) {
        walk.copies.push(startOf(walk.resolve(schema, owner, relativeName), schema));
      }
    }
  }
}

function childOccurrences({ owner, relativeName, schema, place }: Pending): readonly Occurrence[] {
  const children = childrenOf(schema).filter((child) => !isPlain(child.schema));
  return children.map((child) => ({
    owner,
    relativeName: nameOfChild(relativeName, schema, child.step),
    schema: child.schema,
    isOwn: isWithin(child.schema.place, place),
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

function startOf(key: string, schema: Schema): Pending {
  return { owner: { kind: 'model', key }, relativeName: noRelativeName, schema, place: schema.place };
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.pointer.startsWith(`${outer.pointer}/`);
}

/**
 * An inline schema stays what it was: of a component that is added, an older schema of equal shape does not
 * become a copy, and of two equal components each copy keeps its own.
 */
function resolver(input: GroupingInput): Resolve {
  const { models, shapes, formerIds } = input;
  const components = componentsByShape(input);
  const derived = new Set(
    shapes.promoted
      .filter(({ place }) => formerIds(place).some((id) => !models.has(id)))
      .map((schema) => shapes.ofSchema(schema)),
  );
  const successors = successorsOf(input);
  const componentOf = (schema: Schema, shape: number): string | undefined => {
    const equal = components.get(shape) ?? [];
    const former = formerIds(schema.place);
    const known = new Set(former.flatMap((id) => [id, ...(successors.get(id) ?? [])]));
    return equal.find((id) => known.has(id)) ?? (derived.has(shape) ? undefined : equal[0]);
  };
  return (schema, owner, relativeName) => {
    const label = isLarge(schema) ? '' : labelOf(owner, relativeName);
    return componentOf(schema, shapes.ofSchema(schema)) ?? `${shapeKey(shapes, schema)}:${label}`;
  };
}

/** Components that the document refers to now where an inline schema was, by the id of the model that it became. */
function successorsOf({ models, used, formerIds }: GroupingInput): ReadonlyMap<string, ReadonlySet<string>> {
  const successors = new Map<string, Set<string>>();
  const seen = new Set<Schema>();
  const pending = [...models.values(), ...used.map(({ schema }) => schema)];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    for (const id of schema.kind === 'model' ? formerIds(schema.place) : []) {
      if (schema.kind === 'model' && id !== schema.model)
        successors.set(id, (successors.get(id) ?? new Set()).add(schema.model));
    }
    pending.push(...childrenOf(schema).map((child) => child.schema));
  }
  return successors;
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

/** Small shapes become one model only under the same label: the last word of the name, or the role in an operation. */
function labelOf(owner: Owner, relativeName: RelativeName): string {
  const name = relativeName.text ?? (owner.kind === 'operation' ? owner.use.label : '');
  return singular((splitWords(name).at(-1) ?? '').toLowerCase());
}

function firstOfEachShape(shapes: Shapes): ReadonlyMap<string, Schema> {
  const first = new Map<string, Schema>();
  for (const schema of shapes.promoted) {
    const shape = shapeKey(shapes, schema);
    const known = first.get(shape);
    if (known === undefined || compareText(placeKey(schema.place), placeKey(known.place)) < 0) {
      first.set(shape, schema);
    }
  }
  return first;
}

/** Bodies of one shape become one model only if they share a title, because the title gives their purpose. */
function shapeKey(shapes: Shapes, schema: Schema): string {
  return `${shapes.ofSchema(schema)} ${titleOfBody(schema) ?? ''}`;
}

/** Components that replace their inline repetitions; equal ones in the order of their names. */
function componentsByShape({ models, shapes }: GroupingInput): ReadonlyMap<number, readonly string[]> {
  const byShape = new Map<number, string[]>();
  for (const [id, schema] of models) {
    const shape = shapes.ofModel(id);
    if (shape === undefined || !isDistinctive(schema)) continue;
    byShape.set(shape, [...(byShape.get(shape) ?? []), id]);
  }
  return byShape;
}

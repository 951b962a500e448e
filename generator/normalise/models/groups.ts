/** Gathers the inline schemas that become one model, with every place that they are used from. */
import { compareText, sortedBy } from '../../api/compare.ts';
import type { Docs } from '../../api/docs.ts';
import type { Place } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, isPlain } from '../../api/walk.ts';
import { singular, splitWords } from '../../naming/words.ts';
import type { ModelSchemas } from './components.ts';
import type { SlotUse } from './schema-uses.ts';
import { isLarge, isTelling } from './promotion-rule.ts';
import type { IsPromoted, Shapes } from './shapes.ts';
import type { Trail } from './nested-names.ts';
import { follow, startOfTrail } from './nested-names.ts';

/** Where an inline schema hangs: in a model (a component's id or a group's key), or at an operation. */
export type Owner =
  { readonly kind: 'model'; readonly key: string } | { readonly kind: 'slot'; readonly use: SlotUse };

export interface Occurrence {
  readonly owner: Owner;
  readonly trail: Trail;
  readonly schema: Schema;
  /** It is written inside its owner, not taken over from elsewhere by `allOf`. */
  readonly isOwn: boolean;
}

/** Inline schemas of one shape that are one model. */
export interface Group {
  readonly key: string;
  /** What the model says: the first of the shape by place. */
  readonly schema: Schema;
  readonly occurrences: readonly Occurrence[];
}

/** What an inline schema is, seen from its owner: the id of a component's model, or the key of a group. */
export type Resolve = (schema: Schema, owner: Owner, trail: Trail) => string;

export interface Grouping {
  readonly groups: ReadonlyMap<string, Group>;
  readonly resolve: Resolve;
  /** The places where a component is written out again, by the component's id. */
  readonly twins: ReadonlyMap<string, readonly Place[]>;
}

export interface GroupingInput {
  readonly models: ModelSchemas;
  readonly slots: readonly { readonly use: SlotUse; readonly schema: Schema }[];
  readonly shapes: Shapes;
  readonly isPromoted: IsPromoted;
}

/** Walks from the models and operations down, so that every group knows each of its owners. */
export function groupSchemas(input: GroupingInput): Grouping {
  const walk: Walk = {
    input,
    resolve: resolver(input),
    first: firstOfEachShape(input.shapes),
    groups: new Map(),
    twins: new Map(),
    pending: [...input.models].map(([key, schema]) => groundOf(key, schema)),
    copies: [],
  };
  for (const { use, schema } of input.slots) {
    const occurrence: Occurrence = { owner: { kind: 'slot', use }, trail: startOfTrail, schema, isOwn: true };
    visit(walk, occurrence, schema.place);
  }
  for (let ground = walk.pending.pop(); ground !== undefined; ground = walk.pending.pop()) {
    for (const child of childOccurrences(ground)) visit(walk, child, ground.place);
  }
  visitCopies(walk);
  return { groups: walk.groups, resolve: walk.resolve, twins: walk.twins };
}

interface Walk {
  readonly input: GroupingInput;
  readonly resolve: Resolve;
  readonly first: ReadonlyMap<number, Schema>;
  readonly groups: Map<string, MutableGroup>;
  readonly twins: Map<string, Place[]>;
  readonly pending: Ground[];
  /** Schemas that say again what a model says: nothing in them is new, but it is written there too. */
  readonly copies: Ground[];
}

function visit(walk: Walk, occurrence: Occurrence, place: Place): void {
  const { schema, owner, trail } = occurrence;
  if (!walk.input.isPromoted(schema)) {
    walk.pending.push({ owner, trail, schema, place });
    return;
  }
  const key = walk.resolve(schema, owner, trail);
  const first = walk.first.get(walk.input.shapes.ofSchema(schema)) ?? schema;
  if (note(walk, key, occurrence)) {
    if (schema !== first) walk.copies.push(groundOf(key, schema));
    return;
  }
  walk.groups.set(key, { key, schema: first, occurrences: [occurrence] });
  walk.pending.push(groundOf(key, first));
  if (schema !== first) walk.copies.push(groundOf(key, schema));
}

/** Adds the occurrence to the model or group that it is one of; `false`: there is none yet. */
function note(walk: Walk, key: string, occurrence: Occurrence): boolean {
  if (walk.input.models.has(key)) {
    const places = walk.twins.get(key) ?? [];
    places.push(occurrence.schema.place);
    walk.twins.set(key, places);
    return true;
  }
  walk.groups.get(key)?.occurrences.push(occurrence);
  return walk.groups.has(key);
}

function visitCopies(walk: Walk): void {
  const seen = new Set<Schema>();
  for (let ground = walk.copies.pop(); ground !== undefined; ground = walk.copies.pop()) {
    if (seen.has(ground.schema)) continue;
    seen.add(ground.schema);
    for (const child of childOccurrences(ground)) {
      const { schema, owner, trail } = child;
      if (!walk.input.isPromoted(schema)) walk.copies.push({ owner, trail, schema, place: ground.place });
      else if (note(walk, walk.resolve(schema, owner, trail), child)) {
        walk.copies.push(groundOf(walk.resolve(schema, owner, trail), schema));
      }
    }
  }
}

function childOccurrences({ owner, trail, schema, place }: Ground): readonly Occurrence[] {
  const children = childrenOf(schema).filter((child) => !isPlain(child.schema));
  return children.map((child) => ({
    owner,
    trail: follow(trail, schema, child.step),
    schema: child.schema,
    isOwn: isWithin(child.schema.place, place),
  }));
}

interface MutableGroup extends Group {
  readonly occurrences: Occurrence[];
}

/** A schema whose children are still to be visited, and where its owner is written. */
interface Ground {
  readonly owner: Owner;
  readonly trail: Trail;
  readonly schema: Schema;
  readonly place: Place;
}

function groundOf(key: string, schema: Schema): Ground {
  return { owner: { kind: 'model', key }, trail: startOfTrail, schema, place: schema.place };
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.pointer.startsWith(`${outer.pointer}/`);
}

function resolver(input: GroupingInput): Resolve {
  const components = componentsByShape(input);
  return (schema, owner, trail) => {
    const shape = input.shapes.ofSchema(schema);
    const label = isLarge(schema) ? '' : labelOf(owner, trail);
    return components.get(shape) ?? `${shape}:${label}`;
  };
}

/** The docs of the first occurrence by place that has any. */
export function docsOf(group: Group): Docs {
  const inOrder = sortedBy(group.occurrences, ({ schema }) => placeKey(schema.place));
  const told = inOrder.find(({ schema: { docs } }) => docs.description !== null || docs.summary !== null);
  return (told ?? inOrder[0] ?? group).schema.docs;
}

/** Every place where the shape is written, sorted, each once. */
export function placesOf(group: Group): readonly Place[] {
  const byKey = new Map(group.occurrences.map(({ schema }) => [placeKey(schema.place), schema.place]));
  return sortedBy(byKey, ([key]) => key).map(([, place]) => place);
}

/** Sorts places by file, then by pointer. */
export function placeKey(place: Place): string {
  return `${place.file}\n${place.pointer}`;
}

/** Small shapes are one only where they are called alike: the last word of the name, or the role in an operation. */
function labelOf(owner: Owner, trail: Trail): string {
  const name = trail.name ?? (owner.kind === 'slot' ? owner.use.label : '');
  return singular((splitWords(name).at(-1) ?? '').toLowerCase());
}

function firstOfEachShape(shapes: Shapes): ReadonlyMap<number, Schema> {
  const first = new Map<number, Schema>();
  for (const schema of shapes.promoted) {
    const shape = shapes.ofSchema(schema);
    const known = first.get(shape);
    if (known === undefined || compareText(placeKey(schema.place), placeKey(known.place)) < 0) {
      first.set(shape, schema);
    }
  }
  return first;
}

/** Components that stand for their inline twins; of several equal ones the first by name. */
function componentsByShape({ models, shapes }: GroupingInput): ReadonlyMap<number, string> {
  const byShape = new Map<number, string>();
  for (const [id, schema] of models) {
    const shape = shapes.ofModel(id);
    if (shape !== undefined && isTelling(schema) && !byShape.has(shape)) byShape.set(shape, id);
  }
  return byShape;
}

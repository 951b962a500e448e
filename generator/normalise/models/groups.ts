/** Gathers the inline schemas that become one model, with every place that they are used from. */
import { compareText, sortedBy } from '../../api/compare.ts';
import type { Docs } from '../../api/docs.ts';
import type { Place } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';
import { singular, splitWords } from '../../naming/words.ts';
import type { ModelSchemas } from './components.ts';
import type { SlotUse } from './slots.ts';
import { isLarge, isTelling } from './promotion-rule.ts';
import type { IsPromoted, Shapes } from './shapes.ts';
import type { Trail } from './trail.ts';
import { follow, startOfTrail } from './trail.ts';

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
  const resolve = resolver(input);
  const groups = new Map<string, MutableGroup>();
  const twins = new Map<string, Place[]>();
  const pending: Ground[] = [...input.models].map(([key, schema]) => groundOf(key, schema));
  const first = firstOfEachShape(input.shapes);
  const visit = (occurrence: Occurrence, place: Place): void => {
    const { schema, owner, trail } = occurrence;
    if (!input.isPromoted(schema)) {
      pending.push({ owner, trail, schema, place });
      return;
    }
    const key = resolve(schema, owner, trail);
    if (input.models.has(key)) {
      twins.set(key, [...(twins.get(key) ?? []), schema.place]);
      return;
    }
    const known = groups.get(key);
    known?.occurrences.push(occurrence);
    if (known !== undefined) return;
    const firstSchema = first.get(input.shapes.ofSchema(schema)) ?? schema;
    groups.set(key, { key, schema: firstSchema, occurrences: [occurrence] });
    pending.push(groundOf(key, firstSchema));
  };
  for (const { use, schema } of input.slots) {
    visit({ owner: { kind: 'slot', use }, trail: startOfTrail, schema, isOwn: true }, schema.place);
  }
  for (let ground = pending.pop(); ground !== undefined; ground = pending.pop()) {
    const { owner, trail, schema, place } = ground;
    for (const child of childrenOf(schema)) {
      const isOwn = isWithin(child.schema.place, place);
      visit({ owner, trail: follow(trail, schema, child.step), schema: child.schema, isOwn }, place);
    }
  }
  return { groups, resolve, twins };
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

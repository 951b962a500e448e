/** Decides which model an inline schema becomes: a component, or a group of equal schemas. What it was before comes first. */
import { unrefined } from '../../api/assertions.ts';
import { compareText } from '../../api/json.ts';
import { placeKey } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf, isPlain } from '../../api/walk.ts';
import { singular, splitWords } from '../../naming/words.ts';
import type { ModelSchemas } from './components.ts';
import { formerIdFinder, type FormerModels } from './former-models.ts';
import { nameOfChild, noRelativeName, type RelativeName } from './nested-names.ts';
import { readResource, titleOfBody } from './operation-names.ts';
import { isComponent, pointerOfModel } from '../schema/model-reference.ts';
import type { SchemaUse, UsedSchema } from './schema-uses.ts';
import { isDistinctive, isLarge, type IsPromoted, type Shapes } from './shapes.ts';

/** Owner of an inline schema: a model (a component's id or a group's key), or an operation. */
export type Owner =
  { readonly kind: 'model'; readonly key: string } | { readonly kind: 'operation'; readonly use: SchemaUse };

/** Returns the id of the component's model, or the key of the group, that an inline schema of an owner becomes. */
export type Resolve = (schema: Schema, owner: Owner, relativeName: RelativeName) => string;

export interface Resolver {
  readonly resolve: Resolve;
  /**
   * Called for each new group, before what is inside its schema is resolved: that stays what it was. Returns whether an
   * older schema of the group decides it.
   */
  readonly settle: (key: string, schema: Schema) => boolean;
  /** The first schema of the group by place. */
  readonly firstOf: (key: string) => Schema | undefined;
  /** Returns the older schema of the owner that a schema inside it stands for, or the schema itself. */
  readonly twinOf: (schema: Schema, owner: Owner) => Schema;
}

export interface GroupingInput {
  readonly models: ModelSchemas;
  readonly used: readonly UsedSchema[];
  readonly shapes: Shapes;
  readonly isPromoted: IsPromoted;
  /** The models that inline schemas became before. */
  readonly former: FormerModels;
}

/**
 * An inline schema stays what it was: of a component that is added, an older schema of equal shape does not
 * become a copy, and of two equal components each copy keeps its own.
 */
export function resolver(input: GroupingInput): Resolver {
  const { models, shapes, former, isPromoted } = input;
  const components = componentsByShape(input);
  const successors = successorsOf(input);
  const isGone = (id: string): boolean => !models.has(id) && isComponent(pointerOfModel(id));
  const keptComponent = (schema: Schema): string | undefined => {
    const equal = components.get(shapes.ofSchema(schema)) ?? [];
    const known = equal.length === 0 ? [] : former.idsAt(schema.place);
    // The component that it was a copy of is there, though another copy of it has become a component of its own.
    const own = equal.find((id) => known.includes(id));
    const next = equal.find((id) => known.some((before) => successors.get(before)?.has(id)));
    // A copy of a component that is gone follows it to its new name.
    return own ?? next ?? (known.some(isGone) ? equal[0] : undefined);
  };
  const derived = new Set(
    shapes.promoted
      .filter(({ place }) => former.idsAt(place).some((id) => !models.has(id) && !isGone(id)))
      .filter((schema) => keptComponent(schema) === undefined)
      .map((schema) => shapes.ofSchema(schema)),
  );
  const componentOf = (schema: Schema): string | undefined => {
    const shape = shapes.ofSchema(schema);
    const isNew = isDistinctive(schema) && !derived.has(shape);
    return keptComponent(schema) ?? (isNew ? components.get(shape)?.[0] : undefined);
  };
  const idOf = formerIdFinder({
    former,
    isComponent: (id) => models.has(id),
    componentOf,
    isPromoted,
  });
  const labelOf = labeller(input);
  const labelsOf = labelsBySchema({ ...input, labelOf });
  const labels = formerLabels({ shapes, labelsOf, idOf });
  const keyOf = (schema: Schema, label: string): string =>
    componentOf(schema) ?? `${shapeKey(shapes, schema)}:${labels.labelOf(schema, label)}`;
  const first = firstOfEachGroup(labelsOf, keyOf);
  const twins = new Map<string, ReadonlyMap<Schema, Schema>>();
  const twinOf = (schema: Schema, owner: Owner): Schema =>
    (owner.kind === 'model' ? twins.get(owner.key)?.get(schema) : undefined) ?? schema;
  return {
    twinOf,
    resolve: (given, owner, relativeName) => {
      const schema = twinOf(given, owner);
      // The older schema has become a reference to a component of equal shape.
      if (schema.kind === 'model') return schema.model;
      return keyOf(schema, labelOf(schema, owner, relativeName));
    },
    firstOf: (key) => first.get(key),
    settle: (key, schema) => {
      const older = labels.first.get(key);
      if (older === undefined || older === schema) return false;
      twins.set(key, twinsInside(schema, older, isPromoted));
      return true;
    },
  };
}

/** From the schemas inside the first schema to those at the end of the same steps inside the second one. */
function twinsInside(left: Schema, right: Schema, isPromoted: IsPromoted): ReadonlyMap<Schema, Schema> {
  const twins = new Map<Schema, Schema>();
  const pending: [Schema, Schema][] = [[left, right]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const others = new Map(childrenOf(pair[1]).map(({ step, schema }) => [JSON.stringify(step), schema]));
    for (const { step, schema } of childrenOf(pair[0])) {
      const twin = others.get(JSON.stringify(step));
      if (twin === undefined || isPlain(schema)) continue;
      if (isPromoted(schema)) twins.set(schema, twin);
      else pending.push([schema, twin]);
    }
  }
  return twins;
}

interface FormerLabels {
  /** The label by which equal schemas become one model: that of the model that they became before. */
  readonly labelOf: (schema: Schema, label: string) => string;
  /** By the key of a group: the first schema that was the same model before. */
  readonly first: ReadonlyMap<string, Schema>;
}

type LabelsBySchema = ReadonlyMap<Schema, ReadonlySet<string>>;

interface FormerLabelsRequest {
  readonly shapes: Shapes;
  readonly labelsOf: LabelsBySchema;
  /** The model that the schema was before. */
  readonly idOf: (schema: Schema) => string | null;
}

/** A label is made of what is around the schema, such as the other members of its union. These may change. */
function formerLabels({ shapes, labelsOf, idOf }: FormerLabelsRequest): FormerLabels {
  const known = new Map<string, string>();
  const first = new Map<string, Schema>();
  for (const schema of shapes.promoted) {
    const id = idOf(schema);
    if (id === null) continue;
    const shape = shapeKey(shapes, schema);
    for (const label of labelsOf.get(schema) ?? []) {
      const byLabel = `${shape}:${label}`;
      if (compareText(id, known.get(byLabel) ?? id) <= 0) known.set(byLabel, id);
    }
    const before = first.get(`${shape}:${id}`) ?? schema;
    if (compareText(placeKey(schema.place), placeKey(before.place)) <= 0) first.set(`${shape}:${id}`, schema);
  }
  return {
    first,
    labelOf: (schema, label) => idOf(schema) ?? known.get(`${shapeKey(shapes, schema)}:${label}`) ?? label,
  };
}

function firstOfEachGroup(
  labelsOf: LabelsBySchema,
  keyOf: (schema: Schema, label: string) => string,
): ReadonlyMap<string, Schema> {
  const first = new Map<string, Schema>();
  for (const [schema, labels] of labelsOf) {
    for (const label of labels) {
      const key = keyOf(schema, label);
      const known = first.get(key);
      if (known === undefined || compareFirst(schema, known) < 0) first.set(key, schema);
    }
  }
  return first;
}

/** An enum whose members have names goes first: another use of it, which may have none, takes no constant away. */
function compareFirst(left: Schema, right: Schema): number {
  return (
    Number(hasNamedMembers(right)) - Number(hasNamedMembers(left)) ||
    compareText(placeKey(left.place), placeKey(right.place))
  );
}

function hasNamedMembers(schema: Schema): boolean {
  return schema.kind === 'enum' && schema.members.some(({ name }) => name !== undefined);
}

/** The labels of every inline schema that becomes a model: one for each path that leads to it. */
function labelsBySchema({ models, used, isPromoted, labelOf }: LabelInput): LabelsBySchema {
  const labels = new Map<Schema, Set<string>>();
  const pending: Labelled[] = [];
  const enter = (owner: Owner, relativeName: RelativeName, schema: Schema): void => {
    if (!isPromoted(schema)) {
      pending.push({ owner, relativeName, schema });
      return;
    }
    const known = labels.get(schema);
    labels.set(schema, (known ?? new Set()).add(labelOf(schema, owner, relativeName)));
    if (known === undefined) pending.push({ owner: inModel, relativeName: noRelativeName, schema });
  };
  for (const schema of models.values())
    pending.push({ owner: inModel, relativeName: noRelativeName, schema });
  for (const { use, schema } of used) enter({ kind: 'operation', use }, noRelativeName, schema);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { owner, relativeName, schema } = next;
    for (const child of childrenOf(schema)) {
      if (!isPlain(child.schema)) enter(owner, nameOfChild(relativeName, schema, child.step), child.schema);
    }
  }
  return labels;
}

interface Labelled {
  readonly owner: Owner;
  readonly relativeName: RelativeName;
  readonly schema: Schema;
}

/** The label inside a model does not depend on the model. */
const inModel: Owner = { kind: 'model', key: '' };

/** Components that the document refers to now where an inline schema was, by the id of the model that it became. */
function successorsOf({ models, used, former }: GroupingInput): ReadonlyMap<string, ReadonlySet<string>> {
  const successors = new Map<string, Set<string>>();
  const seen = new Set<Schema>();
  const pending = [...models.values(), ...used.map(({ schema }) => schema)];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    for (const id of schema.kind === 'model' ? former.idsExactlyAt(schema.place) : []) {
      if (schema.kind === 'model' && id !== schema.model)
        successors.set(id, (successors.get(id) ?? new Set()).add(schema.model));
    }
    pending.push(...childrenOf(schema).map((child) => child.schema));
  }
  return successors;
}

type LabelOf = (schema: Schema, owner: Owner, relativeName: RelativeName) => string;

interface LabelInput extends GroupingInput {
  readonly labelOf: LabelOf;
}

/**
 * Small shapes become one model only under the same label: the last word of the name, or the role in an operation.
 * Large ones have an empty label.
 *
 * An item of a list that is what another operation returns has the label of that response.
 */
function labeller(input: GroupingInput): LabelOf {
  const listed = listedResources(input);
  return (schema, owner, relativeName) => {
    if (isLarge(schema)) return '';
    const isItem = owner.kind === 'model' && relativeName.isItem;
    if (isItem && listed.has(input.shapes.ofSchema(schema))) return 'response';
    return lastWord(relativeName.text ?? (owner.kind === 'operation' ? owner.use.label : ''));
  };
}

/** Shapes that one operation returns and another one lists, of the same resource. */
function listedResources({ used, shapes, isPromoted }: GroupingInput): ReadonlySet<number> {
  const read = new Set<string>();
  const listed = new Map<string, number>();
  for (const { use, schema } of used) {
    const resource = use.role === 'response' ? readResource(use.operation) : null;
    if (resource === null) continue;
    const found = resource.isList ? itemsIn(schema) : [schema];
    for (const shape of found.filter(isPromoted).map(shapes.ofSchema)) {
      if (resource.isList) listed.set(`${resource.noun} ${shape}`, shape);
      else read.add(`${resource.noun} ${shape}`);
    }
  }
  return new Set([...listed].flatMap(([key, shape]) => (read.has(key) ? [shape] : [])));
}

/** Items of the lists that are properties of a response. */
function itemsIn(schema: Schema): readonly Schema[] {
  const body = unrefined(schema);
  const properties =
    body.kind === 'object' ? body.properties.map((property) => unrefined(property.schema)) : [];
  return properties.flatMap((list) => (list.kind === 'array' ? [list.items] : []));
}

function lastWord(name: string): string {
  return singular((splitWords(name).at(-1) ?? '').toLowerCase());
}

/** Bodies of one shape become one model only if they share a title, because the title gives their purpose. */
function shapeKey(shapes: Shapes, schema: Schema): string {
  return `${shapes.ofSchema(schema)} ${titleOfBody(schema) ?? ''}`;
}

/** Components by their shape; equal ones in the order of their names. */
function componentsByShape({ models, shapes }: GroupingInput): ReadonlyMap<number, readonly string[]> {
  const byShape = new Map<number, string[]>();
  for (const id of models.keys()) {
    const shape = shapes.ofModel(id);
    if (shape === undefined) continue;
    byShape.set(shape, [...(byShape.get(shape) ?? []), id]);
  }
  return byShape;
}

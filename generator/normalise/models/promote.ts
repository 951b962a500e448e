/** Turns inline schemas into named models that refer to each other. */
import type { Operation } from '../../api/api.ts';
import { sortedBy } from '../../api/json.ts';
import { type Docs, noDocs, type Place, placeKey, pointerKeys } from '../../api/place.ts';
import { hashText } from '../../api/hash.ts';
import type { Property, Schema } from '../../api/schema.ts';
import { isPlain, mapChildren } from '../../api/walk.ts';
import { emptyLedger, placeKeysOf } from '../../naming/ledger.ts';
import { placeOf, quote, reportAt, type Scope } from '../scope.ts';
import { isComponent, pointerOfModel } from '../schema/model-reference.ts';
import { type ComponentName, componentNames, type ModelSchemas } from './components.ts';
import { docsOf, type Group, type Grouping, groupSchemas, placesOf } from './groups.ts';
import type { Owner } from './resolve-groups.ts';
import { formerModels, type FormerModels } from './former-models.ts';
import { type NamedGroup, nameGroups } from './name-groups.ts';
import { nameOfChild, noRelativeName, type RelativeName } from './nested-names.ts';
import { promotionRule, separateNull, separateNullInside } from './promotion-rule.ts';
import { mapSchemas, type UnusedModel, usedSchemas } from './schema-uses.ts';
import { findShapes, type IsPromoted } from './shapes.ts';

export interface Promoted {
  readonly models: readonly UnusedModel[];
  readonly operations: readonly Operation[];
}

interface Promotion {
  readonly models: ModelSchemas;
  readonly nameOfModel: ComponentName;
  readonly isPromoted: IsPromoted;
  readonly grouping: Grouping;
  readonly named: ReadonlyMap<string, NamedGroup>;
  /** Docs of each group, by its key. */
  readonly docs: ReadonlyMap<string, Docs>;
}

/** Gives inline schemas names, and replaces them by references to the models they become. */
export function promote(scope: Scope, given: ModelSchemas, operations: readonly Operation[]): Promoted {
  const isPromoted = promotionRule(given);
  const models = new Map(
    [...given].map(([id, schema]) => [id, separateNullInside(schema, isPromoted)] as const),
  );
  const separated = operations.map((operation) =>
    mapSchemas(operation, (schema) => separateNull(schema, isPromoted)),
  );
  const used = usedSchemas(separated);
  const roots = used.map(({ schema }) => schema);
  const shapes = findShapes(roots, models, isPromoted);
  const former = formerOf(scope, operations);
  const grouping = groupSchemas({ models, used, shapes, isPromoted, former });
  const nameOfModel = componentNames(models, operations);
  const onCollision = collisionReporter(scope);
  const named = nameGroups({ groups: grouping.groups, models, nameOfModel, onCollision });
  const docs = new Map([...grouping.groups].map(([key, group]) => [key, docsOf(group)] as const));
  const promotion: Promotion = { models, nameOfModel, isPromoted, grouping, named, docs };
  return {
    models: sortModels([...componentModels(models, promotion), ...derivedModels(promotion)]),
    operations: separated.map((operation) =>
      mapSchemas(operation, (schema, use) => withReferences(schema, { kind: 'operation', use }, promotion)),
    ),
  };
}

function formerOf(scope: Scope, operations: readonly Operation[]): FormerModels {
  const place = placeOf(scope, { value: null, pointer: '' });
  return formerModels(scope.options.ledger ?? emptyLedger, placeKeysOf({ operations, place }));
}

function componentModels(models: ModelSchemas, promotion: Promotion): readonly UnusedModel[] {
  const repetitions = repeatedPlaces(promotion);
  return [...models].map(([id, schema]): UnusedModel => {
    const isNamed = isComponent(pointerOfModel(id));
    const name = isNamed ? promotion.nameOfModel(id) : nameOfRecursive(id);
    return {
      id,
      name,
      origin: isNamed ? 'component' : 'derived',
      parent: null,
      schema: withReferencesInside(schema, id, promotion),
      docs: schema.docs.summary === name ? { ...schema.docs, summary: null } : schema.docs,
      place: schema.place,
      otherPlaces: repetitions.get(id) ?? [],
    };
  });
}

function derivedModels(promotion: Promotion): readonly UnusedModel[] {
  return [...promotion.named.values()].map(({ group, id, name, parent }: NamedGroup): UnusedModel => {
    const docs = promotion.docs.get(group.key) ?? group.schema.docs;
    const [first = group.schema.place, ...others] = placesOf(group);
    const schema = { ...withReferencesInside(group.schema, group.key, promotion), docs, place: first };
    return { id, name, origin: 'derived', parent, schema, docs, place: first, otherPlaces: others };
  });
}

/** Places of inline copies, by the component that they repeat. */
function repeatedPlaces(promotion: Promotion): ReadonlyMap<string, readonly Place[]> {
  return new Map(
    [...promotion.grouping.repetitions].map(([id, places]) => {
      const once = new Map(places.map((place) => [placeKey(place), place]));
      return [id, sortedBy(once.values(), placeKey)];
    }),
  );
}

/** The last key of its pointer that is not a keyword; the hash prevents a collision with a component. */
function nameOfRecursive(id: string): string {
  const keys = pointerKeys(pointerOfModel(id));
  const last =
    keys.findLast((key) => !/^(\d+|schema|items|allOf|anyOf|oneOf|properties)$/.test(key)) ?? 'node';
  return `${last} ${hashText(id).slice(0, 6)}`;
}

function sortModels(models: readonly UnusedModel[]): readonly UnusedModel[] {
  return sortedBy(models, ({ name, id }) => `${name}\u0000${id}`);
}

function collisionReporter(scope: Scope): (winner: Schema | null, loser: Group, name: string) => void {
  return (winner, loser, name) => {
    if (winner === null) return;
    const message = `Another schema has the name ${quote(name)}.`;
    const related = [{ message: 'The other schema.', place: winner.place }];
    reportAt(scope, loser.schema.place, { code: 'CW2016', message, related });
  };
}

/** Returns a reference where the schema became a model, else the schema with its children replaced. */
function withReferences(schema: Schema, owner: Owner, promotion: Promotion): Schema {
  return referTo(schema, { owner, relativeName: noRelativeName }, promotion);
}

/** Replaces schemas inside a model; the model itself stays. */
function withReferencesInside(schema: Schema, key: string, promotion: Promotion): Schema {
  return referToChildren(schema, { owner: { kind: 'model', key }, relativeName: noRelativeName }, promotion);
}

interface At {
  readonly owner: Owner;
  readonly relativeName: RelativeName;
}

function referTo(schema: Schema, at: At, promotion: Promotion): Schema {
  if (!promotion.isPromoted(schema)) return referToChildren(schema, at, promotion);
  const key = promotion.grouping.resolve(schema, at.owner, at.relativeName);
  const model = promotion.named.get(key)?.id ?? key;
  const docs = docsAtUse(schema.docs, docsOfModel(key, promotion));
  return { kind: 'model', model, docs, place: schema.place };
}

function referToChildren(schema: Schema, at: At, promotion: Promotion): Schema {
  const replaced = mapChildren(schema, (child, step) => {
    if (isPlain(child)) return child;
    return referTo(
      child,
      { owner: at.owner, relativeName: nameOfChild(at.relativeName, schema, step) },
      promotion,
    );
  });
  if (replaced.kind !== 'object') return replaced;
  return {
    ...replaced,
    properties: replaced.properties.map((property) => withoutRepeatedDocs(property, promotion)),
  };
}

/** Omits docs that repeat those of the model, so that a reference and its inline twin have the same output. */
function docsAtUse(docs: Docs, ofModel: Docs): Docs {
  return sameDocs(docs, ofModel) ? noDocs : docs;
}

/** Omits docs of a property that repeat those of the component it now refers to. */
function withoutRepeatedDocs(property: Property, promotion: Promotion): Property {
  const { schema } = property;
  if (schema.kind !== 'model' || !promotion.models.has(schema.model)) return property;
  const docs = docsAtUse(property.docs, docsOfModel(schema.model, promotion));
  return { ...property, docs };
}

function docsOfModel(key: string, promotion: Promotion): Docs {
  return promotion.docs.get(key) ?? promotion.models.get(key)?.docs ?? noDocs;
}

function sameDocs(left: Docs, right: Docs): boolean {
  return (
    left.summary === right.summary &&
    left.description === right.description &&
    left.deprecated === right.deprecated &&
    left.externalUrl === right.externalUrl
  );
}

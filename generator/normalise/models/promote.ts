/** Turns schemas with everything inline into models that refer to each other, each under a name. */
import type { Model, Operation } from '../../api/api.ts';
import { sortedBy } from '../../api/compare.ts';
import { hashText } from '../../api/hash.ts';
import type { Place } from '../../api/place.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { quote } from '../reference.ts';
import type { Scope } from '../scope.ts';
import { reportAt } from '../scope.ts';
import { isComponent, pointerOfModel } from '../schema/model-reference.ts';
import type { ModelSchemas } from './components.ts';
import { nameOfComponent } from './components.ts';
import type { Group } from './groups.ts';
import { docsOf, groupSchemas, placeKey, placesOf } from './groups.ts';
import type { NamedGroup } from './name-groups.ts';
import { nameGroups } from './name-groups.ts';
import { promotionRule, separateNull, separateNullInside } from './promotion-rule.ts';
import type { Replacing } from './replace.ts';
import { replaceAt, replaceInside } from './replace.ts';
import { findShapes } from './shapes.ts';
import { mapSchemas, slotsOf } from './schema-uses.ts';

/** A model before it is known which way its values travel. */
export type UnusedModel = Omit<Model, 'usage'>;

export interface Promoted {
  readonly models: readonly UnusedModel[];
  readonly operations: readonly Operation[];
}

export function promote(scope: Scope, given: ModelSchemas, operations: readonly Operation[]): Promoted {
  const isPromoted = promotionRule(given);
  const models = new Map(
    [...given].map(([id, schema]) => [id, separateNullInside(schema, isPromoted)] as const),
  );
  const separated = operations.map((operation) =>
    mapSchemas(operation, (schema) => separateNull(schema, isPromoted)),
  );
  const slots = slotsOf(separated);
  const roots = slots.map(({ schema }) => schema);
  const shapes = findShapes(roots, models, isPromoted);
  const grouping = groupSchemas({ models, slots, shapes, isPromoted });
  const named = nameGroups({ groups: grouping.groups, models, onCollision: collisionReporter(scope) });
  const docs = new Map([...grouping.groups].map(([key, group]) => [key, docsOf(group)] as const));
  const how: Replacing = { models, isPromoted, grouping, named, docs };
  return {
    models: sortModels([...componentModels(models, how), ...derivedModels(how)]),
    operations: separated.map((operation) =>
      mapSchemas(operation, (schema, use) => replaceAt(schema, { kind: 'slot', use }, how)),
    ),
  };
}

function componentModels(models: ModelSchemas, how: Replacing): readonly UnusedModel[] {
  const twins = twinPlaces(how);
  return [...models].map(([id, schema]): UnusedModel => {
    const isNamed = isComponent(pointerOfModel(id));
    return {
      id,
      name: isNamed ? nameOfComponent(id) : nameOfRecursive(id),
      origin: isNamed ? 'component' : 'derived',
      parent: null,
      schema: replaceInside(schema, id, how),
      docs: schema.docs,
      place: schema.place,
      otherPlaces: twins.get(id) ?? [],
    };
  });
}

function derivedModels(how: Replacing): readonly UnusedModel[] {
  return [...how.named.values()].map(({ group, id, name, parent }: NamedGroup): UnusedModel => {
    const docs = how.docs.get(group.key) ?? group.schema.docs;
    const [first = group.schema.place, ...others] = placesOf(group);
    const schema = { ...replaceInside(group.schema, group.key, how), docs, place: first };
    return { id, name, origin: 'derived', parent, schema, docs, place: first, otherPlaces: others };
  });
}

/** Where components are written out again, by component. */
function twinPlaces(how: Replacing): ReadonlyMap<string, readonly Place[]> {
  return new Map(
    [...how.grouping.twins].map(([id, places]) => {
      const once = new Map(places.map((place) => [placeKey(place), place]));
      return [id, sortedBy(once.values(), placeKey)];
    }),
  );
}

/** After the last key of its pointer that is no keyword; the hash keeps it apart from every component. */
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

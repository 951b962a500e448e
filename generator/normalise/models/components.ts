/** Turns `components/schemas` into models: one for each component that is not an alias. */
import type { ComponentAlias, Operation } from '../../api/api.ts';
import { compareText } from '../../api/json.ts';
import { pointerKeys } from '../../api/place.ts';
import type { Schema } from '../../api/schema.ts';
import { childrenOf } from '../../api/walk.ts';
import { pascalCase, splitWords } from '../../naming/words.ts';
import { placeOf, quote, report, reportAt, type Scope } from '../scope.ts';
import { aliasTarget, modelId, pointerOfModel, resolveSchema } from '../schema/model-reference.ts';
import { buildSchema } from '../schema/schema.ts';
import { unknownAt } from '../schema/union.ts';
import { childOf, entriesOf, type Source, sourceAt, textAt } from '../source.ts';

/** Schemas of models by id, in code-point order of the ids. */
export type ModelSchemas = ReadonlyMap<string, Schema>;

/** Builds every component, used or not: all that the author named is exported. */
export function buildComponents(scope: Scope): ModelSchemas {
  const models = new Map<string, Schema>();
  for (const component of componentSources(scope)) {
    const named =
      aliasTarget(scope, component) === null ? null : resolveSchema(scope, textAt(component, '$ref') ?? '');
    if (named?.kind === 'model') {
      const message = `This component is an alias of ${quote(nameOfComponent(named.id))}.`;
      report(scope, component, { code: 'CW2015', message });
    } else {
      models.set(modelId(component.pointer), buildModel(scope, component));
    }
  }
  return models;
}

/** The components that `buildComponents` leaves out, with the models that they name. */
export function componentAliases(scope: Scope): readonly ComponentAlias[] {
  return componentSources(scope).flatMap((component) => {
    if (aliasTarget(scope, component) === null) return [];
    const named = resolveSchema(scope, textAt(component, '$ref') ?? '');
    if (named.kind !== 'model') return [];
    const { pointer } = component;
    return [{ id: modelId(pointer), model: named.id, place: placeOf(scope, component) }];
  });
}

/** The components that are schemas, by key. */
function componentSources(scope: Scope): readonly Source[] {
  const root = { value: scope.document.root, pointer: '' };
  return entriesOf(childOf(root, 'components', 'schemas')).map(([, source]) => source);
}

/** The key of a component. */
function nameOfComponent(id: string): string {
  return pointerKeys(pointerOfModel(id)).at(-1) ?? '';
}

/** Returns schemas outside `components` that contain themselves: only a named type can express them. */
export function recursiveModels(scope: Scope): ModelSchemas {
  const pointers = [...scope.schemas.recursive].sort(compareText);
  return new Map(
    pointers.flatMap((pointer) => {
      const schema = scope.schemas.built.get(pointer);
      return schema === undefined ? [] : [[modelId(pointer), schema] as const];
    }),
  );
}

/** Replaces models that consist only of themselves by `unknown`: they describe no value. */
export function withoutCircles(scope: Scope, models: ModelSchemas): ModelSchemas {
  const broken = new Map(models);
  for (const [id, schema] of models) {
    if (!reachesItself(id, broken)) continue;
    reportAt(scope, schema.place, {
      code: 'CW2011',
      message: `${quote(nameOfComponent(id))} refers only to itself.`,
    });
    broken.set(id, { kind: 'unknown', docs: schema.docs, place: schema.place });
  }
  return broken;
}

function reachesItself(id: string, models: ModelSchemas): boolean {
  const seen = new Set<string>();
  const pending = [models.get(id)];
  while (pending.length > 0) {
    const schema = pending.pop();
    if (schema?.kind === 'union' || schema?.kind === 'intersection') {
      pending.push(...childrenOf(schema).map((child) => child.schema));
    }
    if (schema?.kind === 'refined') pending.push(schema.schema);
    if (schema?.kind !== 'model' || seen.has(schema.model)) continue;
    if (schema.model === id) return true;
    seen.add(schema.model);
    pending.push(models.get(schema.model));
  }
  return false;
}

function buildModel(scope: Scope, component: Source): Schema {
  buildSchema(scope, component);
  const built = scope.schemas.built.get(component.pointer);
  return built ?? unknownAt(placeOf(scope, component));
}

/** Returns the component at an id from the document. */
export function componentSource(scope: Scope, id: string): Source {
  return sourceAt(scope.document.root, pointerOfModel(id));
}

/**
 * Value of the discriminating property that stands for a component without an entry in the mapping: its name
 * (OpenAPI 3.1, section 4.8.25), or the extension that AutoRest has for it.
 */
export function tagOfComponent(scope: Scope, id: string): string {
  return textAt(componentSource(scope, id), 'x-ms-discriminator-value') ?? nameOfComponent(id);
}

/** The name of a component, by the id of its model. */
export type ComponentName = (id: string) => string;

/** A name that two components would have goes to neither: both keep their keys. */
export function componentNames(models: ModelSchemas, operations: readonly Operation[]): ComponentName {
  const wishes = new Map(
    [...models].map(([id, { docs }]) => {
      const key = nameOfComponent(id);
      return [
        id,
        titleOfNumbered(key, docs.summary) ?? bodyName(key, operations) ?? withoutArity(key),
      ] as const;
    }),
  );
  const wanted = Map.groupBy(wishes.values(), typeName);
  return (id) => {
    const wish = wishes.get(id);
    return wish === undefined || (wanted.get(typeName(wish))?.length ?? 0) > 1 ? nameOfComponent(id) : wish;
  };
}

/** `@fastify/swagger` counts schemas, and keeps their ids as titles: `def-0` is `User`. A longer title is a sentence. */
function titleOfNumbered(key: string, title: string | null): string | null {
  const name = /^[a-z]+:\/\//i.test(title ?? '') ? endOfAddress(title ?? '') : (title ?? '');
  const words = splitWords(name);
  return /^def-\d+$/.test(key) && words.length > 0 && words.length <= 5 ? name : null;
}

/** An id may be an address: `https://example.com/schemas/user.json#` is `user`. */
function endOfAddress(address: string): string {
  const [path = ''] = address.split(/[?#]/);
  return (path.split('/').findLast((segment) => segment !== '') ?? '').replace(
    /(?:\.schema)?\.(?:json|ya?ml)$/i,
    '',
  );
}

/** .NET: "Result`1[[TokenDto]]" has one type argument. */
function withoutArity(key: string): string {
  return key.replaceAll(/`\d+/g, ' ');
}

/** FastAPI: `Body_create_file_files_post` is the form of the operation `create_file_files_post`. */
function bodyName(key: string, operations: readonly Operation[]): string | null {
  const id = /^Body_(.+)$/.exec(key)?.[1];
  const operation = id === undefined ? undefined : operations.find((each) => each.id === id);
  const method = operation?.path.at(-1);
  return method === undefined ? null : `${method} body`;
}

function typeName(name: string): string {
  return pascalCase(splitWords(name));
}

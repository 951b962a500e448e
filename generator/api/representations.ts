/** Finds the models whose values differ: between requests and responses, on receipt, or from the JSON that is sent. */
import type { Api, Model } from './api.ts';
import { unrefined } from './assertions.ts';
import type { NumberSchema, Property, Schema, StringSchema } from './schema.ts';
import type { ModelSource } from './unions.ts';
import { childrenOf } from './walk.ts';

/**
 * How a value in a request differs from one in a response.
 *
 * `server`: properties that only responses have. `caller`: properties that only requests have.
 * `default`: properties that a request may leave out.
 */
export type Difference = 'server' | 'caller' | 'default';

/** Ids of the models that need a type for each direction, with their differences. */
export function modelsThatDiffer(api: Api): ReadonlyMap<string, ReadonlySet<Difference>> {
  const users = new Map<string, string[]>();
  const differing = new Map<string, Set<Difference>>();
  for (const model of api.models) {
    const own = differencesIn(model.schema);
    if (own.length > 0) differing.set(model.id, new Set(own));
    for (const id of sentReferencesOf(model.schema)) users.set(id, [...(users.get(id) ?? []), model.id]);
  }
  const pending = [...differing.keys()];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const inside = differing.get(id) ?? new Set();
    for (const user of users.get(id) ?? []) {
      const known = differing.get(user) ?? new Set();
      const all = new Set([...known, ...inside]);
      if (all.size === known.size) continue;
      differing.set(user, all);
      pending.push(user);
    }
  }
  return differing;
}

/** Returns true if both requests and responses contain values of the model. */
export function isSharedByDirections({ usage }: Model): boolean {
  return usage.request && usage.response;
}

function differencesIn(schema: Schema): readonly Difference[] {
  const body = unrefined(schema);
  const inside = sentInside(body).flatMap(differencesIn);
  if (body.kind === 'object') return [...body.properties.flatMap(differencesOf), ...inside];
  return inside;
}

function differencesOf({ default: assumed, access }: Property): readonly Difference[] {
  if (access === 'read') return ['server'];
  return [
    ...(access === 'write' ? (['caller'] as const) : []),
    ...(assumed === undefined ? [] : (['default'] as const)),
  ];
}

/** Schemas of the values inside that a request holds: read-only properties are not sent. */
function sentInside(body: Schema): readonly Schema[] {
  const properties = body.kind === 'object' ? body.properties : [];
  const absent = new Set(properties.filter(({ access }) => access === 'read').map(({ name }) => name));
  return childrenOf(body)
    .filter(({ step }) => step.kind !== 'property' || !absent.has(step.name))
    .map(({ schema }) => schema);
}

function sentReferencesOf(schema: Schema): readonly string[] {
  const body = unrefined(schema);
  return body.kind === 'model' ? [body.model] : sentInside(body).flatMap(sentReferencesOf);
}

/** Ids of the models that a schema refers to, without those that these models refer to. */
export function referencesOf(schema: Schema): readonly string[] {
  return schema.kind === 'model'
    ? [schema.model]
    : childrenOf(schema).flatMap((child) => referencesOf(child.schema));
}

/** Ids of the received models that hold a default or a converted value at any depth. */
export function modelsWithWireForm(api: Api): ReadonlySet<string> {
  return receivedModelsAround(api, ({ schema }) => holdsDefault(schema) || holdsRepresented(schema));
}

/** Ids of the received models that match, or hold a model that does. */
export function receivedModelsAround(api: Api, matches: (model: Model) => boolean): ReadonlySet<string> {
  const split = api.types === undefined ? null : modelsOfTwoTypes(api);
  const received = api.models.filter(
    ({ id, usage }) => usage.response || !usage.request || split?.has(id) === false,
  );
  return closureOf(received, matches, ({ schema, usage }) =>
    usage.request && !usage.response ? referencesOf(schema) : receivedReferencesOf(schema),
  );
}

/**
 * Ids of the models that hold one with a type for each direction.
 *
 * Validators of models that are only sent convert values too. They cannot where such a model is inside:
 * conversion yields the type of responses.
 */
function modelsOfTwoTypes(api: Api): ReadonlySet<string> {
  const differing = modelsThatDiffer(api);
  const isSplit = (model: Model): boolean => differing.has(model.id) && isSharedByDirections(model);
  return closureOf(api.models, isSplit, ({ schema }) => referencesOf(schema));
}

/** Ids of the models that match, and of all that refer to one at any depth. */
function closureOf(
  models: readonly Model[],
  matches: (model: Model) => boolean,
  referencesIn: (model: Model) => readonly string[],
): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of models) {
    if (matches(model)) pending.push(model.id);
    for (const id of referencesIn(model)) users.set(id, [...(users.get(id) ?? []), model.id]);
  }
  const known = new Set(models.map(({ id }) => id));
  const found = new Set<string>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id) || !known.has(id)) continue;
    found.add(id);
    pending.push(...(users.get(id) ?? []));
  }
  return found;
}

/** Ids of the models in a response with the schema: write-only properties are not received. */
function receivedReferencesOf(schema: Schema): readonly string[] {
  const body = unrefined(schema);
  if (body.kind !== 'object') return referencesOf(body);
  return childrenOf({
    ...body,
    properties: body.properties.filter(({ access }) => access !== 'write'),
  }).flatMap((child) => receivedReferencesOf(child.schema));
}

/** Returns true if the schema itself contains a default. Models that it refers to do not count. */
export function holdsDefault(schema: Schema): boolean {
  const body = unrefined(schema);
  if (body.kind !== 'object') return childrenOf(body).some((child) => holdsDefault(child.schema));
  return body.properties.some(
    (property) =>
      property.access !== 'write' &&
      ((property.default !== undefined && !property.required) || holdsDefault(property.schema)),
  );
}

/** Type that callers get in place of the JSON number or string. */
export type Representation = 'text' | 'bigint' | 'date' | 'instant';

/** A schema whose values are converted for callers. */
export type Represented = (NumberSchema | StringSchema) & { readonly representation: Representation };

/** Returns true if values of this schema itself are converted for callers. */
export function isRepresented(schema: Schema): schema is Represented {
  if (schema.kind !== 'number' && schema.kind !== 'string') return false;
  return schema.representation !== undefined && schema.representation !== 'rounded';
}

/** Returns true if the schema or a nested one is converted. Models are not searched. */
export function holdsRepresented(schema: Schema): boolean {
  const body = unrefined(schema);
  return isRepresented(body) || childrenOf(schema).some((child) => holdsRepresented(child.schema));
}

/** Returns true if a value may contain one of the wanted representations at any depth, also in models. */
export function reaches(schema: Schema, wanted: readonly Representation[], source: ModelSource): boolean {
  return someSchema(schema, (each) => isRepresented(each) && wanted.includes(each.representation), source);
}

/** Returns true if the schema, or one at any depth in it, also in models, passes the test. */
export function someSchema(schema: Schema, test: (schema: Schema) => boolean, source: ModelSource): boolean {
  return someBeyond(schema, { test, source, seen: new Set() });
}

interface Search {
  readonly test: (schema: Schema) => boolean;
  readonly source: ModelSource;
  readonly seen: Set<string>;
}

function someBeyond(schema: Schema, search: Search): boolean {
  const body = unrefined(schema);
  if (search.test(body)) return true;
  if (body.kind === 'model') {
    if (search.seen.has(body.model)) return false;
    search.seen.add(body.model);
    return someBeyond(search.source.model(body.model).schema, search);
  }
  return childrenOf(body).some((child) => someBeyond(child.schema, search));
}

/** Returns true if no value is an array or object. Such values cannot change in place. */
export function isScalar(schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  switch (body.kind) {
    case 'model':
      return isScalar(source.model(body.model).schema, source);
    case 'union':
    case 'intersection':
      return body.members.every((member) => isScalar(member, source));
    case 'array':
    case 'tuple':
    case 'object':
    case 'record':
    case 'unknown':
      return false;
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'literal':
    case 'enum':
      return true;
  }
}

/** Finds the models whose values differ between requests and responses, and how they differ. */
import type { Api, Model } from './api.ts';
import { unrefined } from './assertions.ts';
import type { Property, Schema } from './schema.ts';
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

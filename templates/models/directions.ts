/** Finds the models whose values look different when they are sent and when they are received, and what differs. */
import {
  childrenOf,
  unrefined,
  type Api,
  type Model,
  type Property,
  type Schema,
} from '../../generator/index.ts';
import { isOpenUnion, sourceOf, type ModelSource } from './tagged-union.ts';

/** What is other in a value that is sent: properties of one side, defaults, values and variants that may come. */
export type Difference = 'server' | 'caller' | 'default' | 'value' | 'variant';

/** The models that need a type for each direction, by their ids, with all that differs in what is sent. */
export function modelsThatDiffer(api: Api): ReadonlyMap<string, ReadonlySet<Difference>> {
  const source = sourceOf(api);
  const users = new Map<string, string[]>();
  const differing = new Map<string, Set<Difference>>();
  for (const model of api.models) {
    const own = differencesIn(model.schema, source);
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

/** Both ways: the caller sends such values and receives them. */
export function isSharedByDirections({ usage }: Model): boolean {
  return usage.request && usage.response;
}

function differencesIn(schema: Schema, source: ModelSource): readonly Difference[] {
  const body = unrefined(schema);
  if (body.kind === 'enum') return ['value'];
  const inside = sentInside(body).flatMap((each) => differencesIn(each, source));
  if (body.kind === 'union' && isOpenUnion(body, source)) return ['variant', ...inside];
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

/** What a property holds that only the server fills in differs from nothing: it is not sent. */
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

/** Ids of the models that a schema refers to, not looking into them. */
export function referencesOf(schema: Schema): readonly string[] {
  return schema.kind === 'model'
    ? [schema.model]
    : childrenOf(schema).flatMap((child) => referencesOf(child.schema));
}

/** Finds the models whose values look different before their defaults are filled in. */
import { childrenOf, unrefined, type Api, type Schema } from '../../generator/index.ts';
import { referencesOf } from './directions.ts';

/** Ids of the models of responses that have a default somewhere inside. */
export function modelsWithDefaults(api: Api): ReadonlySet<string> {
  const received = api.models.filter(({ usage }) => usage.response || !usage.request);
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of received) {
    if (hasDefault(model.schema)) pending.push(model.id);
    for (const id of referencesOf(model.schema)) users.set(id, [...(users.get(id) ?? []), model.id]);
  }
  const known = new Set(received.map(({ id }) => id));
  const found = new Set<string>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id) || !known.has(id)) continue;
    found.add(id);
    pending.push(...(users.get(id) ?? []));
  }
  return found;
}

function hasDefault(schema: Schema): boolean {
  const body = unrefined(schema);
  if (body.kind !== 'object') return childrenOf(body).some((child) => hasDefault(child.schema));
  return body.properties.some(
    (property) =>
      property.access !== 'write' &&
      ((property.default !== undefined && !property.required) || hasDefault(property.schema)),
  );
}

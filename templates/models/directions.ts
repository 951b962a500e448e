/** Finds the models whose values look different when they are sent and when they are received. */
import { childrenOf, type Api, type Model, type Schema } from '../../generator/index.ts';

/**
 * Ids of the models that need a type for each direction: somewhere inside is a default, an enum,
 * or a property that only one side sends.
 */
export function modelsThatDiffer(api: Api): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of api.models) {
    if (differsByItself(model.schema)) pending.push(model.id);
    for (const id of referencesOf(model.schema)) users.set(id, [...(users.get(id) ?? []), model.id]);
  }
  const differing = new Set<string>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (differing.has(id)) continue;
    differing.add(id);
    pending.push(...(users.get(id) ?? []));
  }
  return differing;
}

/** Both ways: the caller sends such values and receives them. */
export function isSharedByDirections({ usage }: Model): boolean {
  return usage.request && usage.response;
}

function differsByItself(schema: Schema): boolean {
  switch (schema.kind) {
    case 'enum':
      return true;
    case 'object':
      return (
        schema.properties.some(
          (property) =>
            property.default !== undefined || property.access !== 'both' || differsByItself(property.schema),
        ) ||
        (schema.rest !== null && differsByItself(schema.rest))
      );
    default:
      return childrenOf(schema).some((child) => differsByItself(child.schema));
  }
}

/** Ids of the models that a schema refers to, not looking into them. */
export function referencesOf(schema: Schema): readonly string[] {
  return schema.kind === 'model'
    ? [schema.model]
    : childrenOf(schema).flatMap((child) => referencesOf(child.schema));
}

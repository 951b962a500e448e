/** Finds the models whose values look different when they are sent and when they are received. */
import {
  childrenOf,
  unrefined,
  type Api,
  type Model,
  type Property,
  type Schema,
} from '../../generator/index.ts';
import { isOpenUnion, sourceOf, type ModelSource } from './tagged-union.ts';

/**
 * Ids of the models that need a type for each direction: somewhere inside is a default, an enum,
 * a union that may get variants, or a property that only one side sends.
 */
export function modelsThatDiffer(api: Api): ReadonlySet<string> {
  const source = sourceOf(api);
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const model of api.models) {
    if (differsByItself(model.schema, source)) pending.push(model.id);
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

function differsByItself(schema: Schema, source: ModelSource): boolean {
  const body = unrefined(schema);
  if (body.kind === 'enum') return true;
  if (body.kind === 'union' && isOpenUnion(body, source)) return true;
  if (body.kind === 'object' && body.properties.some(isOneSided)) return true;
  return childrenOf(body).some((child) => differsByItself(child.schema, source));
}

function isOneSided(property: Property): boolean {
  return property.default !== undefined || property.access !== 'both';
}

/** Ids of the models that a schema refers to, not looking into them. */
export function referencesOf(schema: Schema): readonly string[] {
  return schema.kind === 'model'
    ? [schema.model]
    : childrenOf(schema).flatMap((child) => referencesOf(child.schema));
}

/** Whether a value may hold a property that only one side sends, however deep. */
export function holdsOneSided(
  schema: Schema,
  source: ModelSource,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const body = unrefined(schema);
  if (body.kind === 'model') {
    const known = new Set([...seen, body.model]);
    return !seen.has(body.model) && holdsOneSided(source.model(body.model).schema, source, known);
  }
  if (body.kind === 'object' && body.properties.some(({ access }) => access !== 'both')) return true;
  return childrenOf(body).some((child) => holdsOneSided(child.schema, source, seen));
}

/** Finds out which way the values of each model travel, also inside other models. */
import type { Model, Operation } from '../../api/api.ts';
import type { Schema } from '../../api/schema.ts';
import { assertedSchemas } from '../../api/assertions.ts';
import { childrenOf } from '../../api/walk.ts';
import type { UnusedModel } from './promote.ts';
import { slotsOf } from './schema-uses.ts';

export function withUsage(
  models: readonly UnusedModel[],
  operations: readonly Operation[],
): readonly Model[] {
  const byId = new Map(models.map((model) => [model.id, model.schema]));
  const slots = slotsOf(operations);
  const isSent = ({ use }: (typeof slots)[number]): boolean =>
    use.role === 'parameter' || use.role === 'request';
  const request = reachable(slots.filter(isSent), byId);
  const response = reachable(
    slots.filter((slot) => !isSent(slot)),
    byId,
  );
  return models.map((model) => ({
    ...model,
    usage: { request: request.has(model.id), response: response.has(model.id) },
  }));
}

function reachable(
  roots: readonly { readonly schema: Schema }[],
  models: ReadonlyMap<string, Schema>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = roots.map(({ schema }) => schema);
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    pending.push(...childrenOf(schema).map((child) => child.schema), ...assertedSchemas(schema));
    if (schema.kind !== 'model' || found.has(schema.model)) continue;
    found.add(schema.model);
    const target = models.get(schema.model);
    if (target !== undefined) pending.push(target);
  }
  return found;
}

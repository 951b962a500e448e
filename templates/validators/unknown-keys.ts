/** What becomes of keys that an object neither declares nor speaks of. */
import { assertedSchemas, childrenOf, unrefined, type Api, type Schema } from '../../generator/index.ts';

/** `keep`: they stay. `strip`: they are taken away. `refuse`: they are an issue, in responses too. */
export type UnknownKeys = 'keep' | 'strip' | 'refuse';

/**
 * Ids of the objects that say nothing of other keys.
 *
 * A part of another one is none of them, as the keys of the whole are not unknown.
 */
export function closableModels(api: Api): ReadonlySet<string> {
  const parts = new Set(allSchemas(api).flatMap(partsIn));
  const closable = api.models.filter(({ id, schema }) => {
    const body = unrefined(schema);
    return body.kind === 'object' && body.rest === null && !parts.has(id);
  });
  return new Set(closable.map(({ id }) => id));
}

function allSchemas(api: Api): readonly Schema[] {
  const contents = api.operations.flatMap(({ requestBody, responses }) => [
    ...(requestBody?.content ?? []),
    ...responses.flatMap(({ content }) => content),
  ]);
  const parameters = api.operations.flatMap((operation) => operation.parameters);
  return [...api.models, ...contents, ...parameters].map(({ schema }) => schema);
}

/** Ids of the models that are members of an intersection, or that an assertion judges by. */
function partsIn(schema: Schema): readonly string[] {
  const body = unrefined(schema);
  const members = body.kind === 'intersection' ? body.members : [];
  return [
    ...[...members, ...assertedSchemas(schema)].flatMap(modelsIn),
    ...childrenOf(schema).flatMap((child) => partsIn(child.schema)),
  ];
}

function modelsIn(schema: Schema): readonly string[] {
  if (schema.kind === 'model') return [schema.model];
  return [...childrenOf(schema).map((child) => child.schema), ...assertedSchemas(schema)].flatMap(modelsIn);
}

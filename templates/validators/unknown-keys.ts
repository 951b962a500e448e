/** Treatment of undeclared keys, where the schema of an object does not mention them. */
import {
  answeredContents,
  assertedSchemas,
  childrenOf,
  receivedContents,
  unrefined,
  type Api,
  type Schema,
} from '../../generator/index.ts';

/** `keep`: they stay. `strip`: they are removed. `refuse`: they are an issue, in responses too. */
export type UnknownKeys = 'keep' | 'strip' | 'refuse';

/**
 * Ids of the objects that do not mention undeclared keys.
 *
 * A part of an intersection is excluded: the other parts declare more keys.
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
  const incoming = api.incoming.flatMap((request) => [
    ...receivedContents(request),
    ...answeredContents(request),
  ]);
  return [...api.models, ...contents, ...parameters, ...incoming].map(({ schema }) => schema);
}

/** Ids of the models in intersections and assertions. */
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
